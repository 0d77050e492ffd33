using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Web;

// Incidents, campaigns, funds and their like: by the unit that opened one and the unit it is about.
public static partial class Scope
{
    /// <summary>A post that may do one of these sees the funds.</summary>
    public static readonly IReadOnlyList<string> OfFunds = ["set-budget", "approve"];

    public static IQueryable<MatterRow> VisibleTo(this IQueryable<MatterRow> matters, CurrentActor who) =>
        who.Channel is null ? matters.VisibleTo(who.Actor, who.Institution) : matters.Where(row => false); // a channel's system has to do with complaints only

    public static IQueryable<MatterRow> VisibleTo(this IQueryable<MatterRow> matters, Actor actor, Institution institution)
    {
        if (actor.Post == Administrator)
        {
            return matters.Where(row => false);
        }

        var seesFunds = SeesFunds(actor, institution);
        var open = matters.Where(row => row.Kind != AggregateKind.Fund || seesFunds);
        if (SeesAll(actor, institution))
        {
            return open;
        }

        var person = actor.Person;
        var reach = institution.Below(institution.ReachOf(actor.Unit));
        var above = institution.Upwards(actor.Unit).SelectMany(unit => institution.Units.Where(other => institution.ReachOf(other.Id) == unit.Id)).Select(unit => unit.Id).ToList();
        return open.Where(row => row.Kind == AggregateKind.Fund || row.ResponsiblePerson == person || reach.Contains(row.ResponsibleUnit!) || reach.Contains(row.AboutUnit!) // null is in no list
            || (row.Kind == AggregateKind.Campaign && above.Contains(row.ResponsibleUnit!)));
    }

    /// <summary>The fund belongs to nobody's unit: whoever sets its budget or signs what is paid from it looks at it, and auditors.</summary>
    public static bool SeesFunds(Actor actor, Institution institution) =>
        actor.Post == Auditor || (institution.Posts.TryGetValue(actor.Post, out var post) && OfFunds.Any(post.May.Contains));
}
