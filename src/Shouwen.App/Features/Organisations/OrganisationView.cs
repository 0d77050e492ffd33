using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Organisations;

/// <summary>A unit in the tree.</summary>
/// <param name="Depth">0 for the root.</param>
/// <param name="People">How many hold a post there.</param>
/// <param name="Missing">How many required posts nobody holds there.</param>
public sealed record UnitLine(OrgUnit Unit, int Depth, int People, int Missing);

/// <summary>The organisation as pages show it, at one moment. Pure.</summary>
public sealed class OrganisationView(Institution institution, IReadOnlyList<Policy> policies)
{
    private readonly ILookup<string, PostDemand> demands = PostDemand.Of(institution, policies).ToLookup(demand => demand.Unit.Id);
    private readonly ILookup<string, (Person Person, Assignment Post)> holders = institution.Holders.ToLookup(holder => holder.Post.Unit);

    public static OrganisationView Of(House house, DateOnly day) => new(house.Institution, house.On(day));

    /// <summary>The open units at and below one, each above what lies below it.</summary>
    public IReadOnlyList<UnitLine> Tree(string from) => [.. Below(institution.Unit(from)!, 0)]; // asked for with a unit that is there

    /// <summary>The people who work in a unit, as its posts are ordered.</summary>
    public IReadOnlyList<Person> PeopleOf(string unit) => [.. holders[unit].Select(holder => holder.Person).DistinctBy(person => person.Id)];

    /// <summary>What the adopted rules demand of a unit, each post once, with the first clause that does.</summary>
    public IReadOnlyList<PostDemand> Required(OrgUnit unit) => [.. demands[unit.Id].DistinctBy(demand => demand.Post.Id)];

    private IEnumerable<UnitLine> Below(OrgUnit unit, int depth) => institution.Units.Where(below => below.Parent == unit.Id && below.IsOpen).SelectMany(below => Below(below, depth + 1))
        .Prepend(new(unit, depth, PeopleOf(unit.Id).Count, Required(unit).Count(need => need.IsMissing)));
}
