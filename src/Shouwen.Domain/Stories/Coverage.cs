using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Stories;

/// <summary>One rule of a policy, and the policy as it would be without it.</summary>
/// <param name="Rule">What it is: <c>obligation 办结答复</c>, <c>gate 1</c>, <c>extension of 办结答复</c>.</param>
public sealed record Removal(Clause Clause, string Rule, Policy Without);

/// <summary>
/// A rule is covered when some story breaks once the rule is taken out. Text that merely names a clause covers nothing.
/// </summary>
public static class Coverage
{
    /// <summary>Every rule that could be taken out, in the order of the clauses.</summary>
    public static IEnumerable<Removal> Removals(Policy policy) => policy.Clauses.SelectMany(clause =>
        Without(clause).Select(change => new Removal(clause, change.Rule, policy with { Clauses = [.. policy.Clauses.Select(each => each == clause ? change.Clause : each)] })))
        .Concat(OfHead(policy).Select(change => new Removal(policy.Clauses[0], change.Rule, change.Policy)));

    // What stands above the clauses; the categories that every institution knows anyway are no rule of the policy.
    private static IEnumerable<(string Rule, Policy Policy)> OfHead(Policy policy) => policy.Clauses.Count == 0 ? [] :
    [
        .. policy.Numbering is null ? [] : new[] { ("numbering", policy with { Numbering = null }) },
        .. policy.AppliesWhen == Expression.True ? [] : new[] { ("applies-when", policy with { AppliesWhen = Expression.True }) },
        .. policy.Categories.Where(category => Taxonomy.Categories.All(known => known.Value != category.Value))
            .Select(category => ($"category {category.Value}", policy with { Categories = [.. policy.Categories.Where(other => other != category)] })),
    ];

    private static IEnumerable<(string Rule, Clause Clause)> Without(Clause clause) =>
    [
        .. clause.Scope == Expression.True ? [] : new[] { ("scope", clause with { Scope = Expression.True }) },
        .. Each(clause.Obligations, rule => $"obligation {rule.Name}", rest => clause with { Obligations = rest }),
        .. clause.Obligations.Where(rule => rule.Extension is not null).Select(rule => ($"extension of {rule.Name}", clause with { Obligations = [.. clause.Obligations.Select(each => each == rule ? rule with { Extension = null } : each)] })),
        .. clause.Obligations.Where(rule => rule.Replaces.Count > 0).Select(rule => ($"replacement by {rule.Name}", clause with { Obligations = [.. clause.Obligations.Select(each => each == rule ? rule with { Replaces = [] } : each)] })),
        .. Each(clause.Gates, (_, i) => $"gate {i + 1}", rest => clause with { Gates = rest }),
        .. Each(clause.Reactions, (_, i) => $"reaction {i + 1}", rest => clause with { Reactions = rest }),
        .. Each(clause.Detections, (_, i) => $"detection {i + 1}", rest => clause with { Detections = rest }),
        .. Each(clause.TextGuards, (_, i) => $"text-guard {i + 1}", rest => clause with { TextGuards = rest }),
        .. Each(clause.Clocks, (_, i) => $"clock {i + 1}", rest => clause with { Clocks = rest }),
        .. Each(clause.PeriodicDuties, rule => $"periodic {rule.Name}", rest => clause with { PeriodicDuties = rest }),
        .. clause.Outcomes.Keys.Select(outcome => ($"outcome {outcome}", clause with { Outcomes = clause.Outcomes.Where(pair => pair.Key != outcome).ToDictionary() })),
        .. clause.Chain is null ? [] : new[] { ("chain", clause with { Chain = null }) },
        .. Each(clause.Sanctions, range => $"sanction {range.Id}", rest => clause with { Sanctions = rest }),
        .. clause.Retention is null ? [] : new[] { ("retention", clause with { Retention = null }) },
    ];

    private static IEnumerable<(string, Clause)> Each<T>(IReadOnlyList<T> rules, Func<T, string> name, Func<IReadOnlyList<T>, Clause> without) => Each(rules, (rule, _) => name(rule), without);

    private static IEnumerable<(string, Clause)> Each<T>(IReadOnlyList<T> rules, Func<T, int, string> name, Func<IReadOnlyList<T>, Clause> without) =>
        rules.Select((rule, i) => (name(rule, i), without([.. rules.Where((_, other) => other != i)])));
}
