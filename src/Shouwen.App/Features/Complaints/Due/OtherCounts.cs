using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <param name="Difference">早 6 天 · 晚 2 天; null where it comes out the same.</param>
public sealed record OtherCount(string Way, string Due, string? Difference);

/// <summary>Where usual mistakes in counting would lead: who gets another date can see at once how.</summary>
public static class OtherCounts
{
    public static IReadOnlyList<OtherCount> Of(Obligation obligation, Calendar calendar)
    {
        if (obligation.Period is not { } stated || calendar.Graces.Resolve(stated) is not { Unit: PeriodUnit.WorkingDay } period)
        {
            return [];
        }

        var start = calendar.DateOf(obligation.StartedAt);
        var right = calendar.DateOf(calendar.Add(obligation.StartedAt, period).At.AddTicks(-1));
        return
        [
            new("本条：工作日，含调休", Words.Day(right), null),
            Wrong("只按周一至周五", Count(start, period, IsWeekday), right),
            Wrong("漏算补班", Count(start, period, day => calendar.IsWorkingDay(day) && IsWeekday(day)), right),
            Wrong($"{period.Count} 个自然日", start.AddDays(period.Count), right),
        ];
    }

    private static OtherCount Wrong(string way, DateOnly due, DateOnly right) => new(way, Words.Day(due), (due.DayNumber - right.DayNumber) switch
    {
        0 => null,
        < 0 and var early => $"早 {-early} 天",
        var late => $"晚 {late} 天",
    });

    private static DateOnly Count(DateOnly start, Period period, Func<DateOnly, bool> counts)
    {
        var day = period.Inclusive ? start.AddDays(-1) : start;
        for (var left = period.Count; left > 0; left -= counts(day) ? 1 : 0)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
