using Shouwen.App.Playing;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Demo;

/// <summary>
/// A year of complaints up to a moment, in every state: the same seed, institution and moment give the same year. Steps that would lie in the
/// future are left out, so the newest complaints are caught in the middle of their handling.
/// </summary>
/// <param name="pace">Of a plain year.</param>
/// <param name="facts">What policies want to know of a complaint, for one by its serial number and day; null: what its material says.</param>
internal sealed class DemoYear(DemoMaterial material, Institution institution, Calendar calendar, DateTimeOffset now, int seed, DemoPace pace, Func<int, DateOnly, RawMap?> facts)
{
    private const int Plain = 40;

    private static readonly string[] OutletKinds = ["sub-branch", "branch", "department", "head-office"];

    // Where the last of a plain year stand, one at each stage: before which action, and how many days ago they came.
    private static readonly (string Before, int DaysAgo)[] Stops =
        [("archive", 40), ("close", 21), ("call-back", 17), ("answer", 14), ("approve", 12), ("conclude-investigation", 8), ("record-finding", 5), ("acknowledge", 3), ("accept", 1)];

    private static readonly Course[] Courses =
        [Demo.Course.Ordinary, Demo.Course.Ordinary, Demo.Course.Late, Demo.Course.Ordinary, Demo.Course.Declined, Demo.Course.Ordinary, Demo.Course.Dissatisfied, Demo.Course.Ordinary, Demo.Course.Withdrawn, Demo.Course.LeftLying, Demo.Course.Ordinary, Demo.Course.Voided];

    private readonly Random random = new(seed);
    private readonly List<OrgUnit> outlets = [.. OutletKinds.Select(kind => institution.Units.Where(unit => unit.Kind == kind).ToList()).First(units => units.Count > 0)];
    private readonly HashSet<string> lying = [];
    private readonly Dictionary<string, DemoFacts> complaints = [];

    /// <summary>Whether what falls due on a complaint is done besides its steps.</summary>
    public bool IsTended(string label) => material.IsPlain && complaints.ContainsKey(label) && !lying.Contains(label);

    /// <summary>All steps on complaints, in their order.</summary>
    public IReadOnlyList<WrittenStep> Steps()
    {
        var steps = new List<WrittenStep>();
        foreach (var facts in material.IsPlain ? PlainFacts() : DailyFacts())
        {
            complaints[facts.Label] = facts;
            steps.AddRange(new DemoComplaint(facts, material, new(institution, facts.Outlet), calendar, random).Steps());
        }

        return [.. steps.Where(step => step.At <= now)];
    }

    /// <summary>Labels of the last complaints that came before a moment at a unit or below it, those about matured products only if asked; once the steps are made.</summary>
    public IReadOnlyList<string> Recent(int count, bool isMatured, string unit, DateTimeOffset before) =>
    [
        .. complaints.Values.Where(facts => facts.ReceivedAt < before && facts.Course != Demo.Course.Voided && (!isMatured || facts.Kind.Matured) && institution.IsAtOrAbove(unit, facts.Outlet.Id))
            .OrderByDescending(facts => facts.ReceivedAt).Take(count).Select(facts => facts.Label),
    ];

    private IEnumerable<DemoFacts> DailyFacts()
    {
        var today = calendar.DateOf(now);
        var serial = 0;
        for (var day = today.AddDays(-365); day <= today; day = day.AddDays(1))
        {
            for (var i = HowMany(day, today); i > 0; i--)
            {
                yield return NewFacts(day, ++serial);
            }
        }
    }

    // Few, and spread: over the year those that have gone their course, in the last days one at each stage.
    private IEnumerable<DemoFacts> PlainFacts()
    {
        var today = calendar.DateOf(now);
        for (var serial = 1; serial <= Plain; serial++)
        {
            var last = serial - (Plain - Stops.Length) - 1;
            var day = today.AddDays(last >= 0 ? -(int)Math.Ceiling(Stops[last].DaysAgo * pace.Ago) : -365 + (serial * 320 / (Plain - Stops.Length)));
            var made = NewFacts(day, serial) with { Known = facts(serial, day), Pace = pace, Course = last >= 0 ? Demo.Course.Ordinary : Courses[serial % Courses.Length], StopsBefore = last >= 0 ? Stops[last].Before : null };
            if (made.StopsBefore == "approve")
            {
                made = made with { Kind = material.Cases.OrderByDescending(kind => kind.Severity == "severe").ThenByDescending(kind => kind.Amount).First() }; // what is grave is most likely to need a signature
            }

            if (made.Course == Demo.Course.LeftLying)
            {
                lying.Add(made.Label);
            }

            yield return made;
        }
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
            material.Surnames[random.Next(material.Surnames.Count)] + material.GivenNames[random.Next(material.GivenNames.Count)], FormattableString.Invariant($"1990000{random.Next(10000):0000}"), count, Course())
        { Serial = serial };
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
internal sealed record DemoFacts(string Label, DemoCase Kind, DateTimeOffset ReceivedAt, OrgUnit Outlet, string Channel, string Name, string Phone, int Count, Course Course)
{
    /// <summary>From 1, as they came.</summary>
    public int Serial { get; init; }

    /// <summary>Facts that policies want to know.</summary>
    public RawMap? Known { get; init; }

    public DemoPace Pace { get; init; } = DemoPace.Usual;

    /// <summary>The action before which its story ends for now; null: it goes its course.</summary>
    public string? StopsBefore { get; init; }
}
