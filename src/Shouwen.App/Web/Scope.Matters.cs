using System.Linq.Expressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Web;

// Incidents, campaigns, funds and their like: by the unit that opened one, the unit it is about, and those of an incident's complaints.
public static partial class Scope
{
    public static IQueryable<MatterRow> VisibleTo(this IQueryable<MatterRow> matters, CurrentActor who) =>
        who.Channel is null ? matters.VisibleTo(who.Actor, who.Institution) : matters.Where(row => false); // a channel's system has to do with complaints only

    public static IQueryable<MatterRow> VisibleTo(this IQueryable<MatterRow> matters, Actor actor, Institution institution)
    {
        if (institution.SightOf(actor) == Sight.Nothing)
        {
            return matters.Where(row => false);
        }

        var seesFunds = institution.May(actor.Post, Capability.ReadFunds); // a fund belongs to nobody's unit
        var open = matters.Where(row => row.Kind != AggregateKind.Fund || seesFunds);
        if (SeesAll(actor, institution))
        {
            return open;
        }

        var person = actor.Person;
        var reach = institution.Below(institution.ReachOf(actor.Unit));
        var above = institution.Upwards(actor.Unit).SelectMany(unit => institution.Units.Where(other => institution.ReachOf(other.Id) == unit.Id)).Select(unit => unit.Id).ToList();
        Expression<Func<MatterRow, bool>> reaches = row => row.Kind == AggregateKind.Fund || row.ResponsiblePerson == person || reach.Contains(row.ResponsibleUnit!) || reach.Contains(row.AboutUnit!) // null is in no list
            || (row.Kind == AggregateKind.Campaign && above.Contains(row.ResponsibleUnit!));
        foreach (var unit in reach.Select(below => $" {below} "))
        {
            reaches = Or(reaches, row => row.Units.Contains(unit));
        }

        return open.Where(reaches);
    }

    /// <summary>What was handed in for the unit and those below it, or for everybody.</summary>
    public static IQueryable<SubmissionRow> VisibleTo(this IQueryable<SubmissionRow> submissions, CurrentActor who)
    {
        var units = DutyUnits(who.Actor, who.Institution).ToList();
        return who.Channel is null ? submissions.Where(row => units.Contains(row.Unit)) : submissions.Where(row => false);
    }

    /// <summary>The units whose periodic duties a person looks after: what the unit reaches.</summary>
    public static IReadOnlySet<string> DutyUnits(Actor actor, Institution institution) => institution.SightOf(actor) == Sight.Nothing ? new HashSet<string>()
        : SeesAll(actor, institution) ? institution.Units.Select(unit => unit.Id).ToHashSet() : institution.Below(institution.ReachOf(actor.Unit)).ToHashSet();
}
