using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Organisations;

/// <summary>A unit in the tree.</summary>
/// <param name="Depth">0 for the root.</param>
/// <param name="People">How many hold a post there.</param>
/// <param name="Missing">How many required posts nobody holds there.</param>
public sealed record UnitLine(OrgUnit Unit, int Depth, int People, int Missing);

/// <summary>A post that a clause requires of a unit, with whoever holds it there.</summary>
public sealed record RequiredPost(Post Post, string Clause, string Says, IReadOnlyList<Person> Holders)
{
    public bool IsMissing => Holders.Count == 0;
}

/// <summary>The organisation as pages show it, at one moment. Pure.</summary>
public sealed class OrganisationView(Institution institution, IReadOnlyList<Policy> policies)
{
    private readonly ILookup<string, (Person Person, Assignment Post)> holders = institution.Holders.ToLookup(holder => holder.Post.Unit);

    public static OrganisationView Of(House house, DateOnly day) => new(house.Institution, house.On(day));

    /// <summary>The open units at and below one, each above what lies below it.</summary>
    public IReadOnlyList<UnitLine> Tree(string from) => [.. Below(institution.Unit(from)!, 0)]; // asked for with a unit that is there

    /// <summary>The people who work in a unit, as its posts are ordered.</summary>
    public IReadOnlyList<Person> PeopleOf(string unit) => [.. holders[unit].Select(holder => holder.Person).DistinctBy(person => person.Id)];

    /// <summary>What the adopted rules require of a unit of this kind. Of departments and hotlines one of the institution's is enough, so they are asked only where none has it.</summary>
    public IReadOnlyList<RequiredPost> Required(OrgUnit unit) =>
    [
        .. from policy in policies
           from clause in policy.Clauses
           from need in clause.RequiresPosts
           where need.UnitKind == unit.Kind && institution.Posts.ContainsKey(need.Post)
           let held = holders[unit.Id].Where(holder => holder.Post.Post == need.Post).Select(holder => holder.Person).ToList()
           where held.Count > 0 || need.UnitKind is not ("department" or "hotline") || !institution.Holders.Any(holder => holder.Post.Post == need.Post && institution.Unit(holder.Post.Unit)?.Kind == need.UnitKind)
           group (clause, held) by need.Post into same
           select new RequiredPost(institution.Posts[same.Key], same.First().clause.Id, same.First().clause.Says, same.First().held),
    ];

    private IEnumerable<UnitLine> Below(OrgUnit unit, int depth) => institution.Units.Where(below => below.Parent == unit.Id && below.IsOpen).SelectMany(below => Below(below, depth + 1))
        .Prepend(new(unit, depth, PeopleOf(unit.Id).Count, Required(unit).Count(need => need.IsMissing)));
}
