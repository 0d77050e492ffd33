using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Calendars;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>What time itself costs: looking for alarms, giving them, and a changed calendar. Inside this process, on one filled database.</summary>
internal static class Clocks
{
    private const int Sweeps = 50;

    /// <param name="due">How many alarms are given at most.</param>
    public static async Task MeasureAsync(TestDatabase database, int complaints, int due, Findings findings, CancellationToken cancellation)
    {
        await using var workshop = await Workshop.OpenAsync(database, cancellation: cancellation);
        await using var context = await workshop.Get<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var open = context.Obligations.Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null);
        await context.Obligations.Where(row => row.NextAlarmAt != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAlarmAt, row => row.DueAt.AddYears(10)), cancellation); // none is due
        findings.Add(new($"{database.Kind}", complaints, "open obligations", await open.CountAsync(cancellation), "rows"));

        var sweep = workshop.Get<AlarmSweep>();
        await sweep.RunAsync(cancellation);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Sweeps; i++)
        {
            await sweep.RunAsync(cancellation);
        }

        findings.Add(new($"{database.Kind}", complaints, "sweep with nothing due", watch.Elapsed.TotalMilliseconds / Sweeps, "ms"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var some in new[] { 1_000, due }.Distinct())
        {
            var chosen = await open.OrderBy(row => row.StreamId).Select(row => row.StreamId).Distinct().Take(some).ToListAsync(cancellation);
            foreach (var part in chosen.Chunk(1_000))
            {
                await open.Where(row => part.Contains(row.StreamId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAlarmAt, now).SetProperty(row => row.AlarmedUntil, (DateTimeOffset?)null), cancellation);
            }

            watch.Restart();
            var swept = await sweep.RunAsync(cancellation);
            findings.Add(new($"{database.Kind}", complaints, $"sweep with {some:N0} complaints due", swept / watch.Elapsed.TotalSeconds, "complaints a second"));
        }
    }

    /// <summary>One more holiday next week: every open complaint is looked at.</summary>
    public static async Task CalendarAsync(TestDatabase database, int complaints, Findings findings, CancellationToken cancellation)
    {
        await using var before = await Workshop.OpenAsync(database, cancellation: cancellation);
        await StorageSetup.OwnerAsync(before.Services, "sample-bank", cancellation);
        await before.Get<OrganisationWatch>().FollowAsync(cancellation); // what the filling has left to do
        await using var after = await Workshop.OpenAsync(database, holidays: OneMore(Workshop.Book.Holidays), cancellation: cancellation);
        await after.Get<ConfigurationLog>().RecordAsync(new Dictionary<string, byte[]> { ["calendars/bench.yaml"] = Guid.NewGuid().ToByteArray() }, cancellation);
        await using var context = await after.Get<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        var open = await context.Obligations.Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null).Select(row => row.StreamId).Distinct().CountAsync(cancellation);
        var watch = Stopwatch.StartNew();
        var moved = await after.Get<OrganisationWatch>().FollowAsync(cancellation);
        findings.Add(new($"{database.Kind}", complaints, "changed calendar: complaints that owe something", open, "complaints"));
        findings.Add(new($"{database.Kind}", complaints, "changed calendar: of these with another due time", moved, "complaints"));
        findings.Add(new($"{database.Kind}", complaints, "changed calendar: all looked at and written in", watch.Elapsed.TotalSeconds, "s"));
    }

    private static HolidayData OneMore(HolidayData known)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date).AddDays(7);
        day = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.AddDays(2) : day;
        return new(new("bench"), known.Years.Select(year => year.Year == day.Year ? year with { Holidays = year.Holidays.Append(KeyValuePair.Create(day, "假日")).ToDictionary() } : year));
    }
}
