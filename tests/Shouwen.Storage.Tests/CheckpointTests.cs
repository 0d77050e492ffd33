using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[Claim(29)]
public sealed class CheckpointTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Checkpoints_Written_CoverWhatGrewAndNothingElse(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (first, second) = (await storage.RegisterAsync(), await storage.RegisterAsync());

        Assert.Equal(1, await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken));
        await storage.DoAsync(second, "off", "accept");
        Assert.Equal(1, await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken));

        await using var context = storage.Database.CreateDbContext();
        var written = await context.Checkpoints.OrderBy(row => row.Number).ToListAsync(TestContext.Current.CancellationToken);
        var heads = written.ConvertAll(row => Checkpoint.Parse(row.Body).Heads.Select(head => (head.Number, head.Version)));
        Assert.Equal([(first, 2), (second, 2)], heads[0].Order());
        Assert.Equal([(second, 3)], heads[1]);
        Assert.Equal(Convert.ToHexStringLower(written[0].Hash), Checkpoint.Parse(written[1].Body).Previous);
        Assert.Equal(2, (await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).Checkpoints);
    }

    public static TheoryData<string> Harms => ["change the first", "remove the first", "remove the last", "swap signatures", "empty the last"];

    [Theory]
    [MemberData(nameof(Harms))]
    public async Task Copies_Harmed_AreNoticed(string harm)
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();
        for (var i = 0; i < 3; i++)
        {
            await storage.DoAsync(number, "off", "note", ("text", "备注"));
            await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken);
        }

        Harm(harm, Path.Combine(storage.Database.Folder, "checkpoints"));

        var report = await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken);
        Assert.Contains(report.Faults, fault => fault.What.StartsWith("检查点 ", StringComparison.Ordinal));
    }

    private static void Harm(string harm, string folder)
    {
        string Of(int number, string extension) => Path.Combine(folder, $"{number:D12}.{extension}");
        switch (harm)
        {
            case "change the first":
                File.WriteAllText(Of(1, "json"), File.ReadAllText(Of(1, "json")).Replace("\"version\":3", "\"version\":2", StringComparison.Ordinal));
                break;
            case "remove the first":
                File.Delete(Of(1, "json"));
                break;
            case "remove the last":
                File.Delete(Of(3, "json"));
                break;
            case "swap signatures":
                File.Copy(Of(1, "sig"), Of(2, "sig"), overwrite: true);
                break;
            default:
                File.WriteAllText(Of(3, "json"), "");
                break;
        }
    }
}
