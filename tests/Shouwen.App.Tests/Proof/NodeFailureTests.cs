using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>Real servers on one database behind a proxy that loses answers, killed in turn while clients register.</summary>
[Claim(7)]
[Claim(22)]
public sealed partial class NodeFailureTests
{
    private const int Intakes = 120;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_KilledInTurnBehindAProxy_LoseNothingAndDoNothingTwice()
    {
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        var (ledger, messages) = (Path.Combine(database.Folder, "ledger"), Directory.CreateDirectory(Path.Combine(database.Folder, "sms")).FullName);
        string[] store = [.. ServerProcess.StoreOf(database), $"--Shouwen:SmsFolder={messages}"];
        // A message for each complaint, and clocks that ran out months ago: alarms that every node sees due.
        using var clients = new IntakeClients(
            await CrashTests.NewKeyAsync(ServerProcess.StoreOf(database), "hotline-agent@hotline"), ledger, ("channel", "hotline"), ("about", new { unit = "sub-branch-1-1" }), ("receivedAt", "2026-03-02T09:30:00+08:00"), ("facts", new Dictionary<string, object> { ["product-matured"] = true }));
        await using var proxy = NodeProxy.Start();
        clients.GoTo(proxy.Address);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.StartAsync(store, Token)));
        await using var one = nodes[0];
        await using var two = nodes[1];
        await using var three = nodes[2];
        proxy.GoTo(nodes);

        var registering = clients.RegisterAsync(Intakes);
        await FirstOf(clients.ReachAsync(10, Token), registering);
        proxy.LoseAnswers(5);
        await FirstOf(clients.ReachAsync(30, Token), registering);
        await one.KillAsync(); // what it had not answered goes to another, with the same key
        await FirstOf(clients.ReachAsync(70, Token), registering);
        await two.KillAsync();
        Assert.False(registering.IsCompleted);
        Assert.All(nodes, node => Assert.Contains(node.Address, proxy.Reached));
        await registering;
        await using var four = await ServerProcess.StartAsync(store, Token); // looks for alarms at once, as the other does now and then
        await SettleAsync(database);

        await CrashTests.AssertKeptAsync(database, Intakes, await File.ReadAllLinesAsync(ledger, Token));
        await CrashTests.AssertUnbrokenAsync(database);
        await AssertToldOnceAsync(database, messages);
    }

    // What a killed node had claimed for sending is free again after two minutes; here they pass at once.
    private static async Task SettleAsync(TestDatabase database)
    {
        await using var context = database.CreateDbContext();
        await database.ExecuteRawAsync("update outbox set leased_until = null where done_at is null");
        while (await context.Obligations.AnyAsync(row => row.NextAlarmAt <= TimeProvider.System.GetUtcNow(), Token) || await context.Outbox.AnyAsync(row => row.Kind == OutboxKind.Sms && row.DoneAt == null, Token))
        {
            await Task.Delay(100, Token);
        }
    }

    private static async Task AssertToldOnceAsync(TestDatabase database, string messages)
    {
        await using var context = database.CreateDbContext();
        var rows = await context.Outbox.AsNoTracking().Select(row => new { row.StreamId, row.MessageId, row.Kind, row.Position, row.Recipient, row.DeadAt }).ToListAsync(Token);
        var texts = rows.Where(row => row.Kind == OutboxKind.Sms).ToList();
        Assert.Equal(Intakes, texts.Select(row => row.StreamId).Distinct().Count());
        Assert.Equal(texts.Count, texts.Select(row => (row.StreamId, row.Position)).Distinct().Count());
        Assert.Equal(texts.Select(row => row.MessageId).Order(StringComparer.Ordinal), Directory.GetFiles(messages, "*.json").Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)); // a message has one
        var alarms = rows.Where(row => row.Position is null).ToList();
        Assert.Equal(Intakes, alarms.Select(row => row.StreamId).Distinct().Count());
        Assert.Empty(alarms.GroupBy(row => Moment().Replace(row.MessageId, "/")).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static async Task FirstOf(Task reached, Task registering) => await await Task.WhenAny(reached, registering);

    // When the alarm was due; for one clock and one person there is one.
    [GeneratedRegex("/[0-9]{14}/")]
    private static partial Regex Moment();
}
