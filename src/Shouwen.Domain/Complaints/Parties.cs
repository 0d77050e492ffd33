using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Finds whom a relation means for a complaint, and whether somebody is meant.</summary>
public static class Parties
{
    /// <summary>The party as things stand. Never fails: what the institution lacks stays null.</summary>
    /// <param name="trigger">The entry that started the obligation: a co-handler is the unit asked there.</param>
    /// <param name="owing">The unit that owes, where each unit of a kind does.</param>
    public static Party Resolve(this Institution institution, Relation relation, Complaint complaint, Entry? trigger, DateTimeOffset at, string? owing = null)
    {
        if (relation.Unit is null)
        {
            var (person, home) = PersonOf(institution, relation.Role!, complaint, trigger);
            return new(relation, person is null ? null : institution.ActingFor(person, at), home);
        }

        var unit = relation.Unit == "owing-unit" ? owing : UnitOf(institution, relation, complaint, trigger);
        if (relation.Role is null)
        {
            return new(relation, null, unit);
        }

        var held = Holder(institution, relation, unit);
        return new(relation, held.Person is null ? null : institution.ActingFor(held.Person, at), held.Unit ?? unit);
    }

    /// <summary>Whether an actor is whom the relation means: the post in the unit (or above it, where the relation says so), the person, or anybody of the unit.</summary>
    public static bool IsMeant(this Institution institution, Relation relation, Actor actor, Complaint complaint)
    {
        if (relation.Unit is null)
        {
            return PersonOf(institution, relation.Role!, complaint, null).Person == actor.Person;
        }

        var unit = UnitOf(institution, relation, complaint, null);
        if (relation.Unit == "unit-above" && unit == complaint.ResponsibleUnit)
        {
            return false; // nothing is above the root
        }

        var inUnit = actor.Unit == unit || (relation.OrAbove && institution.IsAtOrAbove(actor.Unit, unit));
        return relation.IsNamedDuty ? Holder(institution, relation, unit).Person == actor.Person : inUnit && (relation.Role is null || relation.Role == actor.Post);
    }

    /// <summary>The person to whom a unit's new cases go: the post that handles first.</summary>
    public static Actor? DefaultHandler(this Institution institution, string unit, Complaint complaint) => institution.Holders
        .Where(holder => holder.Post.Unit == unit && !complaint.Recused.Contains(holder.Person.Id) && holder.Person.Id != complaint.Data.Text("about.person") && institution.Posts[holder.Post.Post].Handles > 0)
        .OrderByDescending(holder => institution.Posts[holder.Post.Post].Handles).Select(holder => Institution.ActorOf(holder.Person, holder.Post)).FirstOrDefault();

    private static (string? Person, string? Unit) PersonOf(Institution institution, string role, Complaint complaint, Entry? trigger)
    {
        var person = role switch
        {
            "first-contact" => complaint.FirstContact,
            "handler" => complaint.ResponsiblePerson,
            "respondent" => complaint.Data.Text("about.person"),
            "proposer" => complaint.Proposal?.Actor.Person,
            _ => null,
        };
        return role switch
        {
            "handler" => (person, complaint.ResponsibleUnit),
            "co-handler" => (null, trigger?.Data.Text("unit") ?? complaint.CoHandlings.LastOrDefault()?.Unit),
            "superior" => Superior(institution, complaint),
            _ => (person, institution.Person(person)?.Usual?.Unit),
        };
    }

    private static (string?, string?) Superior(Institution institution, Complaint complaint) => institution.Upwards(complaint.ResponsibleUnit)
        .Select(unit => (institution.HolderOf("unit-head", unit.Id)?.Id, (string?)unit.Id)).FirstOrDefault(head => head.Id is not null && head.Id != complaint.ResponsiblePerson);

    // "branch or above" of a matter that concerns no branch is the head office.
    private static string? UnitOf(Institution institution, Relation relation, Complaint complaint, Entry? trigger) =>
        UnitOf(institution, relation.Unit!, complaint, trigger) ?? (relation.OrAbove ? institution.Root.Id : null);

    private static string? UnitOf(Institution institution, string word, Complaint complaint, Entry? trigger) => word switch
    {
        "responsible-unit" => complaint.ResponsibleUnit,
        "about-unit" or "complained-about-unit" => complaint.AboutUnit,
        "accepting-unit" => complaint.AcceptingUnit,
        "unit-above" => institution.Unit(complaint.ResponsibleUnit)?.Parent ?? institution.Root.Id,
        "trigger-unit" => trigger?.Data.Text("unit") ?? trigger?.Data.Text("to-unit"),
        "co-handling-unit" => trigger?.Data.Text("unit") ?? complaint.CoHandlings.LastOrDefault()?.Unit,
        "branch" or "sub-branch" => new[] { complaint.AboutUnit, complaint.ResponsibleUnit, complaint.AcceptingUnit }
            .SelectMany(institution.Upwards).FirstOrDefault(unit => unit.Kind == word)?.Id,
        "head-office" or "headquarters" => institution.Root.Id,
        "hotline" => institution.Units.FirstOrDefault(unit => unit.Kind == "hotline")?.Id,
        _ => institution.Unit(word)?.Id,
    };

    private static (string? Person, string? Unit) Holder(Institution institution, Relation relation, string? unit)
    {
        foreach (var at in institution.Upwards(unit))
        {
            var person = relation.IsNamedDuty ? at.NamedPersons.GetValueOrDefault(relation.Role!) : institution.HolderOf(relation.Role!, at.Id)?.Id;
            if (person is not null || !relation.OrAbove)
            {
                return (person, at.Id);
            }
        }

        return default;
    }
}
