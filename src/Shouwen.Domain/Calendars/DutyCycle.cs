using System.Globalization;

namespace Shouwen.Domain.Calendars;

/// <summary>How often a periodic duty comes round. Weeks run from Monday to Sunday.</summary>
public enum DutyCycle
{
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

internal static class DutyCycles
{
    /// <summary>The first day of the cycle that a date lies in.</summary>
    public static DateOnly FirstDayOf(this DutyCycle cycle, DateOnly date) => cycle switch
    {
        DutyCycle.Day => date,
        DutyCycle.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        _ => new DateOnly(date.Year, ((date.Month - 1) / cycle.Months() * cycle.Months()) + 1, 1),
    };

    /// <summary>The first day of the cycle after the one that begins on a date.</summary>
    public static DateOnly NextAfter(this DutyCycle cycle, DateOnly firstDay) => cycle switch
    {
        DutyCycle.Day => firstDay.AddDays(1),
        DutyCycle.Week => firstDay.AddDays(7),
        _ => firstDay.AddMonths(cycle.Months()),
    };

    /// <summary>The name of the cycle that begins on a date: 2026-03-05, 2026-W12, 2026-03, 2026-Q1, 2026-H1 or 2026.</summary>
    public static string IdOf(this DutyCycle cycle, DateOnly firstDay) => cycle switch
    {
        DutyCycle.Day => firstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DutyCycle.Week => WeekId(firstDay),
        DutyCycle.Month => firstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DutyCycle.Quarter => $"{firstDay.Year:0000}-Q{((firstDay.Month - 1) / 3) + 1}",
        DutyCycle.HalfYear => $"{firstDay.Year:0000}-H{((firstDay.Month - 1) / 6) + 1}",
        _ => $"{firstDay.Year:0000}",
    };

    /// <summary>How many cycles of whole months make a year; 0 for days and weeks.</summary>
    public static int TimesAYear(this DutyCycle cycle) => cycle.Months() == 0 ? 0 : 12 / cycle.Months();

    private static int Months(this DutyCycle cycle) => cycle switch
    {
        DutyCycle.Month => 1,
        DutyCycle.Quarter => 3,
        DutyCycle.HalfYear => 6,
        DutyCycle.Year => 12,
        _ => 0,
    };

    // ISO 8601: the week belongs to the year that holds its Thursday.
    private static string WeekId(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}";
    }
}
