using System.Text.RegularExpressions;
using Shouwen.Domain.Calendars;

namespace Shouwen.Policies.Tests;

/// <summary>
/// A second, slow way to due times, written to share nothing with the calendar: it reads china.yaml with a regular
/// expression, lists all working and trading days beforehand, looks a count up in these lists, takes Shanghai as
/// UTC+8 and walks calendar days, weeks and months one hour at a time.
/// </summary>
internal sealed partial class CalendarsOracle
{
    private static readonly DateTime First = new(2002, 1, 1);
    private static readonly DateTime Last = new(2032, 1, 1);

    private readonly HashSet<int> _published;
    private readonly HashSet<DateTime> _off = [];
    private readonly List<DateTime> _working = [];
    private readonly List<DateTime> _trading = [];
    private readonly Graces _graces;

    public CalendarsOracle(string path, IReadOnlySet<int> published, Graces graces, IEnumerable<DateOnly> closingDays)
    {
        _published = [.. published];
        _graces = graces;
        var holidays = new HashSet<DateTime>();
        var makeUps = new HashSet<DateTime>();
        ReadDays(path, holidays, makeUps);
        var closed = closingDays.Select(day => day.ToDateTime(TimeOnly.MinValue)).ToHashSet();
        for (var day = First; day < Last; day += TimeSpan.FromDays(1))
        {
            var restsOnWeekend = (int)day.DayOfWeek % 6 == 0;
            if (holidays.Contains(day) || (restsOnWeekend && !makeUps.Contains(day)))
            {
                _off.Add(day);
            }
            else if (!closed.Contains(day))
            {
                _working.Add(day);
            }

            if (!restsOnWeekend && !holidays.Contains(day))
            {
                _trading.Add(day);
            }
        }
    }

    public (DateTime Utc, bool Provisional) Add(DateTime utc, Period period)
    {
        var local = utc.AddHours(8);
        var today = local.Date;
        switch (period.Unit)
        {
            case PeriodUnit.Immediately:
                return Add(utc, _graces.Immediately);
            case PeriodUnit.FirstMoment:
                return Add(utc, _graces.FirstMoment);
            case PeriodUnit.Promptly:
                return Add(utc, _graces.Promptly);
            case PeriodUnit.Minute:
                return (utc + TimeSpan.FromSeconds(60L * period.Count), false);
            case PeriodUnit.Hour:
                return (utc + TimeSpan.FromSeconds(3600L * period.Count), false);
            case PeriodUnit.WorkingDay:
                return FromList(_working, today, period);
            case PeriodUnit.TradingDay:
                return FromList(_trading, today, period);
            case PeriodUnit.Day:
                return CalendarDays(today, period);
            case PeriodUnit.Year:
                return (MidnightAfter(YearsOn(today, period.Count)), false);
            default:
                return (Walk(local, period.Unit).AddHours(-8), false);
        }
    }

    private (DateTime Utc, bool Provisional) FromList(List<DateTime> days, DateTime today, Period period)
    {
        var from = period.Inclusive ? today : today.AddDays(1);
        var index = days.BinarySearch(from);
        var last = days[(index < 0 ? ~index : index) + period.Count - 1];
        return (MidnightAfter(last), AnyUnpublished(from, last));
    }

    private (DateTime Utc, bool Provisional) CalendarDays(DateTime today, Period period)
    {
        var nominal = today;
        for (var left = period.Count - (period.Inclusive ? 1 : 0); left > 0; left--)
        {
            nominal = nominal.AddHours(24);
        }

        if (!period.Roll)
        {
            return (MidnightAfter(nominal), false);
        }

        var end = _off.Contains(nominal) ? _working.First(day => day > nominal) : nominal;
        return (MidnightAfter(end), AnyUnpublished(nominal, end));
    }

    // The same date; 29 February becomes the 28th where there is none.
    private static DateTime YearsOn(DateTime today, int years)
    {
        var leapless = today is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(today.Year + years);
        return new DateTime(today.Year + years, today.Month, leapless ? 28 : today.Day, 0, 0, 0, today.Kind);
    }

    private static DateTime Walk(DateTime local, PeriodUnit unit)
    {
        var hour = local.Date.AddHours(local.Hour + 1);
        while (hour.Hour != 0 || !Ends(hour, unit))
        {
            hour = hour.AddHours(1);
        }

        return hour;
    }

    private static bool Ends(DateTime midnight, PeriodUnit unit) => unit switch
    {
        PeriodUnit.WeekEnd => midnight.DayOfWeek == DayOfWeek.Monday,
        PeriodUnit.MonthEnd => midnight.Day == 1,
        _ => true,
    };

    private bool AnyUnpublished(DateTime from, DateTime to) =>
        Enumerable.Range(from.Year, to.Year - from.Year + 1).Any(year => !_published.Contains(year));

    private void ReadDays(string path, HashSet<DateTime> holidays, HashSet<DateTime> makeUps)
    {
        var days = holidays;
        foreach (var line in File.ReadLines(path).SkipWhile(line => line != "years:"))
        {
            days = line.Contains("holidays:", StringComparison.Ordinal) ? holidays : line.Contains("make-up", StringComparison.Ordinal) ? makeUps : days;
            foreach (Match range in Range().Matches(line))
            {
                var to = DateTime.Parse(range.Groups[range.Groups[2].Success ? 2 : 1].Value);
                for (var day = DateTime.Parse(range.Groups[1].Value); day <= to; day = day.AddDays(1))
                {
                    if (_published.Contains(day.Year))
                    {
                        days.Add(day);
                    }
                }
            }
        }
    }

    private static DateTime MidnightAfter(DateTime localDay) => localDay.AddDays(1).AddHours(-8);

    [GeneratedRegex(@"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")]
    private static partial Regex Range();
}
