using System.Globalization;

namespace Shouwen.App.Ui;

/// <summary>How dates, moments and numbers are written on screen: always with the weekday, never only relative.</summary>
public static class Words
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>周四</summary>
    public static string Weekday(DateOnly day) => "周" + Weekdays[(int)day.DayOfWeek];

    /// <summary>09-24 周四</summary>
    public static string Day(DateOnly day) => $"{MonthDay(day)} {Weekday(day)}";

    /// <summary>09-24</summary>
    public static string MonthDay(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2026-09-24 周四</summary>
    public static string FullDay(DateOnly day) => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Weekday(day)}";

    /// <summary>09-24 周四 15:30</summary>
    public static string Moment(DateTimeOffset at) => $"{Day(DateOnly.FromDateTime(at.DateTime))} {Clock(at)}";

    /// <summary>2026-09-24 15:30</summary>
    public static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>15:30</summary>
    public static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The end of a term: midnight belongs to the day that ends, so 10-17 00:00 reads 10-16 周五 24:00.</summary>
    public static string Due(DateTimeOffset at) =>
        at.TimeOfDay == TimeSpan.Zero
            ? $"{Day(DateOnly.FromDateTime(at.DateTime).AddDays(-1))} 24:00"
            : Moment(at);

    /// <summary>Machine form for the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A number for an SVG attribute: at most two decimals, a point whatever the culture.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share of the width for an SVG attribute.</summary>
    public static string Percent(double value) => Number(value) + "%";

    /// <summary>1,234.00</summary>
    public static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
