using System.Linq.Expressions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Web;

/// <summary>
/// Which complaints, and which other matters, somebody may see: the one filter of pages, lists, counts, API and exports. It means what <c>Permissions.Reaches</c> means, less the
/// complaints kept from this person, and what the post's sight adds or takes (<see cref="Sight"/>). A confidential one is for those who handle it and for posts that may read such.
/// </summary>
public static partial class Scope
{
    public static IQueryable<ComplaintRow> VisibleTo(this IQueryable<ComplaintRow> complaints, CurrentActor who)
    {
        var visible = complaints.VisibleTo(who.Actor, who.Institution);
        if (who.Channel is not { } channel)
        {
            return visible;
        }

        var person = who.Person.Id; // a channel's system sees what it sent in itself
        return visible.Where(row => row.Channel == channel && row.FirstContact == person);
    }

    public static IQueryable<ComplaintRow> VisibleTo(this IQueryable<ComplaintRow> complaints, Actor actor, Institution institution)
    {
        if (institution.SightOf(actor) == Sight.Nothing)
        {
            return complaints.Where(row => false);
        }

        var (person, between) = (actor.Person, $" {actor.Person} ");
        var open = complaints.Where(row => row.AboutPerson != person && !row.Recused.Contains(between));
        var sight = institution.SightOf(actor);
        var reached = sight == Sight.Assigned ? open.Where(InHands(actor, institution)) : SeesAll(actor, institution) ? open : open.Where(Reaches(actor, institution));
        return reached.Where(Discreet(actor, institution));
    }

    /// <summary>Obligations of visible complaints.</summary>
    public static IQueryable<ObligationRow> Of(this IQueryable<ObligationRow> obligations, IQueryable<ComplaintRow> visible) =>
        obligations.Where(obligation => visible.Any(row => row.StreamId == obligation.StreamId));

    /// <summary>Obligations of visible complaints and other matters.</summary>
    public static IQueryable<ObligationRow> Of(this IQueryable<ObligationRow> obligations, IQueryable<ComplaintRow> visible, IQueryable<MatterRow> matters) =>
        obligations.Where(obligation => visible.Any(row => row.StreamId == obligation.StreamId) || matters.Any(row => row.StreamId == obligation.StreamId));

    /// <summary>The unit and everything below it.</summary>
    public static IReadOnlyList<string> Below(this Institution institution, string unit) =>
        [.. institution.Units.Where(below => institution.IsAtOrAbove(unit, below.Id)).Select(below => below.Id)];

    // Whoever reads confidential cases does not read those about the own unit, unless it handles them.
    private static Expression<Func<ComplaintRow, bool>> Discreet(Actor actor, Institution institution)
    {
        var unit = actor.Unit;
        var mayRead = institution.May(actor.Post, Capability.ReadConfidential);
        Expression<Func<ComplaintRow, bool>> open = row => row.Kind != Complaint.OfEmployee && !row.Flags.Contains($" {Complaint.Confidential} ");
        return Or(Or(open, row => mayRead && row.AboutUnit != unit), Or(InHands(actor, institution), row => row.ResponsibleUnit == unit || row.CoHandlers.Contains($" {unit} ")));
    }

    private static bool SeesAll(Actor actor, Institution institution) => institution.SightOf(actor) == Sight.All || institution.ReachOf(actor.Unit) == institution.Root.Id;

    private static Expression<Func<ComplaintRow, bool>> Reaches(Actor actor, Institution institution)
    {
        var unit = actor.Unit;
        var reach = institution.Below(institution.ReachOf(unit));
        var reaches = Or(InHands(actor, institution), row => reach.Contains(row.ResponsibleUnit!) || reach.Contains(row.AboutUnit!) || reach.Contains(row.AcceptingUnit!)); // null is in no list
        foreach (var asked in institution.Below(unit).Select(below => $" {below} "))
        {
            reaches = Or(reaches, row => row.CoHandlers.Contains(asked));
        }

        return reaches;
    }

    // In the person's own hands: now, at first, or offered to the person or the unit.
    private static Expression<Func<ComplaintRow, bool>> InHands(Actor actor, Institution institution)
    {
        var (person, unit) = (actor.Person, actor.Unit);
        Expression<Func<ComplaintRow, bool>> inHands = row => row.ResponsiblePerson == person || row.FirstContact == person || row.OfferedTo == person || row.OfferedTo == unit;
        foreach (var away in institution.Delegates.Where(period => period.By == person))
        {
            inHands = Or(inHands, row => row.OfferedTo == away.For && row.LastEntryAt >= away.From && row.LastEntryAt < away.Until);
        }

        return inHands;
    }

    private static Expression<Func<TRow, bool>> Or<TRow>(Expression<Func<TRow, bool>> left, Expression<Func<TRow, bool>> right)
    {
        var body = new Rename(right.Parameters[0], left.Parameters[0]).Visit(right.Body);
        return Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(left.Body, body), left.Parameters);
    }

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
