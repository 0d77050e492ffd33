using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies.Reading;

/// <summary>Reads what starts a clock or a reaction: a pattern, <c>when CONDITION</c> or <c>breach of CLAUSE</c>.</summary>
internal static class TriggerReading
{
    private const string When = "when ";
    private const string Breach = "breach of ";

    public static Trigger? Trigger(this PolicyReading file, RawScalar scalar)
    {
        if (scalar.Text.StartsWith(When, StringComparison.Ordinal))
        {
            return file.Condition(scalar, When.Length, Sees.Facts) is { } condition ? new FactTrigger(condition) : null;
        }

        if (scalar.Text.StartsWith(Breach, StringComparison.Ordinal))
        {
            var clause = scalar.Text[Breach.Length..].Trim();
            file.References.Add(new(clause, scalar.At));
            return new BreachTrigger(clause);
        }

        return file.Pattern(scalar) is { } pattern ? new EntryTrigger(pattern) : null;
    }

    /// <summary>The trigger of an obligation that names none: receipt.</summary>
    public static Trigger Receipt { get; } = new EntryTrigger(new([new("register", Expression.True, null, null) { IsReceipt = true }], "receipt"));
}
