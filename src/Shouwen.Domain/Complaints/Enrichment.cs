using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>Writes into an entry what depended on anything but the journal when it was decided, so that a replay gives the same state.</summary>
internal static class Enrichment
{
    public static Fields Of(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var (fields, actor, institution) = (proposal.Fields, proposal.Actor, surroundings.Institution);
        return proposal.Action.Name switch
        {
            "register" => Registered(fields, actor, surroundings),
            _ when proposal.Action.Aggregate == Actions.AggregateKind.Organisation => fields,
            _ when complaint.Version == 0 => Opened(proposal, surroundings),
            "assign" => Responsible(ToUnit(fields, institution), institution, fields.Text("to")!, complaint, proposal.At),
            "hand-over" => ToUnit(fields, institution),
            "receive-hand-over" => Responsible(fields, actor),
            "return" => Returned(fields, complaint, actor),
            "answer-co-handling" => fields.With("unit", complaint.CoHandlings.First(asked => !asked.IsAnswered && institution.IsAtOrAbove(asked.Unit, actor.Unit)).Unit),
            "propose" => fields.With("completes-chain", NeedsNobody(complaint, proposal, surroundings) ? true : null),
            "approve" => Signed(proposal, complaint, surroundings),
            "add-complaints" => fields.With("units", fields.Texts("complaints").Select(surroundings.Other).Select(each => each?.AboutUnit).OfType<string>().Distinct().ToList<object>()),
            "link" => fields.With("people", (decimal)complaint.People),
            _ => fields,
        };
    }

    private static Fields ToUnit(Fields fields, Institution institution) =>
        fields.With("to-unit", institution.Unit(fields.Text("to"))?.Id ?? institution.Person(fields.Text("to"))?.Usual?.Unit);

    /// <summary>Makes a person, or a unit's default handler, responsible.</summary>
    public static Fields Responsible(Fields fields, Institution institution, string to, Complaint complaint, DateTimeOffset at)
    {
        if (institution.Unit(to) is not null)
        {
            return institution.DefaultHandler(to, complaint) is { } handler ? Responsible(fields, handler) : fields.With("responsible-unit", to);
        }

        var person = institution.Person(institution.ActingFor(to, at))!;
        return person.Usual is { } usual ? Responsible(fields, Institution.ActorOf(person, usual)) : fields.With("responsible-person", person.Id);
    }

    private static Fields Responsible(Fields fields, Actor actor) => fields.With("responsible-person", actor.Person).With("responsible-unit", actor.Unit);

    private static Fields Registered(Fields fields, Actor actor, Surroundings surroundings)
    {
        var about = fields.Group("about") ?? Fields.Empty;
        var unit = actor.IsSystem ? surroundings.Institution.Root.Id : actor.Unit;
        fields = Bound(fields.With("about", about.Has("unit") ? about : about.With("unit", unit)).With("accepting-unit", unit), surroundings.Policies);
        if (surroundings.IsRepeatAfterSatisfied)
        {
            fields = fields.With("repeat-after-satisfied", true);
        }

        if (surroundings.IsCampaignOpen)
        {
            fields = fields.With("campaign-open", true);
        }

        return actor.IsSystem ? Responsible(fields, surroundings.Institution, about.Text("unit") ?? unit, Complaint.Nothing, default) : Responsible(fields, actor).With("first-contact", actor.Person);
    }

    // An incident is about the unit over all its complaints, and bound by what binds one of them.
    private static Fields Opened(Proposal proposal, Surroundings surroundings)
    {
        var complaints = proposal.Fields.Texts("complaints").Select(surroundings.Other).OfType<Complaint>().ToList();
        var policies = surroundings.Policies.Where(policy => complaints.Count == 0 || complaints.Exists(each => new Evaluation(each, policy, surroundings).IsBound()));
        var units = complaints.Select(each => each.AboutUnit).OfType<string>().ToList();
        var about = units.Count == 0 ? proposal.Action.Aggregate == Actions.AggregateKind.Incident ? surroundings.Institution.Unit(proposal.Actor.Unit) : null : surroundings.Institution.Upwards(units[0]).FirstOrDefault(over => units.TrueForAll(unit => surroundings.Institution.IsAtOrAbove(over.Id, unit)));
        var fields = proposal.Fields.With("about", about is null ? null : new Fields([new("unit", about.Id)])).With("units", units.Count == 0 ? null : units.Distinct().ToList<object>());
        return Bound(complaints.Exists(each => each.Data.Flag("onlookers")) ? fields.With("onlookers", true) : fields, policies);
    }

    private static Fields Bound(Fields fields, IEnumerable<Policies.Policy> policies) => fields.With("policies", policies.Select(policy => (object)$"{policy.Id}@{policy.Hash}").ToList());

    // Before it is taken, the giver has never ceased to be responsible; afterwards it goes back to who gave it.
    private static Fields Returned(Fields fields, Complaint complaint, Actor actor)
    {
        var giver = complaint.Offer?.By ?? complaint.Entries.Last(entry => entry.Action == "hand-over").Actor;
        return Responsible(fields, giver).With("from-unit", actor.Unit);
    }

    // Chains may depend on what is proposed: they look at this proposal, not at the one before.
    private static bool NeedsNobody(Complaint complaint, Proposal proposal, Surroundings surroundings) =>
        Chains.IsComplete(complaint with { Proposal = EntryOf(complaint, proposal, proposal.Fields) }, surroundings);

    private static Entry EntryOf(Complaint complaint, Proposal proposal, Fields fields) =>
        new(complaint.Version + 1, proposal.Action.Name, proposal.Actor, proposal.At, proposal.HappenedAt, fields, []);

    private static Fields Signed(Proposal proposal, Complaint complaint, Surroundings surroundings)
    {
        if (Chains.StepFor(complaint, proposal.Actor, surroundings) is not { } step)
        {
            return proposal.Fields;
        }

        var fields = proposal.Fields.With("step", step.Id).With("level", proposal.Fields.Text("level") ?? step.Step.Name);
        var signed = complaint with { Signatures = [.. complaint.Signatures, EntryOf(complaint, proposal, fields)] };
        return fields.With("completes-chain", complaint.Proposal is not null && Chains.IsComplete(signed, surroundings) ? true : null);
    }
}
