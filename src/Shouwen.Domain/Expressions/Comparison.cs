using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Expressions;

/// <summary>How two values compare. Words of a rising vocabulary compare by their place in it.</summary>
internal static class Comparison
{
    /// <param name="levels">Of incidents, in rising order, as the institution has them.</param>
    public static bool Holds(string symbol, object? left, object? right, IReadOnlyList<Choice> levels) => symbol switch
    {
        "=" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "contains" => Contains(left, right),
        "overlaps" => Items(left).Any(item => Items(right).Any(other => AreEqual(item, other))),
        _ => Order(left, right, levels) is { } order && (symbol switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 }),
    };

    /// <summary>A sum, difference or product; null where a part is no number.</summary>
    public static object? Sum(string symbol, object? left, object? right) => left is decimal a && right is decimal b ? (symbol switch { "+" => a + b, "-" => a - b, _ => a * b }) : null;

    public static bool AreEqual(object? left, object? right) => left is null || right is null ? left is null && right is null : left.Equals(right);

    public static bool IsAmong(object item, IEnumerable<object?> list)
    {
        foreach (var each in list)
        {
            if (item.Equals(each))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(object? left, object? right) => (left, right) switch
    {
        (string text, string part) => text.Contains(part, StringComparison.Ordinal),
        (IEnumerable<object?> list, not null) => IsAmong(right, list),
        _ => false,
    };

    // A single value is a list of one.
    private static IEnumerable<object?> Items(object? value) => value switch { null => [], IEnumerable<object?> list => list, _ => [value] };

    private static int? Order(object? left, object? right, IReadOnlyList<Choice> levels) => (left, right) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (string a, string b) when Vocabulary.Rank(a, b, levels) is { } rank => rank.Left.CompareTo(rank.Right),
        _ => null,
    };
}
