namespace Shouwen.Domain.Calendars;

/// <summary>Where a list of holidays comes from.</summary>
/// <param name="Source">The package, file or person that the list was taken from.</param>
/// <param name="Version">The version of that source, or null.</param>
/// <param name="Licence">The licence of the data, or null.</param>
/// <param name="CheckedAgainst">The independent list it was compared with, or null when it was not.</param>
public sealed record HolidayProvenance(string Source, string? Version = null, string? Licence = null, string? CheckedAgainst = null);

/// <summary>The days off and make-up workdays that lie in one published year.</summary>
/// <param name="Year">The year of every date here, also of those that the next year's notice announced.</param>
/// <param name="Holidays">Every day off with its name, weekend days within a holiday included.</param>
/// <param name="MakeUpWorkdays">Every Saturday or Sunday that is worked, with the name of the holiday it makes up for.</param>
/// <param name="Notice">The number of the State Council's notice for the year, or null where it is not known for certain.</param>
public sealed record HolidayYear(
    int Year, IReadOnlyDictionary<DateOnly, string> Holidays, IReadOnlyDictionary<DateOnly, string> MakeUpWorkdays, string? Notice = null)
{
    /// <summary>Whether people generally work on a day of this year.</summary>
    public bool IsWorked(DateOnly day) =>
        MakeUpWorkdays.ContainsKey(day) || (!Holidays.ContainsKey(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
}

/// <summary>The statutory holidays of the published years, with their provenance. Immutable.</summary>
public sealed class HolidayData
{
    private readonly SortedDictionary<int, HolidayYear> _years = [];

    /// <summary>Refuses a year listed twice, a date outside its year, a make-up workday that is no weekend or also a day off.</summary>
    public HolidayData(HolidayProvenance provenance, IEnumerable<HolidayYear> years)
    {
        Provenance = provenance;
        foreach (var year in years)
        {
            Check(year);
            if (!_years.TryAdd(year.Year, year))
            {
                throw new ArgumentException($"Year {year.Year} is listed twice.", nameof(years));
            }
        }
    }

    /// <summary>No year is published: every day is judged by its weekday and every count in such days is provisional.</summary>
    public static HolidayData Empty { get; } = new(new HolidayProvenance("none"), []);

    public HolidayProvenance Provenance { get; }

    /// <summary>The published years, earliest first.</summary>
    public IReadOnlyCollection<HolidayYear> Years => _years.Values;

    public bool IsPublished(int year) => _years.ContainsKey(year);

    /// <summary>The same data with one year published, or replaced where it was already.</summary>
    public HolidayData With(HolidayYear year) =>
        new(Provenance, _years.Values.Where(known => known.Year != year.Year).Append(year));

    private static void Check(HolidayYear year)
    {
        foreach (var date in year.Holidays.Keys.Concat(year.MakeUpWorkdays.Keys))
        {
            if (date.Year != year.Year)
            {
                throw new ArgumentException($"{date:yyyy-MM-dd} does not lie in {year.Year}.");
            }
        }

        foreach (var date in year.MakeUpWorkdays.Keys)
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                throw new ArgumentException($"{date:yyyy-MM-dd} is no weekend and cannot be a make-up workday.");
            }

            if (year.Holidays.ContainsKey(date))
            {
                throw new ArgumentException($"{date:yyyy-MM-dd} is both a day off and a make-up workday.");
            }
        }
    }
}
