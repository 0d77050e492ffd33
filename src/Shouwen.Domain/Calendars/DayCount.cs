namespace Shouwen.Domain.Calendars;

/// <summary>Finds the last day of a period of days. The notes, where wanted, are taken on the same walk that decides.</summary>
internal static class DayCount
{
    public static (DateOnly Last, bool Provisional) Forward(Calendar calendar, DateOnly start, Period period, ProofNotes? notes) =>
        period.Unit switch
        {
            PeriodUnit.WorkingDay or PeriodUnit.TradingDay => OpenDays(calendar, start, period, notes),
            PeriodUnit.Day => CalendarDays(calendar, start, period, notes),
            PeriodUnit.Year => (start.AddYears(period.Count), false),
            PeriodUnit.SameDay => (start, false),
            PeriodUnit.WeekEnd => (start.AddDays((7 - (int)start.DayOfWeek) % 7), false),
            PeriodUnit.MonthEnd => (new DateOnly(start.Year, start.Month, DateTime.DaysInMonth(start.Year, start.Month)), false),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period.Unit, "Not a period of days."),
        };

    /// <summary>The day that lies the period before a last day; the last day itself counts only when the period is inclusive.</summary>
    public static (DateOnly Date, bool Provisional) Backward(Calendar calendar, DateOnly last, Period period)
    {
        if (period.Unit == PeriodUnit.Year)
        {
            return (last.AddYears(-period.Count), false);
        }

        var day = period.Inclusive ? last : last.AddDays(-1);
        if (period.Unit == PeriodUnit.Day)
        {
            return (day.AddDays(1 - period.Count), false);
        }

        var provisional = false;
        for (var left = period.Count; ; day = day.AddDays(-1))
        {
            provisional |= !calendar.IsPublished(day.Year);
            left -= Counts(calendar, day, period.Unit) ? 1 : 0;
            if (left == 0)
            {
                return (day, provisional);
            }
        }
    }

    private static (DateOnly Last, bool Provisional) OpenDays(Calendar calendar, DateOnly start, Period period, ProofNotes? notes)
    {
        if (!period.Inclusive)
        {
            notes?.LeaveOutStart(start);
        }

        var counted = 0;
        var provisional = false;
        for (var day = period.Inclusive ? start : start.AddDays(1); ; day = day.AddDays(1))
        {
            provisional |= !calendar.IsPublished(day.Year);
            var counts = Counts(calendar, day, period.Unit);
            counted += counts ? 1 : 0;
            notes?.Examine(day, counts ? counted : null);
            if (counted == period.Count)
            {
                return (day, provisional);
            }
        }
    }

    private static (DateOnly Last, bool Provisional) CalendarDays(Calendar calendar, DateOnly start, Period period, ProofNotes? notes)
    {
        var last = start.AddDays(period.Inclusive ? period.Count - 1 : period.Count);
        notes?.CountEveryDay(start, last, period.Inclusive);

        // Art. 203 moves a period that ends on a day off. An institution's own closing day is no day off by law, so it
        // does not start the move; but the day moved to must be one on which the institution works.
        if (!period.Roll)
        {
            return (last, false);
        }

        var provisional = !calendar.IsPublished(last.Year);
        if (calendar.KindOf(last) is not (DayKind.Holiday or DayKind.Weekend))
        {
            return (last, provisional);
        }

        do
        {
            last = last.AddDays(1);
            provisional |= !calendar.IsPublished(last.Year);
            notes?.RollTo(last);
        }
        while (!calendar.IsWorkingDay(last));
        return (last, provisional);
    }

    private static bool Counts(Calendar calendar, DateOnly day, PeriodUnit unit) =>
        unit == PeriodUnit.TradingDay ? calendar.IsTradingDay(day) : calendar.IsWorkingDay(day);
}
