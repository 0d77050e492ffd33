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
            "assign" => Responsible(fields, institution, fields.Text("to")!, complaint, proposal.At),
            "receive-hand-over" => Responsible(fields, actor),
            "return" => Returned(fields, complaint, actor),
            "answer-co-handling" => fields.With("unit", complaint.CoHandlings.First(asked => !asked.IsAnswered && institution.IsAtOrAbove(asked.Unit, actor.Unit)).Unit),
            "propose" => fields.With("completes-chain", NeedsNobody(complaint, proposal, surroundings) ? true : null),
            "approve" => Signed(fields, complaint, actor, surroundings),
            "link" => fields.With("people", (decimal)complaint.People),
            _ => fields,
        };
    }

    /// <summary>Makes a person, or a unit's default handler, responsible.</summary>
    public static Fields Responsible(Fields fields, Institution institution, string to, Complaint complaint, DateTimeOffset at)
    {
        if (institution.Unit(to) is not null)
        {
            return institution.DefaultHandler(to, complaint.Recused) is { } handler ? Responsible(fields, handler) : fields.With("responsible-unit", to);
        }

        var person = institution.Person(institution.ActingFor(to, at))!;
        return Responsible(fields, Institution.ActorOf(person, person.Posts[0]));
    }

    private static Fields Responsible(Fields fields, Actor actor) => fields.With("responsible-person", actor.Person).With("responsible-unit", actor.Unit);

    private static Fields Registered(Fields fields, Actor actor, Surroundings surroundings)
    {
        var about = fields.Group("about") ?? Fields.Empty;
        var unit = actor.IsSystem ? surroundings.Institution.Root.Id : actor.Unit;
        fields = fields.With("about", about.Has("unit") ? about : about.With("unit", unit)).With("accepting-unit", unit)
            .With("policies", surroundings.Policies.Select(policy => (object)$"{policy.Id}@{policy.Hash}").ToList());
        return actor.IsSystem ? Responsible(fields, surroundings.Institution, about.Text("unit") ?? unit, Complaint.Nothing, default) : Responsible(fields, actor).With("first-contact", actor.Person);
    }

    // Before it is taken, the giver has never ceased to be responsible; afterwards it goes back to who gave it.
    private static Fields Returned(Fields fields, Complaint complaint, Actor actor)
    {
        var giver = complaint.Offer?.By ?? complaint.Entries.Last(entry => entry.Action == "hand-over").Actor;
        return Responsible(fields, giver).With("from-unit", actor.Unit);
    }

    // Chains may depend on what is proposed: they look at this proposal, not at the one before.
    private static bool NeedsNobody(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var proposed = new Entry(complaint.Version + 1, proposal.Action.Name, proposal.Actor, proposal.At, proposal.HappenedAt, proposal.Fields, []);
        return Chains.OpenSteps(complaint with { Proposal = proposed }, surroundings, new HashSet<string>()).Count == 0;
    }

    private static Fields Signed(Fields fields, Complaint complaint, Actor actor, Surroundings surroundings)
    {
        if (complaint.Proposal is null || Chains.StepFor(complaint, actor, surroundings) is not { } step)
        {
            return fields;
        }

        var signed = Chains.SignedSteps(complaint);
        signed.Add(step.Id);
        var completes = Chains.OpenSteps(complaint, surroundings, signed).Count == 0;
        return fields.With("step", step.Id).With("level", fields.Text("level") ?? step.Step.Name).With("completes-chain", completes ? true : null);
    }
}
