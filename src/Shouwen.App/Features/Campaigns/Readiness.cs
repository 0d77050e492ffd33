using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Campaigns;

namespace Shouwen.App.Features.Campaigns;

/// <summary>How one step stands in a unit and those below it.</summary>
/// <param name="Done">Of <paramref name="All"/> that the rules ask for.</param>
/// <param name="Next">The open one that is due first.</param>
public sealed record ReadyCell(int Done, int All, Obligation? Next, bool IsOver)
{
    public bool IsReady => Next is null;
}

/// <param name="Cells">One for each of <see cref="Readiness.Steps"/>.</param>
/// <param name="Complaints">About the product, so far.</param>
/// <param name="HasBelow">There are units below to look at.</param>
public sealed record ReadyRow(OrgUnit Unit, IReadOnlyList<ReadyCell> Cells, CustomerFigures Customers, int Complaints, bool HasBelow);

/// <summary>Whether a campaign is ready, as the rules have it: every step is what clauses ask of a unit, and is done when nothing of it is owed any more. Pure.</summary>
public sealed record Readiness(IReadOnlyList<ReadyRow> Rows, IReadOnlyList<Obligation> Missing)
{
    /// <summary>What the work is made of, each with the actions that do it.</summary>
    public static readonly IReadOnlyList<(string Title, IReadOnlyList<string> Actions)> Steps =
    [
        ("方案", ["design-plan", "approve-plan"]), ("话术", ["publish-script", "confirm-script"]), ("培训", ["hold-training", "confirm-training"]), ("公告", ["post-materials", "check-materials"]), ("名单", ["issue-customers", "assign-customers"]),
    ];

    /// <param name="units">Those to show; of the first, which lies over the others, only what it owes itself is shown.</param>
    /// <param name="groups">The customers in sight.</param>
    /// <param name="complaints">How many there are of each unit.</param>
    public static Readiness Of(CaseSight sight, IReadOnlyList<OrgUnit> units, IReadOnlyList<CustomerGroup> groups, IReadOnlyDictionary<string, int> complaints)
    {
        var institution = sight.Institution;
        var owed = sight.Obligations.Where(each => each.CancelledAt is null && StepOf(each) is not null).ToList();
        var head = units[0].Id;
        bool Within(OrgUnit unit, string? id) => unit.Id == head ? id == head || institution.Unit(id)?.Parent == head && !units.Any(other => other.Id == id) : institution.IsAtOrAbove(unit.Id, id);
        var rows = units.Select(unit => new ReadyRow(
            unit,
            [.. Steps.Select((_, step) => Cell([.. owed.Where(each => StepOf(each) == step && Within(unit, UnitOf(each, institution)))], sight.Now))],
            CustomerFigures.Of(groups.Where(group => Within(unit, group.Unit))),
            complaints.Where(pair => Within(unit, pair.Key)).Sum(pair => pair.Value),
            unit.Id != head && institution.Units.Any(below => below.Parent == unit.Id))).ToList();
        return new([.. rows.Where(row => row.Unit.Id == head || row.Cells.Any(cell => cell.All > 0) || row.Customers.Customers > 0)],
            [.. owed.Where(each => each.IsOpen && units.Any(unit => Within(unit, UnitOf(each, institution)))).OrderBy(each => each.Due.At)]);
    }

    /// <summary>The unit that has to act.</summary>
    public static string UnitOf(Obligation owed, Institution institution) => owed.OwedBy.Unit ?? institution.Person(owed.OwedBy.Person)?.Usual?.Unit ?? institution.Root.Id;

    public static int? StepOf(Obligation owed)
    {
        for (var step = 0; step < Steps.Count; step++)
        {
            if (owed.Rule.MetBy.Options.Any(option => Steps[step].Actions.Contains(option.Action)))
            {
                return step;
            }
        }

        return null;
    }

    private static ReadyCell Cell(List<Obligation> owed, DateTimeOffset now)
    {
        var next = owed.Where(each => each.IsOpen).MinBy(each => each.Due.At);
        return new(owed.Count(each => !each.IsOpen), owed.Count, next, next is not null && next.Due.At < now);
    }
}
