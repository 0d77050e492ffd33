using Shouwen.App.Ui;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>Advice that the policies in force give for handling; it owes nothing and forbids nothing.</summary>
public static class Guidance
{
    private const int Most = 4;

    public static IReadOnlyList<(ClauseRef Clause, IReadOnlyList<string> Words)> Of(CaseSight sight) =>
    [
        .. (from policy in sight.Surroundings.Policies
            let at = new Evaluation(sight.Complaint, policy, sight.Surroundings) { Actor = sight.Actor }
            from clause in policy.Clauses
            where clause.Guidance.Count > 0 && Derivation.Applies(policy, clause, at)
            select (CaseSight.RefOf(clause) with { Says = clause.Says }, clause.Guidance)).Take(Most),
    ];
}
