using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Duties;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Periodic duties are handed in once, by the same path as everything else.</summary>
public sealed class DutyTests
{
    private static readonly HashSet<string> Branch = ["branch-1"];

    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Duty_Submitted_IsMetAndHasAJournalOfItsOwn(Database kind)
    {
        await using var storage = await OpenAsync(kind);
        Assert.Equal([("2026-02", ObligationStatus.Open)], await StandAsync(storage));

        var done = Assert.IsType<Done>(await SubmitAsync(storage, "boff", ("clause", "T-05"), ("text", "共三件，均已办结")));

        Assert.Equal("BS-T-05-branch-1-2026-02", done.Number);
        Assert.Equal([("2026-02", ObligationStatus.Met)], await StandAsync(storage));
        var journal = (await storage.Cases.ReadAsync(AggregateKind.Duty, done.Number, TestContext.Current.CancellationToken))!.Complaint;
        Assert.Equal(("共三件，均已办结", "branch-1"), (journal.Entries[0].Data.Text("text"), journal.Entries[0].Data.Text("unit")));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Duty_SubmittedByTwoAtOnce_IsTakenOnce(Database kind)
    {
        await using var storage = await OpenAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(storage, "boff", ("clause", "T-05"), ("period", "2026-02")))));

        Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal("already-submitted", refused.Refusals.Single().Code));
        Assert.Equal(5, results.OfType<Refused>().Count());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Submission_OfNoOpenDuty_IsRefused(Database kind)
    {
        await using var storage = await OpenAsync(kind);

        Assert.Equal("no-such-duty", await CodeAsync(storage, "boff", ("clause", "T-01")));
        Assert.Equal("no-such-duty", await CodeAsync(storage, "boff", ("clause", "T-05"), ("period", "2026-03")));
        Assert.Equal("no-permission", await CodeAsync(storage, "off", ("clause", "T-05"), ("unit", "branch-1")));
        Assert.Equal("malformed-field", await CodeAsync(storage, "boff", ("clause", "T-05"), ("unit", "branch-9")));
        Assert.Equal("missing-field", await CodeAsync(storage, "boff"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Duty_SentTwiceWithOneKey_IsAnsweredAgain(Database kind)
    {
        await using var storage = await OpenAsync(kind);
        var request = TestStorage.Request("boff", "submit", ("clause", "T-05")) with { IdempotencyKey = "once", Caller = "boff", Route = "submit" };

        var (first, second) = (await storage.Handler.HandleAsync(request, TestContext.Current.CancellationToken), await storage.Handler.HandleAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal((false, true), (Assert.IsType<Done>(first).IsReplay, Assert.IsType<Done>(second).IsReplay));
    }

    // The institution began under the policy in February; March is only under way.
    private static async Task<TestStorage> OpenAsync(Database kind)
    {
        var storage = await TestStorage.CreateAsync(kind);
        storage.Clock.Now = new(2026, 2, 10, 9, 0, 0, TimeSpan.FromHours(8));
        await storage.Get<PolicyShelf>().KeepAsync([(TestHouse.Policy, [1])], TestContext.Current.CancellationToken);
        storage.Clock.Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));
        return storage;
    }

    private static Task<HandleResult> SubmitAsync(TestStorage storage, string by, params (string Name, string Value)[] fields) =>
        storage.Handler.HandleAsync(TestStorage.Request(by, "submit", [.. fields.Select(field => (field.Name, (object)field.Value))]), CancellationToken.None);

    private static async Task<string> CodeAsync(TestStorage storage, string by, params (string, string)[] fields) => Assert.IsType<Refused>(await SubmitAsync(storage, by, fields)).Refusals[0].Code;

    private static async Task<IEnumerable<(string, ObligationStatus)>> StandAsync(TestStorage storage) =>
        (await storage.Get<DutyBook>().OfAsync(Branch, storage.Clock.Now, storage.Clock.Now.AddTicks(1), TestContext.Current.CancellationToken)).Select(duty => (duty.Period.Id, duty.StatusAt(storage.Clock.Now)));
}
