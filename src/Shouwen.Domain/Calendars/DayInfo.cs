namespace Shouwen.Domain.Calendars;

/// <summary>What kind of day it is for the institution.</summary>
public enum DayKind
{
    /// <summary>A plain Monday to Friday.</summary>
    Workday,

    /// <summary>A Saturday or Sunday that is neither a holiday nor made up.</summary>
    Weekend,

    /// <summary>A day off by the yearly State Council notice, whatever its weekday.</summary>
    Holiday,

    /// <summary>调休上班: a Saturday or Sunday worked in exchange for a day off.</summary>
    MakeUpWorkday,

    /// <summary>A workday on which this institution is closed.</summary>
    ClosingDay,
}

/// <summary>A local date and what it is.</summary>
/// <param name="Date">The institution's local date.</param>
/// <param name="Kind">What kind of day it is.</param>
/// <param name="Name">The holiday (国庆节), the holiday a make-up workday belongs to, or the reason of a closing day.</param>
public sealed record DayInfo(DateOnly Date, DayKind Kind, string? Name);
