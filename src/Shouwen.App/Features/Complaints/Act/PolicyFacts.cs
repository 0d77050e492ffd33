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

    /// <summary>How a fact is asked for: as its words say, else as the policies use it: alone it is a yes or no, beside a number a number.</summary>
    public static FactShape ShapeOf(string name, IEnumerable<Policy> policies)
    {
        if (FactWords.IsKnown(name))
        {
            return FactWords.Shape(name);
        }

        var shapes = policies.SelectMany(policy => policy.Clauses.SelectMany(Expressions).Prepend(policy.AppliesWhen)).SelectMany(expression => Shapes(expression, "facts." + name)).ToHashSet();
        return shapes.Contains(FactShape.Number) ? FactShape.Number : shapes.Contains(FactShape.Date) ? FactShape.Date : shapes.Contains(FactShape.Text) || shapes.Count == 0 ? FactShape.Text : FactShape.Flag;
    }

    private static IEnumerable<FactShape> Shapes(Expression expression, string path) => expression switch
    {
        Name alone when alone.Path == path => [FactShape.Flag],
        Not not => Shapes(not.Operand, path),
        Binary { Operator: "and" or "or" } both => Shapes(both.Left, path).Concat(Shapes(both.Right, path)),
        Binary { Left: Name left } compared when left.Path == path => [OfValue((compared.Right as Literal)?.Value)],
        In { Item: Name item } when item.Path == path => [FactShape.Text],
        _ => expression.Names().Contains(path) ? [FactShape.Text] : [],
    };

    private static FactShape OfValue(object? value) => value switch { bool => FactShape.Flag, decimal => FactShape.Number, DateOnly => FactShape.Date, _ => FactShape.Text };

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
