using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Evaluates every gate of every policy in force; each that bites is a refusal of its clause.</summary>
internal static class Gates
{
    public static IEnumerable<Refusal> Refuse(Complaint complaint, Proposal proposal, Surroundings surroundings) => Refuse(complaint, proposal, surroundings, _ => true);

    /// <summary>Only the gates that look at nothing the actor has yet to type.</summary>
    public static IEnumerable<Refusal> Foresee(Complaint complaint, Proposal proposal, Surroundings surroundings) =>
        Refuse(complaint, proposal, surroundings, gate => !DependsOnFields(gate, proposal.Action));

    private static bool DependsOnFields(Gate gate, ActionType action) =>
        gate.When.Names().Concat(gate.Unless.Names()).Any(name => name.StartsWith("action.", StringComparison.Ordinal) || name.StartsWith("sanction.", StringComparison.Ordinal))
        || gate.Refuses.Options.Where(option => option.Action == action.Name).All(option => option.Where.Names().Any(name => action.Field(name.Split('.')[0]) is not null));

    private static IEnumerable<Refusal> Refuse(Complaint complaint, Proposal proposal, Surroundings surroundings, Func<Gate, bool> looksAt)
    {
        foreach (var policy in surroundings.Policies)
        {
            var at = new Evaluation(complaint, policy, surroundings) { Actor = proposal.Actor, Action = proposal.Fields, Now = proposal.At };
            foreach (var clause in policy.Clauses.Where(clause => (clause.Gates.Count + clause.Outcomes.Count > 0 || clause.Retention is not null) && Derivation.Applies(policy, clause, at)))
            {
                foreach (var gate in clause.Gates.Where(gate => looksAt(gate) && Bites(gate, at, proposal, surroundings)))
                {
                    var isOverridden = gate.IsOverridable && Overrides.Names(proposal, clause);
                    if (!isOverridden || !Overrides.IsEntitled(proposal, surroundings))
                    {
                        yield return Refusal.By(clause.Id, gate.Message) with { IsAboutPersons = gate.IsAboutPersons || isOverridden };
                    }
                }

                foreach (var refusal in Outcome(clause, at, proposal).Concat(Retention(clause, at, proposal, surroundings)))
                {
                    yield return refusal;
                }
            }
        }
    }

    private static bool Bites(Gate gate, Evaluation at, Proposal proposal, Surroundings surroundings)
    {
        var asked = new Entry(at.Complaint.Version + 1, proposal.Action.Name, proposal.Actor, proposal.At, proposal.HappenedAt, proposal.Fields, []);
        return at.Matches(gate.Refuses, asked) && at.Holds(gate.When) && !at.Holds(gate.Unless) && (gate.LaterThan is null || IsOver(gate.LaterThan, at, proposal, surroundings));
    }

    private static bool IsOver(Window window, Evaluation at, Proposal proposal, Surroundings surroundings) =>
        at.Matching(window.After).LastOrDefault() is { } opened && proposal.HappenedAt > surroundings.Calendar.Add(opened.HappenedAt, window.Period).At;

    private static IEnumerable<Refusal> Retention(Clause clause, Evaluation at, Proposal proposal, Surroundings surroundings)
    {
        if (proposal.Action.Name != "destroy" || clause.Retention is not { } rule)
        {
            return [];
        }

        var kept = at.Matching(rule.From).LastOrDefault() is { } began ? surroundings.Calendar.Add(began.HappenedAt, rule.Keep).At : (DateTimeOffset?)null;
        return kept is { } until && proposal.HappenedAt > until ? []
            : [Refusal.By(clause.Id, kept is { } end ? $"档案须保管至 {surroundings.Calendar.DateOf(end.AddTicks(-1)):yyyy-MM-dd}，期满后才能销毁" : "保管期限还没有开始计算，不能销毁")];
    }

    // Each outcome has acts that must be on record before the case may close.
    private static IEnumerable<Refusal> Outcome(Clause clause, Evaluation at, Proposal proposal)
    {
        if (proposal.Action.Name != "close" || at.Complaint.Outcome is not { } outcome || !clause.Outcomes.TryGetValue(outcome, out var rule))
        {
            return [];
        }

        var missing = rule.RequiresBeforeClose.Where(requirement => !at.Matching(requirement.Pattern).Any()).Select(requirement => requirement.LabelIn(at.Surroundings.Institution.Words)).ToList();
        return missing.Count == 0 ? [] : [Refusal.By(clause.Id, $"办结前还须：{string.Join("、", missing)}")];
    }
}
