using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Outbox;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Messages go out at least once with the same id, a second time only where the first answer was lost, and never to whom it does not concern any more.</summary>
public sealed class OutboxTests
{
    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Message_IsSentOnce_ByWhicheverOfTwoNodes(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        for (var i = 0; i < 120; i++)
        {
            await storage.RegisterAsync($"第{i}件");
        }

        var sender = new Recorder();
        var nodes = new[] { Delivery(storage, sender), Delivery(storage, sender) };
        var sent = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunAsync(Token))));

        Assert.Equal(120, sent.Sum());
        Assert.Equal(120, sender.Sent.Select(message => message.Id).Distinct().Count());
        Assert.Equal(120, sender.Sent.Count);
        Assert.All(sender.Sent, message => Assert.Equal(("13900000001", "【试验银行】新投诉"), (message.To, message.Text.Split('（')[0])));
        Assert.Equal(0, await nodes[0].RunAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Message_NotTaken_IsTriedAgainLater_AndGivenUpInTheEnd(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.Get<ConfigurationLog>().RecordAsync(new Dictionary<string, byte[]> { ["institution.yaml"] = [1] }, Token); // as a start does
        await storage.RegisterAsync();
        var sender = new Recorder { Fails = int.MaxValue };
        var delivery = Delivery(storage, sender);

        for (var tries = 1; tries <= OutboxDelivery.MostTries; tries++)
        {
            Assert.Equal(0, await delivery.RunAsync(Token));
            Assert.Equal(tries, sender.Asked);
            await delivery.RunAsync(Token); // not before its time
            Assert.Equal(tries, sender.Asked);
            storage.Clock.Advance(OutboxDelivery.Pause(tries));
        }

        await delivery.RunAsync(Token);
        Assert.Equal(OutboxDelivery.MostTries, sender.Asked);
        await using var context = storage.Database.CreateDbContext();
        var row = await context.Outbox.AsNoTracking().SingleAsync(Token);
        Assert.Equal((true, false, "TimeoutException"), (row.DeadAt is not null, row.DoneAt is not null, row.LastError));

        sender.Fails = 0;
        Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Request("exec", "resend-message", ("message", row.MessageId), ("reason", "网关修好了")) with { Number = "ORG", Kind = Domain.Actions.AggregateKind.Organisation }, Token));
        Assert.Equal(1, await delivery.RunAsync(Token));
        Assert.Equal(row.MessageId, Assert.Single(sender.Sent).Id);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Message_ClaimedByANodeThatDied_IsTakenOver_AndTheDeadNodesWordCountsNoMore(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync();
        var (slow, quick) = (new Recorder { Gate = new() }, new Recorder());
        var stuck = Delivery(storage, slow).RunAsync(Token);
        await slow.Reached.Task.WaitAsync(Token);

        Assert.Equal(0, await Delivery(storage, quick).RunAsync(Token)); // it is claimed
        storage.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await Delivery(storage, quick).RunAsync(Token));
        slow.Gate.SetException(new TimeoutException());

        Assert.Equal(0, await stuck);
        await using var context = storage.Database.CreateDbContext();
        var row = await context.Outbox.AsNoTracking().SingleAsync(Token);
        Assert.Equal((true, 0, (string?)null), (row.DoneAt is not null, row.Tries, row.LastError));
    }

    [Fact]
    public async Task Message_ThatWaitedForDays_IsNotSentOfItself()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.RegisterAsync();
        var sender = new Recorder();
        storage.Clock.Advance(TimeSpan.FromDays(4));

        await Delivery(storage, sender).RunAsync(Token);

        Assert.Empty(sender.Sent);
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal("stale", (await context.Outbox.AsNoTracking().SingleAsync(Token)).LastError);
    }

    [Fact]
    public async Task Recipient_WhoHasLeftOrHasNoNumber_GetsNothing()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.RegisterAsync();
        var sender = new Recorder();

        await Delivery(storage, sender, person => person with { Phone = null }).RunAsync(Token);

        Assert.Empty(sender.Sent);
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal("no-phone", (await context.Outbox.AsNoTracking().SingleAsync(Token)).LastError);
        await storage.RegisterAsync();
        await Delivery(storage, sender, person => person with { Posts = [] }).RunAsync(Token);
        Assert.Empty(sender.Sent);
        Assert.Equal(["no-phone", "recipient-left"], await context.Outbox.AsNoTracking().OrderBy(row => row.Id).Select(row => row.LastError).ToListAsync(Token));
    }

    // The officer of the sub-branch is told of each registration.
    private static OutboxDelivery Delivery(TestStorage storage, IMessageSender sender, Func<Person, Person>? change = null)
    {
        change ??= person => person;
        var bank = TestHouse.Bank with { Persons = [.. TestHouse.Bank.Persons.Select(person => change(person with { Phone = "13900000001" }))] };
        return new(storage.Database, storage.Get<CommandWriter>(), storage.Get<KeyRing>(), new House(bank, [TestHouse.Policy], TestHouse.House.Calendar), [sender], storage.Clock);
    }

    private sealed class Recorder : IMessageSender
    {
        public ConcurrentQueue<Message> Sent { get; } = [];

        public int Asked { get; private set; }

        public int Fails { get; set; }

        public TaskCompletionSource? Gate { get; init; }

        public TaskCompletionSource Reached { get; } = new();

        public OutboxKind Kind => OutboxKind.Sms;

        public async Task SendAsync(Message message, CancellationToken cancellation)
        {
            Asked++;
            Reached.TrySetResult();
            if (Gate is not null)
            {
                await Gate.Task.WaitAsync(cancellation);
            }

            if (Fails-- > 0)
            {
                throw new TimeoutException("no answer");
            }

            Sent.Enqueue(message);
        }
    }
}
