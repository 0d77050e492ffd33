using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[Claim(1)]
public sealed class CrashTests
{
    [Theory]
    [InlineData(Database.Sqlite, 6)]
    [InlineData(Database.PostgreSql, 3)]
    public async Task Server_KilledAtAnyMoment_HasKeptWhatItAcknowledgedOnceAndWhole(Database kind, int kills)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var rig = new CrashRig(Path.Combine(AppContext.BaseDirectory, "Shouwen.CrashChild.dll"), kind.ToString(), storage.Database.Name);
        var random = new Random(1);
        for (var run = 0; run < kills; run++)
        {
            await rig.RunAndKillAsync($"run{run}", random.Next(1, 60), TimeSpan.FromMilliseconds(random.Next(60)), TestContext.Current.CancellationToken);

            Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
        }

        await AssertKeptAsync(storage, rig.Ledger);
    }

    private static async Task AssertKeptAsync(TestStorage storage, IReadOnlyList<string> ledger)
    {
        await using var context = storage.Database.CreateDbContext();
        var kept = await context.ComplaintTexts.Join(context.Complaints, text => text.StreamId, row => row.StreamId, (text, row) => new { text.Summary, row.Number }).ToListAsync(TestContext.Current.CancellationToken);
        var said = kept.Select(row => $"{row.Summary} {row.Number}").ToHashSet();
        Assert.NotEmpty(ledger);
        Assert.All(ledger, line => Assert.Contains(line, said));
        Assert.Equal(kept.Count, kept.Select(row => row.Summary).Distinct().Count());
        Assert.Equal(kept.Count, await context.Streams.CountAsync(row => row.Version == 2, TestContext.Current.CancellationToken));
        Assert.Equal(kept.Count, await context.Outbox.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(kept.Count, (await context.Counters.SingleAsync(TestContext.Current.CancellationToken)).Value);
    }
}
