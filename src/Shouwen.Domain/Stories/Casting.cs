using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Stories;

/// <summary>
/// Finds who performs a step: whom it names; else the responsible person if entitled; else the first person in the institution's file, nearest
/// unit first, whom no permission, recusal, two-person rule or gate about persons would refuse.
/// </summary>
public static class Casting
{
    public static (Actor? Actor, Decision Decision) Decide(
        Complaint complaint, Func<Actor, Complaints.Proposal> propose, string? by, Surroundings surroundings, Func<Complaint, Complaints.Proposal, Surroundings, Decision> decide)
    {
        (Actor Actor, Decision Decision)? fallback = null;
        var isFallbackPermitted = false;
        foreach (var actor in by is null ? Candidates(complaint, propose(Actor.System), surroundings) : Named(by, surroundings.Institution, propose(Actor.System).At))
        {
            var proposal = propose(actor);
            var isPermitted = !Permissions.Refuse(complaint, proposal, surroundings).Any();
            if (!isPermitted && fallback is not null)
            {
                continue;
            }

            var decision = decide(complaint, proposal, surroundings);
            if (isPermitted && !decision.Refusals.Any(refusal => refusal.IsAboutPersons))
            {
                return (actor, decision);
            }

            if (fallback is null || (isPermitted && !isFallbackPermitted))
            {
                (fallback, isFallbackPermitted) = ((actor, decision), isPermitted);
            }
        }

        return fallback is { } first ? first : (null, Decision.No([Refusal.Permission("机构中没有可以办理的人员")]));
    }

    // In each of the person's posts, the named or default one first, then in those that the person stands in for.
    private static IEnumerable<Actor> Named(string by, Institution institution, DateTimeOffset at) => by == Actor.System.Person ? [Actor.System] : by.Contains('@', StringComparison.Ordinal)
        ? institution.Resolve(by) is { } one ? [one] : []
        : institution.Person(by) is { } person ? institution.PostsOf(by, at).Select(post => Institution.ActorOf(person, post)) : [];

    private static IEnumerable<Actor> Candidates(Complaint complaint, Complaints.Proposal proposal, Surroundings surroundings)
    {
        var institution = surroundings.Institution;
        if (complaint.ResponsiblePerson is { } responsible)
        {
            foreach (var actor in Named(responsible, institution, proposal.At))
            {
                yield return actor;
            }
        }

        var about = complaint.AboutUnit ?? proposal.Fields.Text("about.unit") ?? proposal.Fields.Texts("complaints").Select(surroundings.Other).FirstOrDefault()?.AboutUnit ?? proposal.Fields.Text("unit");
        var nearest = new[] { complaint.ResponsibleUnit, about }.OfType<string>()
            .Concat(institution.Upwards(complaint.ResponsibleUnit).Concat(institution.Upwards(about)).Select(unit => unit.Id)).Distinct().ToList();
        foreach (var unit in nearest)
        {
            foreach (var (person, post) in institution.Holders.Where(holder => holder.Post.Unit == unit))
            {
                yield return Institution.ActorOf(person, post);
            }
        }

        foreach (var (person, post) in institution.Holders.Where(holder => !nearest.Contains(holder.Post.Unit)))
        {
            yield return Institution.ActorOf(person, post);
        }
    }
}
