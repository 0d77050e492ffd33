using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[Claim(12)]
public sealed class IdempotencyTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Key_SentAgain_GivesTheSameAnswerAndOneComplaint(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);

        var first = Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Registration(key: "k1"), TestContext.Current.CancellationToken));
        await storage.DoAsync(first.Number, "off", "accept");
        var again = Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Registration(key: "k1"), TestContext.Current.CancellationToken));

        Assert.Equal((first.Number, first.Version, true), (again.Number, again.Version, again.IsReplay));
        Assert.All(first.Entries.Zip(again.Entries), pair => SameEntry.Assert(pair.First, pair.Second));
        Assert.Equal(first.Entries.Count, again.Entries.Count);
        Assert.Equal(1, await CountAsync(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Key_SentWithAnotherBody_IsRefused(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync(key: "k1");

        Assert.IsType<KeyReused>(await storage.Handler.HandleAsync(TestStorage.Registration("别的内容", "k1"), TestContext.Current.CancellationToken));
        Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Registration("别的内容", "k1") with { Caller = "somebody-else" }, TestContext.Current.CancellationToken));
        Assert.Equal(2, await CountAsync(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Keys_SentFiveTimesAtOnce_MakeOneComplaintEach(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);

        var keys = Scale.Of(40, 1000);
        var results = await Task.WhenAll(Enumerable.Range(0, keys * 5).Select(i => Task.Run(async () =>
            (Key: i / 5, Result: await storage.Handler.HandleAsync(TestStorage.Registration(key: $"k{i / 5}"), TestContext.Current.CancellationToken)))));

        Assert.Equal(keys, await CountAsync(storage));
        Assert.All(results, each => Assert.True(each.Result is Done or InFlight));
        Assert.All(results.Where(each => each.Result is Done).GroupBy(each => each.Key), key => Assert.Single(key.Select(each => ((Done)each.Result).Number).Distinct()));
        Assert.Equal(keys, results.Count(each => each.Result is Done { IsReplay: false }));
    }

    /// <summary>A caller that was away for three days learns what it had done.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Key_SentAgainAfterThreeDays_IsStillKnown(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync(key: "k1");

        storage.Clock.Advance(TimeSpan.FromHours(72));
        await storage.Get<Complaints.AlarmSweep>().RunAsync(TestContext.Current.CancellationToken);

        var again = Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Registration(key: "k1"), TestContext.Current.CancellationToken));
        Assert.Equal((number, true), (again.Number, again.IsReplay));
    }

    // Two nodes do not know of each other's requests under way: the row decides.
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Key_SentToTwoNodesAtOnce_MakesOneComplaint(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await using var other = TestStorage.Beside(storage);

        for (var i = 0; i < 10; i++)
        {
            var request = TestStorage.Registration(key: $"k{i}");
            var results = await Task.WhenAll(new[] { storage, other }.Select(node => Task.Run(() => node.Handler.HandleAsync(request, TestContext.Current.CancellationToken))));
            Assert.Single(results.OfType<Done>().Select(done => done.Number).Distinct());
        }

        Assert.Equal(10, await CountAsync(storage));
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(10, (await context.Counters.SingleAsync(TestContext.Current.CancellationToken)).Value);
    }

    private static async Task<int> CountAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Complaints.CountAsync(TestContext.Current.CancellationToken);
    }
}
