using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

public sealed class ConcurrencyTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [Claim(14)]
    [MemberData(nameof(Databases))]
    public async Task Act_OnAnOldVersion_LearnsWhatHappenedSince(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        await storage.DoAsync(number, "off", "accept");

        var late = await storage.Handler.HandleAsync(TestStorage.Request("boff", "note", ("text", "我也看了")) with { Number = number, ExpectedVersion = 2 }, TestContext.Current.CancellationToken);

        var conflict = Assert.IsType<Conflicted>(late);
        Assert.Equal(3, conflict.CurrentVersion);
        Assert.Equal("accept", conflict.Since.Single().Action);
    }

    [Theory]
    [Claim(14)]
    [MemberData(nameof(Databases))]
    public async Task Acts_OfManyAtOnce_OnOneVersion_SucceedOnce(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => storage.Handler.HandleAsync(
            TestStorage.Request("off", "note", ("text", $"备注{i}")) with { Number = number, ExpectedVersion = 2 }, TestContext.Current.CancellationToken))));

        Assert.Single(results.OfType<Done>());
        Assert.Equal(19, results.OfType<Conflicted>().Count());
        Assert.Equal(3, (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Version);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Acts_OfManyAtOnce_WithoutAVersion_AreAllKept(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => storage.DoAsync(number, "off", "note", ("text", $"备注{i}")))));

        Assert.All(results, result => Assert.IsType<Done>(result));
        Assert.Equal(12, (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Version);
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Links_InBothDirectionsAtOnce_NeitherWaitForEverNorGetLost(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (first, second) = (await storage.RegisterAsync(), await storage.RegisterAsync());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => storage.DoAsync(i % 2 == 0 ? first : second, "off", "link", ("to", i % 2 == 0 ? second : first), ("same-facts", "false")))));

        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(10, await context.Journal.CountAsync(entry => entry.Action == "join", TestContext.Current.CancellationToken));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [Claim(11)]
    [MemberData(nameof(Databases))]
    public async Task Intakes_Of64ClientsAtOnce_GetUniqueNumbersWithoutGaps(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        const int Clients = 64;
        var each = Scale.Of(10, 200);

        var numbers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var i = 0; i < each; i++)
            {
                mine.Add(await storage.RegisterAsync($"{client}/{i}"));
            }

            return mine;
        })));

        Assert.Equal(Enumerable.Range(1, Clients * each).Select(i => $"TS20260302{i:D4}"), numbers.SelectMany(mine => mine).OrderBy(number => number.Length).ThenBy(number => number, StringComparer.Ordinal)); // the 10,000th has five digits
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Command_ThatFailsAmongOthers_LeavesNoGapAndHarmsNobody(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var writer = storage.Get<Writing.CommandWriter>();

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            try
            {
                return await writer.WriteAsync("lane", async context =>
                {
                    var drawn = await Complaints.Counters.NextAsync(context, "scope");
                    return i % 3 == 0 ? throw new InvalidDataException("wanted") : drawn;
                }, TestContext.Current.CancellationToken);
            }
            catch (InvalidDataException)
            {
                return 0;
            }
        })));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), results.Where(drawn => drawn > 0).Order());
    }

    /// <summary>Each reads, and acts on what it has read: what is done raises the version by one, what is late is told so, and nothing is lost.</summary>
    [Theory]
    [Claim(14)]
    [MemberData(nameof(Databases))]
    public async Task Acts_OfManyAtOnce_EachOnTheVersionItRead_RaiseItByOneOrAreTold(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        var (clients, each) = (Scale.Of(10, 50), Scale.Of(10, 100));

        var results = (await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var mine = new List<(string Text, int Seen, HandleResult Result)>();
            for (var i = 0; i < each; i++)
            {
                var (text, seen) = ($"备注 {client}/{i}", (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Version);
                mine.Add((text, seen, await storage.Handler.HandleAsync(TestStorage.Request("off", "note", ("text", text)) with { Number = number, ExpectedVersion = seen }, TestContext.Current.CancellationToken)));
            }

            return mine;
        })))).SelectMany(mine => mine).ToList();

        var done = results.Where(each => each.Result is Done).ToList();
        var complaint = (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint;
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {done.Count} of {results.Count} done");
        Assert.All(results, each => Assert.True(each.Result is Done or Conflicted));
        Assert.Equal(2 + done.Count, complaint.Version);
        Assert.Equal(done.Select(each => each.Seen).Order(), Enumerable.Range(2, done.Count));
        Assert.Equal(done.OrderBy(each => each.Seen).Select(each => each.Text), complaint.Entries.Where(entry => entry.Action == "note").Select(entry => entry.Data.Text("text")));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    // The hash of a name differs from process to process and is negative for half of the names.
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lanes_OfAnyName_TakeCommands(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var writer = storage.Get<Writing.CommandWriter>();

        var drawn = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => writer.WriteAsync($"TS{i}", context => Complaints.Counters.NextAsync(context, $"TS{i}"), TestContext.Current.CancellationToken)));

        Assert.All(drawn, number => Assert.Equal(1, number));
    }
}
