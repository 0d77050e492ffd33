using Shouwen.Domain.Calendars;

namespace Shouwen.Policies.Tests;

/// <summary>The calendar against the oracle over random cases; the seed is fixed, so a failure repeats.</summary>
public sealed class CalendarsOracleTests
{
    private const int Calendars = 50;
    private const int CasesEach = 2_000;

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly PeriodUnit[] Units = Enum.GetValues<PeriodUnit>();

    [Fact]
    public void Add_HundredThousandRandomCases_AgreesWithTheOracle()
    {
        var random = new Random(20260212);
        var units = new Dictionary<(PeriodUnit, bool), int>();
        List<string> differences = [];
        for (var i = 0; i < Calendars; i++)
        {
            var (calendar, oracle) = RandomPair(random);
            for (var j = 0; j < CasesEach; j++)
            {
                var (start, period) = (RandomMoment(random), RandomPeriod(random));
                var due = calendar.Add(start, period);
                var (utc, provisional) = oracle.Add(start.UtcDateTime, period);
                units[(period.Unit, due.Provisional)] = units.GetValueOrDefault((period.Unit, due.Provisional)) + 1;
                if (due.At.UtcDateTime != utc || due.Provisional != provisional || due.At.Offset != TimeSpan.FromHours(8))
                {
                    differences.Add(FormattableString.Invariant($"calendar {i}, {start:O} + {period}: {due.At:O} {due.Provisional}, oracle {utc:O} {provisional}"));
                }
            }
        }

        Assert.Empty(differences.Take(20));
        Assert.All(Units, unit => Assert.True(units[(unit, false)] > 1_000, $"{unit} was hardly tried"));
        Assert.All([PeriodUnit.WorkingDay, PeriodUnit.TradingDay, PeriodUnit.Day], unit => Assert.True(units[(unit, true)] > 500));
    }

    [Fact]
    public void Explain_RandomCases_CountsToTheDueTimeOfAdd()
    {
        var random = new Random(20260311);
        for (var i = 0; i < Calendars; i++)
        {
            var (calendar, _) = RandomPair(random);
            for (var j = 0; j < CasesEach / 10; j++)
            {
                var (start, period) = (RandomMoment(random), RandomPeriod(random));

                var proof = calendar.Explain(start, period);

                Assert.Equal(calendar.Add(start, period), proof.Due);
                AssertCounts(calendar, calendar.Graces.Resolve(period), proof);
            }
        }
    }

    private static void AssertCounts(Calendar calendar, Period length, DueProof proof)
    {
        if (!length.IsInDays)
        {
            return;
        }

        var counted = proof.Days.Where(day => day.Counted is not null).Select(day => day.Counted!.Value);
        Assert.Equal(Enumerable.Range(1, length.Count), counted);
        Assert.Equal(calendar.EndOf(proof.Days[^1].Date), proof.Due.At);
        Assert.Equal(calendar.DateOf(proof.Start), proof.Days[0].Date);
        Assert.All(proof.Days, day => Assert.Equal(calendar.Describe(day.Date), new DayInfo(day.Date, day.Kind, day.Name)));
    }

    private static (Calendar Calendar, CalendarsOracle Oracle) RandomPair(Random random)
    {
        var china = CalendarFiles.Load(CalendarsChina.Path);
        var years = china.Years.Where(_ => random.Next(10) > 0).ToList();
        var graces = new Graces(
            new Period(random.Next(1, 90), PeriodUnit.Minute), new Period(random.Next(1, 5), PeriodUnit.Hour), new Period(random.Next(1, 3), PeriodUnit.WorkingDay));
        var closing = new Dictionary<DateOnly, string>();
        for (var left = random.Next(300); left > 0; left--)
        {
            closing[new DateOnly(2004, 1, 1).AddDays(random.Next(9_000))] = "休业";
        }

        var calendar = new Calendar(new HolidayData(china.Provenance, years), Shanghai, graces, closing);
        return (calendar, new CalendarsOracle(CalendarsChina.Path, years.Select(year => year.Year).ToHashSet(), graces, closing.Keys));
    }

    // A quarter of the moments lies on a local midnight or one tick beside it.
    private static DateTimeOffset RandomMoment(Random random)
    {
        var local = new DateTime(2004, 1, 1).AddDays(random.Next(8_765)).AddSeconds(random.Next(86_400));
        local = random.Next(4) == 0 ? local.Date.AddTicks(random.Next(-1, 2)) : local;
        return new DateTimeOffset(local, TimeSpan.FromHours(8)).ToOffset(TimeSpan.FromHours(random.Next(-8, 10)));
    }

    private static Period RandomPeriod(Random random)
    {
        var unit = Units[random.Next(Units.Length)];
        var isInDays = unit is PeriodUnit.WorkingDay or PeriodUnit.TradingDay or PeriodUnit.Day;
        return new Period(random.Next(1, isInDays ? 75 : 500), unit, isInDays && random.Next(3) == 0, unit != PeriodUnit.Day || random.Next(3) > 0);
    }
}
