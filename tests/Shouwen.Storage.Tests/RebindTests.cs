using System.Text;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Policies;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>A complaint keeps the version of its receipt until it is moved, by an entry with a reason.</summary>
public sealed class RebindTests
{
    private static readonly Policy Newer = TestHouse.Policy with
    {
        Hash = new string('b', 64),
        Clauses = [.. TestHouse.Policy.Clauses.Select(clause => clause.Id == "T-02" ? clause with { Obligations = [.. clause.Obligations.Select(rule => rule with { Due = new PeriodDue(new Period(20, PeriodUnit.WorkingDay)) })] } : clause)],
    };

    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Complaint_OfAnOlderVersion_KeepsItUntilItIsMoved(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.Get<PolicyShelf>().KeepAsync([(TestHouse.Policy, Encoding.ASCII.GetBytes(TestHouse.Policy.Hash))], TestContext.Current.CancellationToken);
        var number = await storage.RegisterAsync();
        await using var later = TestStorage.Beside(storage, TestHouse.With([Newer]));
        await later.Get<PolicyShelf>().KeepAsync([(Newer, Encoding.ASCII.GetBytes(Newer.Hash))], TestContext.Current.CancellationToken);

        Assert.Equal("2026-03-23", await AnswerDueAsync(later, number));
        Assert.Equal("T-02", Assert.Single(await RunAsync(later, onlyLook: true)).Moved.Single().Clause);
        Assert.Equal("2026-03-23", await AnswerDueAsync(later, number));

        Assert.Single(await RunAsync(later, onlyLook: false));

        Assert.Equal("2026-03-30", await AnswerDueAsync(later, number));
        var entry = (await later.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Entries[^1];
        Assert.Equal(("rebind", "新规施行"), (entry.Action, entry.Data.Text("reason")));
        Assert.Empty(await RunAsync(later, onlyLook: false));
    }

    private static async Task<List<Rebound>> RunAsync(TestStorage storage, bool onlyLook)
    {
        var moved = new List<Rebound>();
        await foreach (var rebound in storage.Get<PolicyRebind>().RunAsync("test-policy", "新规施行", onlyLook, TestContext.Current.CancellationToken))
        {
            moved.Add(rebound);
        }

        return moved;
    }

    private static async Task<string> AnswerDueAsync(TestStorage storage, string number) =>
        (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Obligations.Single(owed => owed.ClauseId == "T-02").Due.At.AddTicks(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
