using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>
/// The one place where it is decided what happens: a proposal becomes entries, or every refusal there is. Pure. Stage and permissions never keep
/// gates from being evaluated, so that a refused person learns all reasons at once.
/// </summary>
public static class Decide
{
    public static Decision On(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        proposal = proposal with { Action = proposal.Action.On(complaint) };
        var (fields, errors) = References.Resolve(proposal, complaint, surroundings);
        errors = [.. errors, .. References.Corrections(proposal)];
        proposal = proposal with { Fields = fields };
        var refusals = Errors([.. proposal.Errors, .. errors]).Concat(Times(complaint, proposal)).ToList();
        if (Stages.Forbids(complaint, proposal.Action) is { } stage)
        {
            refusals.Add(stage);
            if (complaint.Stage == Stage.None)
            {
                return Decision.No(refusals); // there is nothing yet that rules or persons could have to do with
            }
        }

        refusals.AddRange(Permissions.Refuse(complaint, proposal, surroundings));
        if (complaint.Stage != Stage.None)
        {
            refusals.AddRange(Gates.Refuse(complaint, proposal, surroundings));
            refusals.AddRange(Chains.RefuseResolution(complaint, proposal, surroundings));
            refusals.AddRange(Extensions.Refuse(complaint, proposal, surroundings));
        }

        refusals.AddRange(OrganisationRules.Refuse(proposal, surroundings.Institution));
        refusals.AddRange(Wording.Refuse(complaint, proposal, surroundings));
        return refusals.Count > 0 ? Decision.No(refusals) : Record(complaint, proposal, surroundings);
    }

    private static Decision Record(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var data = Enrichment.Of(complaint, proposal, surroundings);
        var entry = new Entry(complaint.Version + 1, proposal.Action.Name, proposal.Actor, proposal.At, proposal.HappenedAt, data, []);
        List<Entry> entries = [entry, .. Reactions.To(complaint, entry, surroundings)];
        if (entry.Action == "register")
        {
            entries.AddRange(Clusters.Of(Complaint.From(entries), surroundings));
        }

        return new(entries, Elsewhere.Of(complaint, entry, surroundings), []);
    }

    private static IEnumerable<Refusal> Errors(IEnumerable<FieldError> errors) => errors.Select(error => new Refusal([], error.Code + "-field", error.Message) { Field = error.Path });

    private static IEnumerable<Refusal> Times(Complaint complaint, Proposal proposal)
    {
        if (proposal.HappenedAt > proposal.At)
        {
            yield return Refusal.Of("in-the-future", "实际发生时间不能晚于现在") with { Field = "happened-at" };
        }

        if (complaint.Stage != Stage.None && proposal.HappenedAt < complaint.ReceivedAt)
        {
            yield return Refusal.Of("before-receipt", "实际发生时间不能早于收到投诉的时间") with { Field = "happened-at" };
        }

        if (proposal.Fields.Moment("received-at") is { } received && received > proposal.At)
        {
            yield return Refusal.Of("in-the-future", "收到时间不能晚于现在") with { Field = "received-at" };
        }
    }
}
