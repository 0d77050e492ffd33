using System.Globalization;

namespace Shouwen.Domain.Calendars;

/// <summary>How a period reads in policies (English) and on screens (Chinese).</summary>
internal static class PeriodText
{
    private static readonly (Period Period, string English, string Chinese)[] Words =
    [
        (Period.SameDay, "same day", "当日"),
        (Period.Immediately, "immediately", "立即"),
        (Period.FirstMoment, "first-moment", "第一时间"),
        (Period.Promptly, "promptly", "及时"),
        (Period.WeekEnd, "end of week", "本周日 24:00 前"),
        (Period.MonthEnd, "end of month", "本月末日 24:00 前"),
    ];

    private static readonly (PeriodUnit Unit, string English, string Chinese)[] Units =
    [
        (PeriodUnit.WorkingDay, "working day", "个工作日"),
        (PeriodUnit.TradingDay, "trading day", "个交易日"),
        (PeriodUnit.Day, "day", "日"),
        (PeriodUnit.Hour, "hour", "小时"),
        (PeriodUnit.Minute, "minute", "分钟"),
        (PeriodUnit.Year, "year", "年"),
    ];

    public static Period? Parse(string text)
    {
        var tidy = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var word in Words)
        {
            if (word.English == tidy)
            {
                return word.Period;
            }
        }

        var space = tidy.IndexOf(' ', StringComparison.Ordinal);
        return space > 0
            && int.TryParse(tidy.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= Period.MaxCount
                ? ParseUnit(count, tidy[(space + 1)..])
                : null;
    }

    public static string English(Period period)
    {
        foreach (var (unit, english, _) in Units)
        {
            if (unit == period.Unit)
            {
                var plural = period.Count == 1 ? "" : "s";
                var inclusive = period.Inclusive ? " inclusive" : "";
                return string.Create(CultureInfo.InvariantCulture, $"{period.Count} {english}{plural}{inclusive}{(KeepsItsEnd(period) ? " no roll" : "")}");
            }
        }

        return WordOf(period).English;
    }

    public static string Chinese(Period period)
    {
        foreach (var (unit, _, chinese) in Units)
        {
            if (unit == period.Unit)
            {
                var inclusive = period.Inclusive ? "（含当日）" : "";
                return string.Create(CultureInfo.InvariantCulture, $"{period.Count} {chinese}{inclusive}{(KeepsItsEnd(period) ? "（不顺延）" : "")}");
            }
        }

        return WordOf(period).Chinese;
    }

    private static Period? ParseUnit(int count, string rest)
    {
        var fixedEnd = CutSuffix(ref rest, " no roll");
        var inclusive = CutSuffix(ref rest, " inclusive");
        foreach (var (unit, english, _) in Units)
        {
            if (rest == english || rest == english + "s")
            {
                var period = new Period(count, unit, inclusive, !fixedEnd);
                var sensible = (!inclusive || period.IsInDays) && (!fixedEnd || unit == PeriodUnit.Day) && (unit != PeriodUnit.Year || count <= Period.MaxYears);
                return sensible ? period : null;
            }
        }

        return null;
    }

    private static bool CutSuffix(ref string text, string suffix)
    {
        var found = text.EndsWith(suffix, StringComparison.Ordinal);
        text = found ? text[..^suffix.Length] : text;
        return found;
    }

    private static bool KeepsItsEnd(Period period) => period is { Unit: PeriodUnit.Day, Roll: false };

    private static (Period Period, string English, string Chinese) WordOf(Period period)
    {
        foreach (var word in Words)
        {
            if (word.Period.Unit == period.Unit)
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(period), period.Unit, "Unknown unit of time.");
    }
}
