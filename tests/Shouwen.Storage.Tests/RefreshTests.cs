using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

public sealed class RefreshTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Breach_Noticed_StartsTheClockThatFollowsFromIt(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        Assert.Equal(["T-01", "T-02"], (await RowsAsync(storage)).Select(row => row.Clause));
        storage.Clock.Now = new(2026, 3, 5, 0, 0, 1, TimeSpan.FromHours(8));

        await RefreshAsync(storage, number, null);

        var rows = await RowsAsync(storage);
        Assert.Equal(["T-01", "T-02", "T-03"], rows.Select(row => row.Clause));
        Assert.Equal(rows[0].DueAt, rows[2].StartedAt);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Alarms_Given_AreNotGivenAgainAndNextOnesComeInTheirTurn(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        var before = (await RowsAsync(storage))[1];
        storage.Clock.Now = before.NextAlarmAt!.Value;

        await RefreshAsync(storage, number, storage.Clock.Now);
        var warned = (await RowsAsync(storage))[1];
        await storage.DoAsync(number, "off", "note", ("text", "备注"));
        var afterNote = (await RowsAsync(storage))[1];
        storage.Clock.Now = warned.DueAt;
        await RefreshAsync(storage, number, storage.Clock.Now);
        var told = (await RowsAsync(storage))[1];

        Assert.True(before.NextAlarmAt < before.DueAt);
        Assert.Equal(before.DueAt, warned.NextAlarmAt);
        Assert.Equal(before.DueAt, afterNote.NextAlarmAt);
        Assert.Null(told.NextAlarmAt);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Refresh_BesideActs_NeverLeavesOldObligations(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RefreshAsync(storage, number, null))).Append(Task.Run(() => storage.DoAsync(number, "off", "accept"))));

        Assert.NotNull((await RowsAsync(storage))[0].DischargedAt);
    }

    private static Task RefreshAsync(TestStorage storage, string number, DateTimeOffset? given) =>
        storage.Get<CommandWriter>().WriteAsync(context => storage.Get<ObligationRefresh>().RefreshAsync(context, number, given), TestContext.Current.CancellationToken);

    private static async Task<List<ObligationRow>> RowsAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Obligations.AsNoTracking().OrderBy(row => row.Clause).ToListAsync(TestContext.Current.CancellationToken);
    }
}
