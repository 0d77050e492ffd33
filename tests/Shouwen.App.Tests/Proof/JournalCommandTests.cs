using Microsoft.Data.Sqlite;
using Shouwen.Storage.Attachments;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary><c>shouwen journal</c> on data as an operator has it: the real program, a folder, nothing else.</summary>
public sealed class JournalCommandTests
{
    private const string Tampering = """
        drop trigger journal_no_update;
        update journal set open_part = replace(open_part, '"person":"off"', '"person":"tel"') where position = 3;
        """;

    [Fact]
    [Trait("PastBug", "60")]
    public async Task Verify_OfATamperedCopy_NamesComplaintPositionAndWhatIsWrong()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();
        await storage.DoAsync(number, "off", "accept");
        var (signed, whole) = (await JournalAsync("checkpoint", storage), await JournalAsync("verify", storage));

        await ChangeAsync(storage.Database.ConnectionString, Tampering);
        var tampered = await JournalAsync("verify", storage);

        Assert.Contains("已签 1 个检查点", signed.Output, StringComparison.Ordinal);
        Assert.Equal((0, "核对了 1 件投诉的 3 条流水、1 个检查点：没有改动\n"), (whole.ExitCode, whole.Output));
        Assert.Equal((1, $"{number} 第 3 条：内容被改动，与哈希不符\n"), (tampered.ExitCode, tampered.Errors));
        Assert.Contains("1 处不符", tampered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAttachments_NamesTheOneThatIsNotAsItWas()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();
        await using (var file = await storage.Get<AttachmentStore>().StageAsync(number, "函.pdf", new MemoryStream(SampleFile.Pdf), 1000, TestContext.Current.CancellationToken))
        {
            await storage.Handler.HandleAsync(TestStorage.Request("off", "attach", ("file", file!.Name)) with { Number = number, File = file }, TestContext.Current.CancellationToken);
        }

        var whole = await JournalAsync("verify", storage, "--attachments");
        await File.AppendAllTextAsync(Directory.GetFiles(Path.Combine(storage.Database.Folder, "attachments"), "*", SearchOption.AllDirectories).Single(), "x", TestContext.Current.CancellationToken);
        var damaged = await JournalAsync("verify", storage, "--attachments");

        Assert.Equal((0, "核对了 1 个附件：完好"), (whole.ExitCode, whole.Output.Split('\n')[1]));
        Assert.Equal((1, $"{number} 第 3 条：附件文件被改动，与哈希不符\n", "核对了 1 个附件：1 个不符"), (damaged.ExitCode, damaged.Errors, damaged.Output.Split('\n')[1]));
    }

    [Fact]
    public async Task Verify_WhereNoDataIs_SaysSoAndMakesNone()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var (code, _, errors) = await ShouwenProgram.RunAsync(["journal", "verify", "--data", folder], TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Contains("不是首问的数据文件夹", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static Task<(int ExitCode, string Output, string Errors)> JournalAsync(string command, TestStorage storage, params string[] options) =>
        ShouwenProgram.RunAsync(["journal", command, "--data", storage.Database.Folder, .. options], TestContext.Current.CancellationToken);

    private static async Task ChangeAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
