using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Institutions;

/// <summary>A post that a clause demands in a unit.</summary>
/// <param name="Holders">Who holds it there; empty where it is missing.</param>
public sealed record PostDemand(Clause Clause, Post Post, OrgUnit Unit, IReadOnlyList<Person> Holders)
{
    public bool IsMissing => Holders.Count == 0;

    /// <summary>
    /// Every demand of these policies, clause by clause, in the units that are open. Of departments and hotlines one in the institution is enough: such a demand is shown where it is met,
    /// else of each of them. Posts and kinds of units that the institution does not know are demanded of nobody.
    /// </summary>
    public static IEnumerable<PostDemand> Of(Institution institution, IEnumerable<Policy> policies)
    {
        var holders = institution.Holders.ToLookup(holder => (holder.Post.Post, holder.Post.Unit), holder => holder.Person);
        var units = institution.Units.Where(unit => unit.IsOpen).ToLookup(unit => unit.Kind);
        return from policy in policies
               from clause in policy.Clauses
               from need in clause.RequiresPosts
               where institution.Posts.ContainsKey(need.Post)
               let isOneEnough = need.UnitKind is "department" or "hotline" && units[need.UnitKind].Any(unit => holders.Contains((need.Post, unit.Id)))
               from unit in units[need.UnitKind]
               let held = holders[(need.Post, unit.Id)].ToList()
               where held.Count > 0 || !isOneEnough
               select new PostDemand(clause, institution.Posts[need.Post], unit, held);
    }
}
