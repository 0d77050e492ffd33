using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Rectifications;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Improvements and findings against staff have rows that follow the journal.</summary>
public sealed class FollowUpTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rectification_CompletedAndFoundIneffective_WaitsToBeCompletedAgain(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        await DoAsync(storage, number, "plan-rectification", ("text", "增开窗口"), ("owner", "off"), ("due", "2026-03-20"));
        await DoAsync(storage, number, "plan-rectification", ("text", "更换叫号机"), ("owner", "branch-1"), ("due", "2026-03-10"));

        await DoAsync(storage, number, "complete-rectification", ("evidence", "排班表"));
        Assert.Equal([RectificationState.Completed, RectificationState.Planned], await StatesAsync(storage));
        await DoAsync(storage, number, "verify-rectification", ("effective", "false"));
        Assert.Equal([RectificationState.Ineffective, RectificationState.Planned], await StatesAsync(storage));
        await DoAsync(storage, number, "complete-rectification", ("evidence", "新排班表"));
        await DoAsync(storage, number, "verify-rectification", ("effective", "true"));
        Assert.Equal([RectificationState.Effective, RectificationState.Planned], await StatesAsync(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Finding_Appealed_TellsTheStageAndTheDecision(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        await DoAsync(storage, number, "find-liability", ("person", "tel"), ("clause", "T-01"), ("sanction", "warning"));
        await DoAsync(storage, number, "find-liability", ("person", "boff"), ("clause", "T-02"), ("sanction", "fine"), ("amount", "200.50"));

        Assert.IsType<Done>(await storage.DoAsync(number, "tel", "appeal", ("stage", "re-examination")));

        await using (var context = storage.Database.CreateDbContext())
        {
            var rows = await context.Liabilities.OrderBy(row => row.Position).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([("tel", "re-examination", null), ("boff", null, 200.50m)], rows.Select(row => (row.Person, row.AppealStage, row.Amount)));
            Assert.Null(rows[0].DecidedAt);
        }

        await DoAsync(storage, number, "decide-appeal", ("decision", "维持"));
        await using var after = storage.Database.CreateDbContext();
        Assert.NotNull((await after.Liabilities.SingleAsync(row => row.Person == "tel", TestContext.Current.CancellationToken)).DecidedAt);
    }

    private static async Task DoAsync(TestStorage storage, string number, string action, params (string, string)[] fields) => Assert.IsType<Done>(await storage.DoAsync(number, "off", action, fields));

    private static async Task<IReadOnlyList<RectificationState>> StatesAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Rectifications.OrderBy(row => row.Position).Select(row => row.State).ToListAsync(TestContext.Current.CancellationToken);
    }
}
