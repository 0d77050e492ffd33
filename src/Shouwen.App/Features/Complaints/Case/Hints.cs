using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>One clause's advice.</summary>
public sealed record Hint(ClauseRef Clause, IReadOnlyList<string> Says);

/// <summary>Advice that the policies in force give for handling; it owes nothing and forbids nothing.</summary>
/// <param name="Always">For every stage.</param>
/// <param name="Now">For where the case stands, or for the action at hand.</param>
/// <param name="Others">What says nothing of when it is meant.</param>
public sealed record Hints(IReadOnlyList<Hint> Always, IReadOnlyList<Hint> Now, IReadOnlyList<Hint> Others)
{
    public bool IsEmpty => Always.Count + Now.Count + Others.Count == 0;

    /// <summary>Beside a case, by its stage and facts.</summary>
    public static Hints Of(CaseSight sight) => new(
        Pick(sight, item => item.IsAlways), Pick(sight, item => !item.IsAlways && item.HasPlace && IsAt(item, sight.Complaint.Stage)), Pick(sight, item => !item.HasPlace));

    /// <summary>Beside the form of an action.</summary>
    public static Hints Of(CaseSight sight, string action) => new(Pick(sight, item => item.IsAlways), Pick(sight, item => !item.IsAlways && item.Actions.Contains(action)), []);

    private static bool IsAt(Guidance item, Stage stage) => item.Stages.Contains(stage) || item.Stages.Count + item.Actions.Count == 0;

    private static IReadOnlyList<Hint> Pick(CaseSight sight, Func<Guidance, bool> isMeant) =>
    [
        .. from policy in sight.Surroundings.Policies
           let at = new Evaluation(sight.Complaint, policy, sight.Surroundings) { Actor = sight.Actor }
           from clause in policy.Clauses
           where clause.Guidance.Count > 0 && Derivation.Applies(policy, clause, at)
           let says = clause.Guidance.Where(item => isMeant(item) && at.Holds(item.When)).SelectMany(item => item.Says).ToList()
           where says.Count > 0
           select new Hint(CaseSight.RefOf(clause) with { Says = clause.Says }, says),
    ];
}
