using System.Globalization;

namespace Shouwen.Domain.Calendars;

/// <summary>Dates of every year on which a periodic duty is due, such as 01-30 and 07-30. They do not roll.</summary>
internal sealed class FixedDates
{
    // A year without 29 February, so that a date read in it exists in every year.
    private const int PlainYear = 2001;

    private readonly List<DateOnly> _dates;

    private FixedDates(List<DateOnly> dates) => _dates = dates;

    /// <summary>Reads "01-30 and 07-30"; null unless each period of the cycle has exactly one date before the next one ends.</summary>
    public static FixedDates? Parse(string text, DutyCycle cycle)
    {
        var dates = new List<DateOnly>();
        foreach (var part in text.Split([" and ", ","], StringSplitOptions.TrimEntries))
        {
            if (!DateOnly.TryParseExact($"{PlainYear}-{part}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return null;
            }

            dates.Add(date);
        }

        dates.Sort();
        return dates.Count == cycle.TimesAYear() && EachInItsOwn(cycle, dates) ? new FixedDates(dates) : null;
    }

    /// <summary>The first of the dates on or after a day.</summary>
    public DateOnly FirstFrom(DateOnly day)
    {
        foreach (var date in _dates)
        {
            var candidate = new DateOnly(day.Year, date.Month, date.Day);
            if (candidate >= day)
            {
                return candidate;
            }
        }

        return new DateOnly(day.Year + 1, _dates[0].Month, _dates[0].Day);
    }

    public string ToChinese() => string.Join('、', _dates.Select(date => $"{date.Month}月{date.Day}日")) + "前";

    private static bool EachInItsOwn(DutyCycle cycle, List<DateOnly> dates)
    {
        for (var i = 1; i < dates.Count; i++)
        {
            if (cycle.FirstDayOf(dates[i]) == cycle.FirstDayOf(dates[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
