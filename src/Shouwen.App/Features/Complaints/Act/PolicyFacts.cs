using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>The facts that policies in force read, so that forms ask for these and no others.</summary>
public static class PolicyFacts
{
    /// <summary>Names without the prefix: <c>product-matured</c>, in the order of the policies.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Policy> policies) =>
        [.. policies.SelectMany(policy => policy.Clauses.SelectMany(Expressions).Prepend(policy.AppliesWhen)).SelectMany(expression => expression.Names())
            .Where(name => name.StartsWith("facts.", StringComparison.Ordinal)).Select(name => name["facts.".Length..]).Distinct()];

    private static IEnumerable<Expression> Expressions(Clause clause) =>
    [
        clause.Scope, clause.When,
        .. clause.Obligations.SelectMany(rule => new[] { rule.When, rule.Extension?.When ?? Expression.True, rule.From is FactTrigger fact ? fact.Condition : Expression.True }),
        .. clause.Gates.SelectMany(gate => new[] { gate.When, gate.Unless }),
        .. clause.Reactions.Select(reaction => reaction.When),
        .. clause.Reactions.Select(reaction => reaction.On).OfType<FactTrigger>().Select(trigger => trigger.Condition),
        .. clause.TextGuards.SelectMany(guard => new[] { guard.When, guard.Unless }),
    ];
}
