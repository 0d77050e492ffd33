using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Funds;

/// <summary>How much a rule lets the fund pay for a case.</summary>
/// <param name="Words">支行领导小组批准专项基金赔付的权限（元，一件投诉合计）</param>
public sealed record FundLimit(ClauseRef Clause, string Words, decimal Amount);

/// <summary>What whoever signs or pays must know of the fund: what is left, how far the authority reaches, and whether what is asked would be refused.</summary>
/// <param name="Fund">Null while no budget is set.</param>
/// <param name="Asked">What the proposal asks of the fund; null: nothing.</param>
/// <param name="Refusals">Rules that would refuse to pay what is asked, with what they say.</param>
public sealed record FundOutlook(Fund? Fund, decimal? Asked, IReadOnlyList<FundLimit> Limits, IReadOnlyList<RefusalReason> Refusals)
{
    private const decimal Endless = 1_000_000_000_000;

    /// <param name="isSigning">As if this person had signed: the authority is that of who signs last.</param>
    /// <returns>Null where no rule in force speaks of the fund and nothing is asked of it.</returns>
    public static FundOutlook? Of(CaseSight sight, bool isSigning)
    {
        var asked = sight.Complaint.Proposal is { } proposal && proposal.Data.Flag("compensation.from-fund") ? proposal.Data.Number("compensation.amount") : null;
        var rules = Rules(sight, isSigning ? Signed(sight) : sight.Complaint).ToList();
        return rules.Count == 0 && asked is null ? null : new(
            sight.Surroundings.Other(Fund.NumberOf(sight.Now)) is { } journal ? Fund.From(journal) : null,
            asked,
            [.. rules.Where(rule => rule.Bites(Endless)).SelectMany(rule => rule.Limits(sight))],
            asked is { } amount ? [.. rules.Where(rule => rule.Bites(amount)).Select(rule => new RefusalReason(rule.Gate.Message, [sight.Clause(rule.Clause.Id)]))] : []);
    }

    private static IEnumerable<Rule> Rules(CaseSight sight, Complaint complaint) =>
        from policy in sight.Surroundings.Policies
        let at = new Evaluation(complaint, policy, sight.Surroundings) { Actor = sight.Actor, Now = sight.Now }
        from clause in policy.Clauses
        where clause.Gates.Count > 0 && Derivation.Applies(policy, clause, at)
        from gate in clause.Gates
        where SpeaksOfFund(gate)
        select new Rule(policy, clause, gate, at);

    private static bool SpeaksOfFund(Gate gate) => gate.Refuses.Options.Any(option => option.Action == "compensate")
        && (NamesOf(gate).Contains("fund-balance") || gate.Refuses.Options.Any(option => option.Where.Names().Contains("from-fund")));

    private static IEnumerable<string> NamesOf(Gate gate) => gate.When.Names().Concat(gate.Unless.Names());

    private static Complaint Signed(CaseSight sight) =>
        sight.Complaint.Apply(new Entry(sight.Complaint.Version + 1, "approve", sight.Actor, sight.Now, sight.Now, Fields.Empty, []));

    private sealed record Rule(Policy Policy, Clause Clause, Gate Gate, Evaluation At)
    {
        public bool Bites(decimal amount)
        {
            var fields = new Fields([new("amount", amount), new("from-fund", true)]);
            var at = At with { Action = fields };
            var now = At.Now!.Value; // set where the rule is made
            var asked = new Entry(At.Complaint.Version + 1, "compensate", At.Actor!, now, now, fields, []);
            return at.Matches(Gate.Refuses, asked) && at.Holds(Gate.When) && !at.Holds(Gate.Unless);
        }

        public IEnumerable<FundLimit> Limits(CaseSight sight) => NamesOf(Gate).Where(name => name.StartsWith("parameters.", StringComparison.Ordinal)).Select(name => name["parameters.".Length..]).Distinct()
            .Select(name => new FundLimit(sight.Clause(Clause.Id), Policy.ParameterNotes.GetValueOrDefault(name, name), sight.Institution.Parameters.TryGetValue(name, out var own) ? own : Policy.Parameters[name]));
    }
}
