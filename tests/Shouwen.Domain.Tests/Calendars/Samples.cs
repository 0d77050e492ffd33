using Shouwen.Domain.Calendars;

namespace Shouwen.Domain.Tests.Calendars;

/// <summary>The holidays of 2026 typed from the notice, and short ways to write moments and periods.</summary>
internal static class Samples
{
    public static TimeZoneInfo Shanghai { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static HolidayYear Year2026 { get; } = new(
        2026,
        Days(
            ("元旦", "2026-01-01", "2026-01-03"), ("春节", "2026-02-15", "2026-02-23"), ("清明节", "2026-04-04", "2026-04-06"),
            ("劳动节", "2026-05-01", "2026-05-05"), ("端午节", "2026-06-19", "2026-06-21"), ("中秋节", "2026-09-25", "2026-09-27"),
            ("国庆节", "2026-10-01", "2026-10-07")),
        Days(
            ("元旦", "2026-01-04", "2026-01-04"), ("春节", "2026-02-14", "2026-02-14"), ("春节", "2026-02-28", "2026-02-28"),
            ("劳动节", "2026-05-09", "2026-05-09"), ("国庆节", "2026-09-20", "2026-09-20"), ("国庆节", "2026-10-10", "2026-10-10")),
        "国办发明电〔2025〕7号");

    public static HolidayData Holidays { get; } = new(new HolidayProvenance("notice"), [Year2026]);

    public static Calendar InShanghai { get; } = new(Holidays, Shanghai, Graces.Default);

    public static Calendar ClosedOn(string date, string reason = "搬迁") =>
        new(Holidays, Shanghai, Graces.Default, new Dictionary<DateOnly, string> { [Date(date)] = reason });

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    /// <summary>A local moment such as "2026-02-12 10:00".</summary>
    public static DateTimeOffset At(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), TimeSpan.FromHours(8));

    public static Period Length(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);

    public static Dictionary<DateOnly, string> Days(params (string Name, string First, string Last)[] ranges)
    {
        Dictionary<DateOnly, string> days = [];
        foreach (var (name, first, last) in ranges)
        {
            for (var day = Date(first); day <= Date(last); day = day.AddDays(1))
            {
                days.Add(day, name);
            }
        }

        return days;
    }
}
