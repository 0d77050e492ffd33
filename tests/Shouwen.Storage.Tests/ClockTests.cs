using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>A clock that jumps, forwards and backwards, between and during the life of complaints.</summary>
[Claim(5)]
public sealed class ClockTests
{
    private const int LongestJumpSeconds = 45 * 24 * 3600;

    private static readonly string[] Acts = ["accept", "note", "note", "answer"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 120)]
    [InlineData(Database.PostgreSql, 60)]
    public async Task Clock_JumpingAtRandom_MovesNoDeadline_LosesNoReminder_AndDoublesNone(Database kind, int usual)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (random, jumps, done, start) = (new Random(5), Scale.Of(usual, 10_000), 0, storage.Clock.Now);
        var (numbers, deadlines) = (new List<string>(), new Dictionary<(Guid, string), DateTimeOffset>());
        for (var jump = 0; jump < jumps; jump++)
        {
            storage.Clock.Now = Jumped(storage.Clock.Now, start, random);
            if (numbers.Count < 5 || jump % 40 == 0)
            {
                numbers.Add(await storage.RegisterAsync($"{jump}"));
            }
            else if (jump % 2 == 0)
            {
                done += await ActAsync(storage, numbers[random.Next(numbers.Count)], random) is Done ? 1 : 0;
            }

            await storage.Get<AlarmSweep>().RunAsync(Token);
            await AssertUnmovedAsync(storage, deadlines);
        }

        storage.Clock.Now = start.AddYears(1);
        await storage.Get<AlarmSweep>().RunAsync(Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {jumps} jumps, {numbers.Count} complaints, {done} acts done, {deadlines.Count} deadlines");
        Assert.True(done > 0);
        await AssertRemindedOnceAsync(storage);
        await AssertInOrderAsync(storage);
    }

    // From a second to 45 days, forwards or backwards, around the day of the start.
    private static DateTimeOffset Jumped(DateTimeOffset now, DateTimeOffset start, Random random)
    {
        var seconds = Math.Exp(random.NextDouble() * Math.Log(LongestJumpSeconds));
        var jumped = now.AddSeconds(random.Next(2) == 0 ? seconds : -seconds);
        return (jumped - start).Duration() > TimeSpan.FromDays(90) ? start : jumped;
    }

    private static Task<HandleResult> ActAsync(TestStorage storage, string number, Random random) => Acts[random.Next(Acts.Length)] switch
    {
        "answer" => storage.DoAsync(number, "off", "answer", ("means", "phone"), ("text", "已答复")),
        "note" => storage.DoAsync(number, "off", "note", ("text", "备注")),
        var act => storage.DoAsync(number, "off", act),
    };

    // Once a deadline has been told, the clock cannot move it.
    private static async Task AssertUnmovedAsync(TestStorage storage, Dictionary<(Guid, string), DateTimeOffset> deadlines)
    {
        await using var context = storage.Database.CreateDbContext();
        foreach (var row in await context.Obligations.AsNoTracking().ToListAsync(Token))
        {
            Assert.Equal(deadlines.TryGetValue((row.StreamId, row.Key), out var told) ? told : deadlines[(row.StreamId, row.Key)] = row.DueAt, row.DueAt);
        }
    }

    // What is still owed a year later has been told, each alarm of it at most once: T-02 warns and runs out, the others run out.
    private static async Task AssertRemindedOnceAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        var notices = await context.Outbox.AsNoTracking().Where(row => row.Kind == OutboxKind.Notice).Select(row => row.MessageId).ToListAsync(Token);
        var owed = await context.Obligations.AsNoTracking().Join(context.Streams, row => row.StreamId, stream => stream.Id, (row, stream) => new { stream.Number, row.Key, row.Clause, IsOpen = row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null }).ToListAsync(Token);
        Assert.Equal(notices.Count, notices.Distinct().Count());
        Assert.Contains(owed, row => row.IsOpen);
        foreach (var row in owed)
        {
            var told = notices.Count(id => id.StartsWith($"{row.Number}/{row.Key}/", StringComparison.Ordinal));
            Assert.True(told >= (row.IsOpen ? 1 : 0) && told <= (row.Clause == "T-02" ? 2 : 1), $"{row.Number}/{row.Key} was told {told} times.");
        }
    }

    private static async Task AssertInOrderAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        foreach (var stream in (await context.Journal.AsNoTracking().OrderBy(row => row.Sequence).Select(row => new { row.StreamId, row.Position }).ToListAsync(Token)).GroupBy(row => row.StreamId))
        {
            Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(row => row.Position));
        }

        Assert.True((await storage.Verifier.VerifyAsync(null, Token)).IsIntact);
    }
}
