using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>Which rules have to do with an action on this case: what it discharges, what it must satisfy, which words it must avoid.</summary>
public sealed class ActionBasis(CaseSight sight, ActionType action)
{
    /// <summary>Open obligations that it may discharge, least time left first.</summary>
    public IReadOnlyList<(Obligation Obligation, ClockReading Reading)> Discharges
    {
        get
        {
            var reader = new ClockReader(sight.Calendar, sight.Now);
            return [.. sight.Open.Where(open => open.Rule.MetBy.Options.Any(option => option.Action == action.Name)).Select(open => (open, reader.Read(ClockSpan.Of(open))))];
        }
    }

    /// <summary>Gates upon it whose conditions hold now, with the message of each.</summary>
    public IReadOnlyList<(ClauseRef Clause, string Message)> Demands => sight.Complaint.Version == 0 ? [] :
        [.. InForce(clause => clause.Gates.Any(IsUpon)).SelectMany(found => found.Clause.Gates.Where(gate => IsUpon(gate) && found.At.Holds(gate.When)).Select(gate => (sight.Clause(found.Clause.Id), gate.Message)))];

    public IReadOnlyList<(ClauseRef Clause, string Words)> Avoid =>
        [.. InForce(clause => clause.TextGuards.Count > 0 && action.Fields.Any(one => one.IsOutgoing))
            .SelectMany(found => found.Clause.TextGuards.Where(guard => (guard.On.Count == 0 || guard.On.Contains(action.Name)) && found.At.Holds(guard.When) && !found.At.Holds(guard.Unless))
                .Select(guard => (sight.Clause(found.Clause.Id), string.Join("　", guard.Phrases.Phrases.Take(6).Select(phrase => $"“{phrase}”")))))];

    private static bool IsUpon(Domain.Policies.Gate gate, ActionType action) => gate.Refuses.Options.Any(option => option.Action == action.Name);

    private bool IsUpon(Domain.Policies.Gate gate) => IsUpon(gate, action);

    private IEnumerable<(Domain.Policies.Clause Clause, Evaluation At)> InForce(Func<Domain.Policies.Clause, bool> concerns) =>
        from policy in sight.Surroundings.Policies
        let at = new Evaluation(sight.Complaint, policy, sight.Surroundings) { Actor = sight.Actor }
        from clause in policy.Clauses
        where concerns(clause) && Derivation.Applies(policy, clause, at)
        select (clause, at);
}
