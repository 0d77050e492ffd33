using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Funds;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Incidents, funds and the other aggregates are kept as complaints are.</summary>
public sealed class MatterTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Directive_RecordedAndCompleted_HasNumberRowAndWholeChain(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);

        var number = await OpenAsync(storage, "record-directive", ("body", "监管局"), ("reference", "函〔2026〕3号"), ("text", "限期整改"), ("due", "2026-04-01"));
        Assert.IsType<Done>(await storage.DoAsync(number, "off", "complete-directive", ("text", "已经整改")));

        Assert.Equal("JG20260001", number);
        await using var context = storage.Database.CreateDbContext();
        var row = await context.Matters.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((AggregateKind.Directive, Stage.Completed, 2, "监管局 函〔2026〕3号"), (row.Kind, row.Stage, row.Version, row.Subject));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Payouts_Racing_NeverOverdrawTheFund(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var fund = await OpenAsync(storage, "set-budget", ("year", "2026"), ("amount", "1000"));
        var numbers = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            numbers.Add(await storage.RegisterAsync());
        }

        var results = await Task.WhenAll(numbers.Select(number => Task.Run(() => storage.DoAsync(number, "off", "compensate", ("amount", "400"), ("from-fund", "true")))));

        Assert.Equal(2, results.OfType<Done>().Count());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal(["T-04"], refused.Refusals.Single().Clauses));
        var ledger = Fund.From((await storage.Cases.ReadAsync(AggregateKind.Fund, fund, TestContext.Current.CancellationToken))!.Complaint);
        Assert.Equal((1000m, 800m, 200m), (ledger.Budget, ledger.Paid, ledger.Balance));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Budget_SetAgain_IsKeptInTheJournalOfItsYear(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);

        var first = await OpenAsync(storage, "set-budget", ("year", "2026"), ("amount", "1000"));
        var second = await OpenAsync(storage, "set-budget", ("year", "2026"), ("amount", "1500"));

        Assert.Equal(("JJ2026", "JJ2026"), (first, second));
        var journal = (await storage.Cases.ReadAsync(AggregateKind.Fund, first, TestContext.Current.CancellationToken))!.Complaint;
        Assert.Equal((2, 1500m), (journal.Version, Fund.From(journal).Budget));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Incident_Opened_IsToldToItsComplaints(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (first, second) = (await storage.RegisterAsync(), await storage.RegisterAsync());

        var number = ((Done)await storage.Handler.HandleAsync(
            TestStorage.Request("boff", "open-incident", ("complaints", new RawList([new RawScalar(first, true, default), new RawScalar(second, true, default)], default)), ("people", "12"), ("place", "大厅")),
            TestContext.Current.CancellationToken)).Number;

        Assert.Equal("QT20260302001", number);
        foreach (var complaint in new[] { first, second })
        {
            var last = (await storage.Cases.ReadAsync(complaint, TestContext.Current.CancellationToken))!.Complaint.Entries[^1];
            Assert.Equal(("gather", number), (last.Action, last.Data.Text("incident")));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Incident_ThatComplaintsJoinAndLeave_TellsEach_AndIsSeenByTheirUnits(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (first, second) = (await storage.RegisterAsync(), await storage.RegisterAsync());
        var number = await OpenAsync(storage, "open-incident", ("people", "12"), ("place", "大厅"));

        Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Request("boff", "add-complaints", ("complaints", new RawList([new RawScalar(first, true, default), new RawScalar(second, true, default)], default))) with { Number = number }, TestContext.Current.CancellationToken));
        Assert.IsType<Done>(await storage.DoAsync(number, "boff", "remove-complaint", ("of", first), ("reason", "与本次无关")));

        foreach (var (complaint, action) in new[] { (first, "leave-incident"), (second, "gather") })
        {
            var last = (await storage.Cases.ReadAsync(complaint, TestContext.Current.CancellationToken))!.Complaint.Entries[^1];
            Assert.Equal((action, number), (last.Action, last.Data.Text("incident")));
        }

        Assert.Equal([second], (await storage.Cases.ReadAsync(AggregateKind.Incident, number, TestContext.Current.CancellationToken))!.Complaint.Data.Texts("complaints"));
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(" sub-1 ", (await context.Matters.SingleAsync(TestContext.Current.CancellationToken)).Units);
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Complaint_OfACustomerRecordedAsSatisfied_IsMarkedAsARepeat(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var first = await storage.RegisterAsync();
        await storage.DoAsync(first, "off", "accept");
        await storage.DoAsync(first, "off", "answer", ("means", "phone"), ("text", "已处理"));
        Assert.IsType<Done>(await storage.DoAsync(first, "off", "call-back", ("of", "complainant"), ("satisfied", "true")));

        var second = await storage.RegisterAsync();

        Assert.False((await storage.Cases.ReadAsync(first, TestContext.Current.CancellationToken))!.Complaint.Data.Flag("repeat-after-satisfied"));
        Assert.True((await storage.Cases.ReadAsync(second, TestContext.Current.CancellationToken))!.Complaint.Data.Flag("repeat-after-satisfied"));
    }

    private static async Task<string> OpenAsync(TestStorage storage, string action, params (string Name, string Value)[] fields) =>
        Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Request("exec", action, [.. fields.Select(field => (field.Name, (object)field.Value))]), TestContext.Current.CancellationToken)).Number;
}
