using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Tables of an older version are brought up to this one whole or not at all, and an older program leaves newer ones alone.</summary>
[Claim(9)]
public sealed class UpgradeTests
{
    // The version before the texts were found by pairs: the way up makes columns and indexes, and reads in texts.
    private const string Older = "PersonalDataAndAudit";

    // What a new process needs in milliseconds until it begins, at most.
    private const int ColdStart = 1200;

    public static TheoryData<Database> Databases => HandlerTests.Databases;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 4, 30)]
    [InlineData(Database.PostgreSql, 2, 15)]
    public async Task Upgrade_KilledAtAnyMoment_LeavesTheOldTablesOrTheNew_AndTheNextOneFinishes(Database kind, int usual, int nightly)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var complaints = Scale.Of(200, 20_000);
        await Parallel.ForAsync(0, complaints, Token, async (i, _) => await storage.RegisterAsync($"第 {i} 件"));
        var newest = await VersionAsync(storage);
        var (kills, inBetween, random) = (Scale.Of(usual, nightly), 0, new Random(9));
        await GoBackAsync(storage);
        var older = await VersionAsync(storage);
        var whole = await TimeAsync(storage);
        for (var kill = 0; kill < kills; kill++)
        {
            await GoBackAsync(storage);
            var rig = new CrashRig(Path.Combine(AppContext.BaseDirectory, "Shouwen.CrashChild.dll"), kind.ToString(), storage.Database.Name);
            await rig.RunAndKillAsync("upgrade", 0, TimeSpan.FromMilliseconds(random.Next((int)whole.TotalMilliseconds + ColdStart)), Token);
            var left = await VersionAsync(storage);
            inBetween += left == newest ? 0 : 1;

            Assert.True(left == older || left == newest, $"{left} is neither the old version nor the new one.");
            Assert.Equal(left == newest, await HasPairsAsync(storage));
            await using var next = await TestStorage.OpenAsync(kind, storage.Database.Name).WaitAsync(TimeSpan.FromMinutes(1), Token);
            Assert.Equal(newest, await VersionAsync(storage));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {complaints} complaints, an upgrade takes {whole.TotalMilliseconds:0} ms; {kills} kills, {inBetween} of them before it was done");
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal((complaints, 0), (await context.ComplaintTexts.CountAsync(Token), await context.ComplaintTexts.CountAsync(row => row.Pairs == null, Token)));
        Assert.True((await storage.Verifier.VerifyAsync(null, Token)).IsIntact);
    }

    [Fact]
    public async Task Sqlite_IsCopiedBeforeIt_AndTheCopyOpensAsTheOldVersion()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.RegisterAsync();
        await GoBackAsync(storage);
        var older = await VersionAsync(storage);

        await UpgradeAsync(storage);

        var copy = Assert.Single(Directory.GetFiles(Path.Combine(storage.Database.Folder, "before-upgrade")));
        Assert.Equal(older + ".db", Path.GetFileName(copy));
        Assert.Equal(older, await ScalarAsync(copy, "select MigrationId from __EFMigrationsHistory order by MigrationId desc limit 1"));
        Assert.Equal("1", await ScalarAsync(copy, "select count(*) from complaints"));
        Assert.Equal("ok", await ScalarAsync(copy, "pragma integrity_check"));
    }

    /// <summary>The framework marks by a row that it is at work; of a killed process the row is left.</summary>
    [Fact]
    public async Task Sqlite_WithTheMarkOfAKilledUpgrade_IsBroughtUpAllTheSame()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await GoBackAsync(storage);
        await storage.Database.ExecuteRawAsync("create table if not exists \"__EFMigrationsLock\" (\"Id\" integer not null primary key, \"Timestamp\" text not null); insert into \"__EFMigrationsLock\" values (1, '2026-03-02 00:00:00')");

        await UpgradeAsync(storage).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.True(await HasPairsAsync(storage));
    }

    [Fact]
    public async Task Sqlite_MadeNew_ReadsBesideItsWriter()
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-new-").FullName;
        await using var database = TestDatabase.At(folder);
        using var keys = Keys.KeyRing.Open(Path.Combine(folder, "keys"));

        await StorageSetup.MigrateAsync(database, keys, Token);

        Assert.Equal("wal", await ScalarAsync(database.ConnectionString, "pragma journal_mode"));
        Assert.False(Directory.Exists(Path.Combine(folder, "before-upgrade")));
    }

    [Fact]
    public async Task Copy_ThatCouldOpenWhatHasBeenDestroyed_IsDeletedWithIt()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();
        await GoBackAsync(storage);
        await UpgradeAsync(storage);
        var copy = Assert.Single(Directory.GetFiles(Path.Combine(storage.Database.Folder, "before-upgrade")));
        File.SetLastWriteTimeUtc(copy, storage.Clock.Now.UtcDateTime);

        await storage.Get<Residue>().WipeAsync(Token);
        Assert.True(File.Exists(copy));
        storage.Clock.Advance(TimeSpan.FromMinutes(1));
        await storage.DoAsync(number, "off", "accept");
        await storage.DoAsync(number, "off", "answer", ("means", "phone"), ("text", "已答复"));
        await storage.DoAsync(number, "off", "close");
        Assert.IsType<Done>(await storage.DoAsync(number, "off", "destroy", ("approval", "销字第1号")));

        Assert.False(File.Exists(copy));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Tables_OfANewerVersion_AreRefused_AndStayAsTheyAre(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.Database.ExecuteRawAsync("insert into \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") values ('29991231000000_Future', '99.0')");
        var before = await storage.Database.PictureAsync([]);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => UpgradeAsync(storage));

        Assert.Contains("29991231000000_Future", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await storage.Database.PictureAsync([]));
        Assert.False(Directory.Exists(Path.Combine(storage.Database.Folder, "before-upgrade")));
    }

    private static Task UpgradeAsync(TestStorage storage) => StorageSetup.MigrateAsync(storage.Database, storage.Get<Keys.KeyRing>(), Token);

    private static async Task GoBackAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        var target = context.Database.GetMigrations().Single(name => name.EndsWith("_" + Older, StringComparison.Ordinal));
        await context.GetService<IMigrator>().MigrateAsync(target, Token);
    }

    private static async Task<TimeSpan> TimeAsync(TestStorage storage)
    {
        var watch = Stopwatch.StartNew();
        await using var node = await TestStorage.OpenAsync(storage.Database.Kind, storage.Database.Name);
        return watch.Elapsed;
    }

    private static async Task<string> VersionAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return (await context.Database.GetAppliedMigrationsAsync(Token)).Last();
    }

    private static async Task<bool> HasPairsAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        try
        {
            await context.ComplaintTexts.Select(row => row.Pairs).FirstOrDefaultAsync(Token);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }

    private static async Task<string?> ScalarAsync(string file, string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture);
    }
}
