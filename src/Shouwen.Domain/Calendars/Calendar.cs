namespace Shouwen.Domain.Calendars;

/// <summary>
/// Turns periods into due times for one institution: its time zone, its holidays, its closing days and what it means by
/// "promptly". Immutable. 24:00 of a day is given as 00:00 local time of the next day.
/// </summary>
public sealed class Calendar
{
    private readonly Dictionary<DateOnly, DayInfo> _special = [];
    private readonly HashSet<int> _published = [];

    /// <param name="holidays">The published statutory holidays.</param>
    /// <param name="zone">The institution's time zone, in which days begin and end.</param>
    /// <param name="graces">The institution's meaning of the words of time.</param>
    /// <param name="closingDays">Workdays on which the institution is closed, with the reason; one that falls on a day off changes nothing.</param>
    public Calendar(HolidayData holidays, TimeZoneInfo zone, Graces graces, IReadOnlyDictionary<DateOnly, string>? closingDays = null)
    {
        Zone = zone;
        Graces = graces;
        foreach (var year in holidays.Years)
        {
            _published.Add(year.Year);
            Mark(year.Holidays, DayKind.Holiday);
            Mark(year.MakeUpWorkdays, DayKind.MakeUpWorkday);
        }

        foreach (var (date, reason) in closingDays ?? new Dictionary<DateOnly, string>())
        {
            if (IsWorkingDay(date))
            {
                _special[date] = new DayInfo(date, DayKind.ClosingDay, reason);
            }
        }
    }

    public TimeZoneInfo Zone { get; }

    public Graces Graces { get; }

    /// <summary>The institution's local date at a moment; 00:00 belongs to the day that begins.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>24:00 local time of a date.</summary>
    public DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1));

    /// <summary>00:00 local time of a date.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    public bool IsWorkingDay(DateOnly d) => KindOf(d) is DayKind.Workday or DayKind.MakeUpWorkday;

    /// <summary>Whether the exchanges trade: an institution's closing day does not stop them.</summary>
    public bool IsTradingDay(DateOnly d) => IsWeekday(d) && KindOf(d) != DayKind.Holiday;

    /// <summary>Whether the holidays of a year are known.</summary>
    public bool IsPublished(int year) => _published.Contains(year);

    public DayInfo Describe(DateOnly d) => _special.TryGetValue(d, out var known) ? known : new DayInfo(d, KindOf(d), null);

    /// <summary>When a period that starts at a moment is over.</summary>
    public Due Add(DateTimeOffset start, Period period) => Forward(start, Graces.Resolve(period), null);

    /// <summary>
    /// The moment a period before an end, for warnings and offsets: "5 working days before" is 24:00 of the fifth
    /// working day before the day that ends it, so that five whole working days are left. Calendar days do not roll.
    /// </summary>
    /// <exception cref="ArgumentException">The period is "end of week" or "end of month", which nothing can precede.</exception>
    public Due Before(DateTimeOffset end, Period period)
    {
        var length = Graces.Resolve(period);
        switch (length.Unit)
        {
            case PeriodUnit.Hour or PeriodUnit.Minute:
                return new Due(Local(end - SpanOf(length)), false);
            case PeriodUnit.WeekEnd or PeriodUnit.MonthEnd:
                throw new ArgumentException($"Nothing is due '{period}' before a moment.", nameof(period));
        }

        // A moment of exactly 00:00 is the 24:00 that ends the day before, so the day it ends is found one tick earlier.
        var lastDay = DateOf(end.AddTicks(-1));
        if (length.Unit == PeriodUnit.SameDay)
        {
            return new Due(StartOf(lastDay), false);
        }

        var (date, provisional) = DayCount.Backward(this, lastDay, length);
        return new Due(EndOf(date), provisional);
    }

    /// <summary>A date fixed by a rule or a person: 24:00 of that day, holiday or not.</summary>
    public Due DueOn(DateOnly date) => new(EndOf(date), false);

    /// <summary>The same answer as <see cref="Add"/>, day by day.</summary>
    public DueProof Explain(DateTimeOffset start, Period period)
    {
        var notes = new ProofNotes(this, start, period);
        var due = Forward(start, Graces.Resolve(period), notes);
        return notes.Conclude(due);
    }

    /// <summary>Working days after one date up to and including another; negative when the second is the earlier.</summary>
    public int WorkingDaysBetween(DateOnly fromExclusive, DateOnly toInclusive)
    {
        if (toInclusive < fromExclusive)
        {
            return -WorkingDaysBetween(toInclusive, fromExclusive);
        }

        var count = 0;
        for (var day = fromExclusive.AddDays(1); day <= toInclusive; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    internal DayKind KindOf(DateOnly d) =>
        _special.TryGetValue(d, out var known) ? known.Kind : IsWeekday(d) ? DayKind.Workday : DayKind.Weekend;

    private Due Forward(DateTimeOffset start, Period length, ProofNotes? notes)
    {
        if (length.Unit is PeriodUnit.Hour or PeriodUnit.Minute)
        {
            return new Due(Local(start + SpanOf(length)), false);
        }

        var (date, provisional) = DayCount.Forward(this, DateOf(start), length, notes);
        return new Due(EndOf(date), provisional);
    }

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    private void Mark(IReadOnlyDictionary<DateOnly, string> days, DayKind kind)
    {
        foreach (var (date, name) in days)
        {
            _special[date] = new DayInfo(date, kind, name);
        }
    }

    private static TimeSpan SpanOf(Period length) =>
        length.Unit == PeriodUnit.Hour ? TimeSpan.FromHours(length.Count) : TimeSpan.FromMinutes(length.Count);

    private static bool IsWeekday(DateOnly d) => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
