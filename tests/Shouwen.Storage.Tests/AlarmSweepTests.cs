using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

public sealed class AlarmSweepTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sweep_BeforeAnythingIsDue_TellsNobody(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync();

        Assert.Equal(0, await SweepAsync(storage));

        Assert.Empty(await AlarmsAsync(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Trait("PastBug", "31")]
    public async Task Sweep_AfterTheDueTime_TellsTheUnitsHandlerOnceAndStartsTheNextClock(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync();
        storage.Clock.Now = new(2026, 3, 5, 0, 0, 1, TimeSpan.FromHours(8)); // T-01 was due on 4 March

        Assert.Equal(1, await SweepAsync(storage));
        Assert.Equal(0, await SweepAsync(storage));

        Assert.Equal("tel", Assert.Single(await AlarmsAsync(storage)).Recipient);
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(1, await context.Obligations.CountAsync(row => row.Clause == "T-03", TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Trait("PastBug", "31")]
    public async Task Sweep_OfSeveralNodesAtOnce_TellsOnce(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            await storage.RegisterAsync();
        }

        storage.Clock.Now = new(2026, 3, 5, 0, 0, 1, TimeSpan.FromHours(8));
        await using var other = TestStorage.Beside(storage);
        other.Clock.Now = storage.Clock.Now;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SweepAsync(i % 2 == 0 ? storage : other))));

        Assert.Equal(5, (await AlarmsAsync(storage)).Count);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sweep_WhenItWasDoneInTime_TellsNobody(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        await storage.DoAsync(number, "off", "accept");
        storage.Clock.Now = new(2026, 3, 5, 0, 0, 1, TimeSpan.FromHours(8));

        await SweepAsync(storage);

        Assert.Empty(await AlarmsAsync(storage));
    }

    private static Task<int> SweepAsync(TestStorage storage) => storage.Get<AlarmSweep>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task<List<OutboxRow>> AlarmsAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Outbox.Where(row => row.Kind == OutboxKind.Notice).ToListAsync(TestContext.Current.CancellationToken);
    }
}
