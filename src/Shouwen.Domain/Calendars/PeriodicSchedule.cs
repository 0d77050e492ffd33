using System.Diagnostics.CodeAnalysis;

namespace Shouwen.Domain.Calendars;

/// <summary>One occurrence of a periodic duty.</summary>
/// <param name="Id">The period the duty is for, which lies before it opens: 2026, 2026-H1, 2026-Q1, 2026-03, 2026-W12, 2026-03-05.</param>
/// <param name="Begins">00:00 local time of the period's first day.</param>
/// <param name="OpensAt">00:00 local time of the day after the period.</param>
/// <param name="Due">24:00 of the last day on which the duty can be done in time.</param>
public sealed record DutyPeriod(string Id, DateTimeOffset Begins, DateTimeOffset OpensAt, Due Due);

/// <summary>
/// When a periodic duty opens and is due. Days are counted from the end of the period, so the day on which the duty
/// opens is day 1: "first 3 trading days" are the first three of the month, "10 working days" the first ten after the quarter.
/// </summary>
public sealed class PeriodicSchedule
{
    private static readonly Period TenWorkingDays = new(10, PeriodUnit.WorkingDay);

    private readonly Period? _period;
    private readonly FixedDates? _dates;

    private PeriodicSchedule(DutyCycle cycle, Period? period, FixedDates? dates)
    {
        Cycle = cycle;
        _period = period;
        _dates = dates;
    }

    public DutyCycle Cycle { get; }

    /// <summary>How long it may take from the day on which it opens, that day included; null where it is due on a fixed date.</summary>
    public Period? Length => _period is { IsInDays: true } ? _period with { Inclusive = true } : _period;

    /// <summary>Reads the keys <c>every</c> and <c>due</c> of a periodic rule.</summary>
    /// <param name="every">day, week, month, quarter, half-year or year.</param>
    /// <param name="due">
    /// "first 3 trading days", any period, or fixed dates ("01-30 and 07-30"), of which each period must have exactly one
    /// before the next period ends. Left out: daily 24:00 of the day it opens, weekly Sunday 24:00, else 10 working days.
    /// </param>
    /// <param name="schedule">The schedule, or null.</param>
    /// <returns>False, and no schedule, for anything else.</returns>
    public static bool TryParse(string every, string? due, [NotNullWhen(true)] out PeriodicSchedule? schedule)
    {
        schedule = CycleNamed(every.Trim()) is { } cycle ? Parse(cycle, due?.Trim()) : null;
        return schedule is not null;
    }

    /// <summary>The occurrences that open at or after one moment and before another, earliest first.</summary>
    public IEnumerable<DutyPeriod> Between(DateTimeOffset from, DateTimeOffset to, Calendar calendar)
    {
        var day = Cycle.FirstDayOf(calendar.DateOf(from));
        if (calendar.StartOf(day) < from)
        {
            day = Cycle.NextAfter(day);
        }

        for (; calendar.StartOf(day) < to; day = Cycle.NextAfter(day))
        {
            var period = Cycle.FirstDayOf(day.AddDays(-1));
            yield return new DutyPeriod(Cycle.IdOf(period), calendar.StartOf(period), calendar.StartOf(day), DueOf(day, calendar));
        }
    }

    /// <summary>The Chinese text: "每月，期满后 3 个交易日内", "每半年，1月30日、7月30日前".</summary>
    public string ToChinese()
    {
        var limit = _dates?.ToChinese() ?? (_period!.IsInDays ? $"期满后 {_period.ToChinese()}内" : _period.ToChinese());
        return $"{ChineseOf(Cycle)}，{limit}";
    }

    private static PeriodicSchedule? Parse(DutyCycle cycle, string? due)
    {
        if (string.IsNullOrEmpty(due))
        {
            return new PeriodicSchedule(cycle, DefaultOf(cycle), null);
        }

        if (FixedDates.Parse(due, cycle) is { } dates)
        {
            return new PeriodicSchedule(cycle, null, dates);
        }

        var first = due.StartsWith("first ", StringComparison.Ordinal);
        return Period.TryParse(first ? due["first ".Length..] : due, out var period) && (!first || period.IsInDays)
            ? new PeriodicSchedule(cycle, period, null)
            : null;
    }

    private static Period DefaultOf(DutyCycle cycle) => cycle switch
    {
        DutyCycle.Day => Period.SameDay,
        DutyCycle.Week => Period.WeekEnd,
        _ => TenWorkingDays,
    };

    private Due DueOf(DateOnly opensOn, Calendar calendar)
    {
        if (_dates is not null)
        {
            return calendar.DueOn(_dates.FirstFrom(opensOn));
        }

        // The clock starts at the end of the period; leaving out that day is the same as counting the next one as day 1.
        // The constructor is given either dates or a period.
        return calendar.Add(calendar.StartOf(opensOn), Length!);
    }

    private static DutyCycle? CycleNamed(string every) => every switch
    {
        "day" => DutyCycle.Day,
        "week" => DutyCycle.Week,
        "month" => DutyCycle.Month,
        "quarter" => DutyCycle.Quarter,
        "half-year" => DutyCycle.HalfYear,
        "year" => DutyCycle.Year,
        _ => null,
    };

    private static string ChineseOf(DutyCycle cycle) => cycle switch
    {
        DutyCycle.Day => "每日",
        DutyCycle.Week => "每周",
        DutyCycle.Month => "每月",
        DutyCycle.Quarter => "每季度",
        DutyCycle.HalfYear => "每半年",
        _ => "每年",
    };
}
