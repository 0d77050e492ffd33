using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Outbox;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>What docs/operations/backup.md says of PostgreSQL, done in its order while two nodes write.</summary>
public sealed partial class PostgreSqlBackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dump_WhileNodesWrite_RestoredIntoANewDatabase_IsTheSame()
    {
        await using var storage = await TestStorage.CreateAsync(Database.PostgreSql);
        await using var beside = TestStorage.Beside(storage);
        var name = "t" + Guid.NewGuid().ToString("N");
        var restoredFolder = Path.Combine(Path.GetTempPath(), name);
        IReadOnlyList<string> before = [await AttachAsync(storage), await AttachAsync(storage)];
        await storage.Checkpoints.WriteAsync(Token);
        using var over = new CancellationTokenSource();
        var writing = Task.WhenAll(new[] { storage, beside }.Select(node => Task.Run(() => WriteAsync(node, over.Token))));

        Copy(storage, "keys", restoredFolder);
        Copy(storage, "checkpoints", restoredFolder);
        before = [.. before, await AttachAsync(storage)];
        await storage.Checkpoints.WriteAsync(Token); // the database is one ahead of what was copied
        await TestPostgres.RunAsync("pg_dump", ["-Fc", "-d", storage.Database.Name, "-f", Path.Combine(storage.Database.Folder, "dump")], Token);
        await AttachAsync(storage);
        await storage.Checkpoints.WriteAsync(Token); // and this one the dump does not know
        Copy(storage, "attachments", restoredFolder);
        await over.CancelAsync();
        var written = (await writing).Sum();
        await TestPostgres.RunAsync("createdb", ["-T", "template0", name], Token);
        await TestPostgres.RunAsync("pg_restore", ["--exit-on-error", "--single-transaction", "-d", name, Path.Combine(storage.Database.Folder, "dump")], Token);

        Assert.Single(Directory.GetFiles(Path.Combine(restoredFolder, "checkpoints"), "*.json"));
        await using var restored = await TestStorage.OpenAsync(Database.PostgreSql, name);
        await using var database = restored.Database;
        await using var store = storage.Database.CreateDbContext();
        await using var copy = database.CreateDbContext();
        var (complaints, _) = await SameStore.AssertAsync(store, copy);
        Assert.InRange(complaints, before.Count, before.Count + written);
        Assert.Empty(before.Except(await copy.Complaints.Select(row => row.Number).ToListAsync(Token)));
        await restored.Checkpoints.WriteAsync(Token);
        var report = await restored.Verifier.VerifyAsync(null, Token);
        Assert.True(report.IsIntact, string.Join('\n', report.Faults));
        Assert.InRange(report.Checkpoints, 2, int.MaxValue); // one was copied; under writes there are several
        var (files, faults) = await restored.Get<AttachmentCheck>().RunAsync(Token);
        Assert.Empty(faults);
        Assert.InRange(files, 3, complaints);
        await AssertHeldAsync(restored, copy);
    }

    // The statement is the one that operators find in the text.
    private static async Task AssertHeldAsync(TestStorage restored, ShouwenDbContext copy)
    {
        Assert.NotEqual(0, await copy.Outbox.CountAsync(row => row.DeadAt == null, Token));

        await restored.Database.ExecuteRawAsync(Statement().Match(await File.ReadAllTextAsync(Operations.FileOf("backup.md"), Token)).Value);

        Assert.Equal(0, await copy.Outbox.CountAsync(row => row.DeadAt == null || row.LastError != BackupRestore.Restored, Token));
        var sender = new Sender();
        Assert.Equal(0, await new OutboxDelivery(restored.Database, restored.Get<Writing.CommandWriter>(), restored.Get<Keys.KeyRing>(), TestHouse.House, [sender], restored.Clock).RunAsync(Token));
        Assert.Equal(0, sender.Sent);
    }

    // Registers a complaint and attaches a file to it.
    private static async Task<string> AttachAsync(TestStorage storage)
    {
        var number = await storage.RegisterAsync();
        await using var file = await storage.Get<AttachmentStore>().StageAsync(number, "函.pdf", new MemoryStream(SampleFile.Pdf), 1000, Token);
        Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Request("off", "attach", ("file", file!.Name)) with { Number = number, File = file }, Token));
        return number;
    }

    private static async Task<int> WriteAsync(TestStorage node, CancellationToken over)
    {
        var written = 0;
        for (; !over.IsCancellationRequested; written++)
        {
            await AttachAsync(node);
        }

        return written;
    }

    private static void Copy(TestStorage storage, string folder, string to)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(storage.Database.Folder, folder), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(storage.Database.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // lies below it
            File.Copy(file, target);
        }
    }

    [GeneratedRegex("^update outbox .*;$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    private sealed class Sender : IMessageSender
    {
        public int Sent { get; private set; }

        public OutboxKind Kind => OutboxKind.Sms;

        public Task SendAsync(Message message, CancellationToken cancellation)
        {
            Sent++;
            return Task.CompletedTask;
        }
    }
}
