using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Sqlite;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>A backup is whole or refused, holds no key, and what it brings back is what was there.</summary>
[Claim(68)]
public sealed class BackupTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shouwen-backup-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(folder, "backup");

    private string Keys => Path.Combine(folder, "keys");

    private string Restored => Path.Combine(folder, "restored");

    [Fact]
    public async Task Restored_Store_IsTheSame_AndHoldsBackWhatMayHaveBeenSent()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var numbers = await FillAsync(storage, 3);

        var made = await MakeAsync(storage);
        var report = await RestoreAsync();

        Assert.Equal((0, 0, true, 3L, numbers.Count), (made.Faults.Count, report.Faults.Count, report.Journal.IsIntact, report.Attachments, report.Held));
        await using var store = storage.Database.CreateDbContext();
        await using var copy = Open(Restored);
        Assert.Equal((3, 0), await SameStore.AssertAsync(store, copy));
        Assert.All(await copy.Outbox.ToListAsync(Token), row => Assert.Equal((BackupRestore.Restored, true), (row.LastError, row.DeadAt is not null)));
        Assert.Equal("x3", (await copy.ComplaintTexts.SingleAsync(row => row.Summary == "x3", Token)).Summary);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [Fact]
    public async Task Files_OfABackup_AreTheOwnersAlone_AndHoldNoKey()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 1);
        await MakeAsync(storage);
        await RestoreAsync();

        var secrets = Directory.GetFiles(new StorageFolders(storage.Database.Folder).Keys).Select(File.ReadAllBytes).ToList();
        Assert.Equal(3, secrets.Count);
        foreach (var file in Directory.GetFiles(Backup, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes))
        {
            Assert.All(secrets, secret => Assert.True(file.AsSpan().IndexOf(secret) < 0));
        }

        Assert.All(Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories), path => Assert.Equal((UnixFileMode)(Directory.Exists(path) ? 448 : 384), File.GetUnixFileMode(path)));
    }

    [Theory]
    [InlineData("shouwen.db", "shouwen.db 与")]
    [InlineData("attachments", "与 manifest.json 所记的不符")]
    [InlineData("checkpoints/000000000001.json", "checkpoints/000000000001.json 与")]
    [InlineData("checkpoints/000000000001.sig", "checkpoints/000000000001.sig 与")]
    [InlineData("manifest.json", "签名不符")]
    [InlineData("manifest.sig", "签名不符")]
    public async Task Backup_WithOneByteChanged_OrCut_OrGone_IsRefusedBeforeAnythingIsMade(string name, string says)
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 2);
        await MakeAsync(storage);
        var path = name == "attachments" ? Directory.GetFiles(Path.Combine(Backup, name), "*", SearchOption.AllDirectories)[0] : Path.Combine(Backup, name);
        var whole = await File.ReadAllBytesAsync(path, Token);

        foreach (var at in new[] { 0, whole.Length / 2, whole.Length - 1 })
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(path, damaged, Token);
            Assert.Contains(says, (await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync)).Message, StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(path, whole[..^1], Token);
        await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync);
        File.Delete(path);
        await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync);

        Assert.Equal(["backup", "keys"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());
        await File.WriteAllBytesAsync(path, whole, Token);
        Assert.True((await RestoreAsync()).Journal.IsIntact);
    }

    [Theory]
    [InlineData("master.key", "没有主密钥")]
    [InlineData("index.key", "index.key 不是这份备份的")]
    [InlineData("checkpoint.pem", "签名不符")]
    public async Task Keys_OfAnotherStore_AreRefused_AndMissingOnesAreNotMade(string name, string says)
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await using var other = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 1);
        await MakeAsync(storage);
        var key = Path.Combine(Keys, name);

        File.Delete(key);
        var missing = await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync);
        Assert.False(File.Exists(key));
        File.Copy(Path.Combine(new StorageFolders(other.Database.Folder).Keys, name), key);
        var foreign = await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync);

        Assert.Contains("不是密钥文件夹", missing.Message, StringComparison.Ordinal);
        Assert.Contains(says, foreign.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task Targets_ThatAreThere_AreRefused_AndStayAsTheyAre()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 1);
        await MakeAsync(storage);
        var before = await File.ReadAllBytesAsync(Path.Combine(Backup, Manifest.FileName), Token);
        Directory.CreateDirectory(Restored);
        await File.WriteAllTextAsync(Path.Combine(Restored, "note"), "mine", Token);

        await Assert.ThrowsAsync<BackupRefusedException>(() => storage.Get<BackupWriter>().WriteAsync(Backup, SqliteStorage.File, null, Token));
        await Assert.ThrowsAsync<BackupRefusedException>(() => storage.Get<BackupWriter>().WriteAsync(Path.Combine(folder, "not", "there"), SqliteStorage.File, null, Token));
        await Assert.ThrowsAsync<BackupRefusedException>(RestoreAsync);

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Backup, Manifest.FileName), Token));
        Assert.Equal("note", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Restored))));
        File.Delete(Path.Combine(Restored, "note"));
        Assert.True((await RestoreAsync()).Journal.IsIntact); // an empty folder may be there
    }

    /// <summary>The files of a complaint go with it, also while they are being copied; the backup then holds neither them nor its key.</summary>
    [Fact]
    public async Task Complaint_DestroyedWhileItIsCopied_IsDestroyedInTheBackup()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var numbers = await FillAsync(storage, 3);
        await storage.DoAsync(numbers[1], "off", "accept");
        await storage.DoAsync(numbers[1], "off", "answer", ("means", "phone"), ("text", "已答复"));
        await storage.DoAsync(numbers[1], "off", "close");
        var destroyed = false;

        var made = await storage.Get<BackupWriter>().WriteAsync(Backup, SqliteStorage.File, new Told(() =>
        {
            if (!destroyed)
            {
                destroyed = true;
                Assert.IsType<Done>(storage.DoAsync(numbers[1], "off", "destroy", ("approval", "销字第1号")).GetAwaiter().GetResult());
            }
        }), Token);
        await storage.Get<BackupWriter>().WriteKeysAsync(Keys, Token);
        var report = await RestoreAsync();

        Assert.Empty(made.Faults);
        Assert.Equal((2L, 0, true), (report.Attachments, report.Faults.Count, report.Journal.IsIntact));
        await using var copy = Open(Restored);
        var row = await copy.Complaints.SingleAsync(row => row.Number == numbers[1], Token);
        Assert.Equal(Stage.Destroyed, row.Stage);
        Assert.False(await copy.StreamKeys.AnyAsync(key => key.StreamId == row.StreamId, Token));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Backup, "attachments"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Attachment_MissingBefore_IsNamed_AndTheRestIsBackedUp()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var numbers = await FillAsync(storage, 2);
        File.Delete(Directory.GetFiles(new StorageFolders(storage.Database.Folder).Attachments, "*", SearchOption.AllDirectories)[0]);

        var made = await MakeAsync(storage);
        var report = await RestoreAsync();

        var fault = Assert.Single(made.Faults);
        Assert.Contains(fault.Number, numbers);
        Assert.Equal(fault, Assert.Single(report.Faults));
        Assert.Equal(1, made.Manifest.CountBelow("attachments"));
    }

    [Fact]
    public async Task Database_WithADamagedPage_IsNotBackedUp()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 1);
        await storage.Get<Residue>().WipeAsync(Token); // all is in the file
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // which nobody remembers
        await using (var file = new FileStream(storage.Database.ConnectionString, FileMode.Open))
        {
            file.Position = file.Length - 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => MakeAsync(storage));

        Assert.Contains("已经损坏", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    /// <summary>Of a new checkpoint the copy outside may be missing for a moment.</summary>
    [Fact]
    public async Task Checkpoint_NotYetPutOutside_IsInTheBackup()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await FillAsync(storage, 1);
        var outside = new StorageFolders(storage.Database.Folder).Checkpoints;
        Directory.GetFiles(outside).ToList().ForEach(File.Delete);

        await MakeAsync(storage);

        var report = await RestoreAsync();
        Assert.Equal((1, true), (report.Journal.Checkpoints, report.Journal.IsIntact));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Complaints with an attachment each, all under a checkpoint.
    private static async Task<IReadOnlyList<string>> FillAsync(TestStorage storage, int complaints)
    {
        var numbers = new List<string>();
        for (var i = 1; i <= complaints; i++)
        {
            var number = await storage.RegisterAsync($"x{i}");
            await using var file = await storage.Get<AttachmentStore>().StageAsync(number, "函.pdf", new MemoryStream(SampleFile.PdfOf(500 + i)), 1000, Token);
            Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Request("off", "attach", ("file", file!.Name)) with { Number = number, File = file }, Token));
            numbers.Add(number);
        }

        await storage.Checkpoints.WriteAsync(Token);
        return numbers;
    }

    private async Task<BackupReport> MakeAsync(TestStorage storage)
    {
        var report = await storage.Get<BackupWriter>().WriteAsync(Backup, SqliteStorage.File, null, Token);
        await storage.Get<BackupWriter>().WriteKeysAsync(Keys, Token);
        return report;
    }

    private Task<RestoreReport> RestoreAsync() => new BackupRestore(Backup, Keys, Restored, SqliteStorage.File, TimeProvider.System).RunAsync(null, Token);

    private static ShouwenDbContext Open(string folder)
    {
        var options = new DbContextOptionsBuilder<ShouwenDbContext>();
        SqliteStorage.File.Configure(options, Path.Combine(folder, DatabaseFile.Name));
        return new(options.Options);
    }

    private sealed class Told(Action then) : IProgress<int>
    {
        public void Report(int value) => then();
    }
}
