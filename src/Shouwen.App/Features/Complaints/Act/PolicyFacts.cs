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

    /// <summary>Those, and what policies declare for recording later.</summary>
    public static IReadOnlyList<string> Recordable(IReadOnlyCollection<Policy> policies) => [.. Of(policies).Concat(policies.SelectMany(policy => policy.Facts.Keys)).Distinct()];

    /// <summary>How a fact is asked for: as a policy declares it, else as the policies use it: alone it is a yes or no, beside a number a number.</summary>
    public static FactKind KindOf(string name, IReadOnlyCollection<Policy> policies)
    {
        if (policies.Select(policy => policy.Facts.GetValueOrDefault(name)?.Kind).FirstOrDefault(kind => kind is not null) is { } declared)
        {
            return declared;
        }

        var kinds = policies.SelectMany(policy => policy.Clauses.SelectMany(Expressions).Prepend(policy.AppliesWhen)).SelectMany(expression => KindsIn(expression, "facts." + name)).ToHashSet();
        return kinds.Contains(FactKind.Number) ? FactKind.Number : kinds.Contains(FactKind.Date) ? FactKind.Date : kinds.Contains(FactKind.Text) || kinds.Count == 0 ? FactKind.Text : FactKind.YesNo;
    }

    private static IEnumerable<FactKind> KindsIn(Expression expression, string path) => expression switch
    {
        Name alone when alone.Path == path => [FactKind.YesNo],
        Not not => KindsIn(not.Operand, path),
        Binary { Operator: "and" or "or" } both => KindsIn(both.Left, path).Concat(KindsIn(both.Right, path)),
        Binary { Left: Name left } compared when left.Path == path => [OfValue((compared.Right as Literal)?.Value)],
        In { Item: Name item } when item.Path == path => [FactKind.Text],
        _ => expression.Names().Contains(path) ? [FactKind.Text] : [],
    };

    private static FactKind OfValue(object? value) => value switch { bool => FactKind.YesNo, decimal => FactKind.Number, DateOnly => FactKind.Date, _ => FactKind.Text };

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
