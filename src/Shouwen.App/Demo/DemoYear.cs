using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Demo;

/// <summary>
/// A year of complaints up to a moment, in every state: the same seed, institution and moment give the same year. Steps that would lie in the
/// future are left out, so the newest complaints are caught in the middle of their handling.
/// </summary>
internal sealed class DemoYear(DemoMaterial material, Institution institution, Calendar calendar, DateTimeOffset now, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<OrgUnit> outlets = [.. institution.Units.Where(unit => unit.Kind == "sub-branch")];

    /// <summary>All steps, earliest first.</summary>
    public IReadOnlyList<DemoStep> Steps()
    {
        var steps = new List<DemoStep>();
        var today = calendar.DateOf(now);
        var serial = 0;
        for (var day = today.AddDays(-365); day <= today; day = day.AddDays(1))
        {
            for (var i = HowMany(day, today); i > 0; i--)
            {
                steps.AddRange(new DemoComplaint(NewFacts(day, ++serial), calendar, random).Steps());
            }
        }

        return [.. steps.Where(step => step.At <= now).OrderBy(step => step.At).ThenBy(step => step.Label, StringComparer.Ordinal)];
    }

    private int HowMany(DateOnly day, DateOnly today)
    {
        if (!calendar.IsWorkingDay(day))
        {
            return random.Next(8) == 0 ? 1 : 0;
        }

        var busy = today.DayNumber - day.DayNumber < 21 ? 2 : 1;
        return random.Next(busy + 1) + (random.Next(5) == 0 ? 1 : 0);
    }

    private DemoFacts NewFacts(DateOnly day, int serial)
    {
        var kind = material.Cases[random.Next(material.Cases.Count)];
        var minute = random.Next(9 * 60, 17 * 60);
        var count = random.Next(40) == 0 ? random.Next(10, 16) : 1;
        return new($"D{serial:0000}", kind, calendar.StartOf(day).AddMinutes(minute), outlets[random.Next(outlets.Count)], kind.Channels[random.Next(kind.Channels.Count)],
            material.Surnames[random.Next(material.Surnames.Count)] + material.GivenNames[random.Next(material.GivenNames.Count)], FormattableString.Invariant($"1990000{random.Next(10000):0000}"), count, Course());
    }

    private Course Course() => random.Next(100) switch
    {
        < 4 => Demo.Course.Declined,
        < 8 => Demo.Course.Withdrawn,
        < 10 => Demo.Course.Voided,
        < 17 => Demo.Course.Extended,
        < 25 => Demo.Course.Late,
        < 31 => Demo.Course.Dissatisfied,
        < 36 => Demo.Course.LeftLying,
        _ => Demo.Course.Ordinary,
    };
}

/// <summary>How a complaint goes.</summary>
internal enum Course { Ordinary, Late, Extended, Dissatisfied, LeftLying, Declined, Withdrawn, Voided }

/// <param name="ReceivedAt">During office hours.</param>
/// <param name="Phone">Of a number range that is not in use.</param>
/// <param name="Count">How many people stand behind it.</param>
internal sealed record DemoFacts(string Label, DemoCase Kind, DateTimeOffset ReceivedAt, OrgUnit Outlet, string Channel, string Name, string Phone, int Count, Course Course);
