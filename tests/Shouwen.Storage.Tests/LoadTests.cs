using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Sqlite;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>SQLite has one writer; who reads or copies everything meanwhile is in nobody's way.</summary>
[Claim(16)]
public sealed class LoadTests
{
    private const int Writers = 64;
    private const int WritesPerSecond = 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_WithManyWriters_AReaderOfAll_AndARunningBackup_LocksNobodyOut()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var folder = Directory.CreateTempSubdirectory("shouwen-load-");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        over.CancelAfter(TimeSpan.FromSeconds(Scale.Of(4, 300)));
        var times = new List<double>();
        var exports = ExportAsync(storage, over.Token);
        var backups = BackUpAsync(storage, folder.FullName, over.Token);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(storage, writer, times, over.Token), Token)));

        var (exported, backedUp) = (await exports, await backups);
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"{times.Count} writes by {Writers}, median {times[times.Count / 2]:0} ms, p99 {times[(int)(times.Count * 0.99)]:0} ms, slowest {times[^1]:0} ms; {exported} exports, {backedUp} backups");
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(times.Count, await context.Complaints.CountAsync(Token));
        Assert.True(exported > 0 && backedUp > 0);
        folder.Delete(recursive: true);
    }

    // What a writer meets, a locked database among it, ends the test.
    private static async Task WriteAsync(TestStorage storage, int writer, List<double> times, CancellationToken over)
    {
        var random = new Random(writer);
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var watch = Stopwatch.StartNew();
            await storage.RegisterAsync($"{writer}/{i}");
            lock (times)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            await Task.Delay(random.Next(2 * 1000 * Writers / WritesPerSecond), over).ContinueWith(_ => { }, TaskScheduler.Default); // when it is over there is nothing to wait for
        }
    }

    private static async Task<int> ExportAsync(TestStorage storage, CancellationToken over)
    {
        for (var exports = 0; ; exports++)
        {
            if (over.IsCancellationRequested)
            {
                return exports;
            }

            await using var context = storage.Database.CreateDbContext();
            await foreach (var row in context.Complaints.AsNoTracking().OrderBy(row => row.Number).AsAsyncEnumerable())
            {
                _ = await storage.Cases.ReadAsync(row.Number, Token);
            }

            await Task.Delay(50, Token);
        }
    }

    private static async Task<int> BackUpAsync(TestStorage storage, string folder, CancellationToken over)
    {
        for (var backups = 0; ; backups++)
        {
            if (over.IsCancellationRequested)
            {
                return backups;
            }

            var made = await storage.Get<BackupWriter>().WriteAsync(Path.Combine(folder, $"backup{backups}"), SqliteStorage.File, null, Token);
            Assert.Empty(made.Faults);
            Directory.Delete(Path.Combine(folder, $"backup{backups}"), recursive: true);
            await Task.Delay(200, Token);
        }
    }
}
