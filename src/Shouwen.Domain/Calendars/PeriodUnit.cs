namespace Shouwen.Domain.Calendars;

/// <summary>What a <see cref="Period"/> is counted in, or the word a rule uses instead of a number.</summary>
public enum PeriodUnit
{
    /// <summary>Days on which offices work: weekdays and make-up workdays, less statutory holidays and closing days.</summary>
    WorkingDay,

    /// <summary>Days on which the exchanges trade: weekdays less statutory holidays; make-up weekends do not trade.</summary>
    TradingDay,

    /// <summary>Calendar days, each one counted.</summary>
    Day,

    /// <summary>Hours, running day and night.</summary>
    Hour,

    /// <summary>Minutes, running day and night.</summary>
    Minute,

    /// <summary>Years: until the end of the same date, 28 February where that lacks. For keeping files.</summary>
    Year,

    /// <summary>Until 24:00 of the local day on which the clock starts.</summary>
    SameDay,

    /// <summary>立即, a word with a grace: see <see cref="Graces"/>.</summary>
    Immediately,

    /// <summary>第一时间, a word with a grace: see <see cref="Graces"/>.</summary>
    FirstMoment,

    /// <summary>及时, a word with a grace: see <see cref="Graces"/>.</summary>
    Promptly,

    /// <summary>Until Sunday 24:00 of the week (Monday to Sunday) in which the clock starts.</summary>
    WeekEnd,

    /// <summary>Until 24:00 of the last day of the month in which the clock starts.</summary>
    MonthEnd,
}
