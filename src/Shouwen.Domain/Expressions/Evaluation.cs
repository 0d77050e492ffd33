using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Expressions;

/// <summary>
/// Evaluates expressions about one complaint at one moment of its history. An absent value is <c>none</c>: it equals nothing but <c>none</c>,
/// is less or more than nothing, and counts as false.
/// </summary>
public sealed record Evaluation(Complaint Complaint, Policy Policy, Surroundings Surroundings)
{
    /// <summary>The entry a pattern looks at; its fields are named without prefix.</summary>
    public Entry? Entry { get; init; }

    /// <summary>The entry that started the clock in question: <c>trigger.…</c>.</summary>
    public Entry? Trigger { get; init; }

    /// <summary>Who acts now; in a pattern, who acted then.</summary>
    public Actor? Actor { get; init; }

    /// <summary>Fields of the action being decided: <c>action.…</c>.</summary>
    public Fields? Action { get; init; }

    /// <summary>The moment of the action being decided.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The unit that owes, where each unit of a kind does: <c>owing-unit</c>.</summary>
    public string? OwingUnit { get; init; }

    /// <summary>Whether the policy binds: its own condition and the scopes of its clauses hold. They speak of complaints; what binds another aggregate is written when it is opened.</summary>
    public bool IsBound() => Complaint.Kind != AggregateKind.Complaint || (Holds(Policy.AppliesWhen) && Policy.Scopes.All(Holds));

    public bool Holds(Expression expression) => expression switch
    {
        Not not => !Holds(not.Operand),
        Binary { Operator: "and" } and => Holds(and.Left) && Holds(and.Right),
        Binary { Operator: "or" } or => Holds(or.Left) || Holds(or.Right),
        Binary { IsSum: false } binary => Comparison.Holds(binary.Operator, Value(binary.Left), Value(binary.Right), Surroundings.Institution.IncidentLevels),
        In @in => Value(@in.Item) is { } item && Value(@in.List) is IEnumerable<object?> list && Comparison.IsAmong(item, list),
        Count { OnlyWhether: true } exists => Matching(exists.Pattern).Any(),
        _ => IsTrue(Value(expression)),
    };

    /// <summary>Whether an entry is one of those meant. Ordinals count over the whole history up to the complaint at hand.</summary>
    public bool Matches(Pattern pattern, Entry entry)
    {
        for (var i = 0; i < pattern.Options.Count; i++)
        {
            if (pattern.Options[i] is var option && entry.Action == option.Action && Satisfies(option, entry) && IsNth(option, entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entries up to now that are meant, in order.</summary>
    public IEnumerable<Entry> Matching(Pattern pattern) => Complaint.Entries.Where(entry => pattern.Names(entry.Action) && IsRecent(pattern, entry) && Matches(pattern, entry));

    public object? Value(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        Name name => Read(name),
        ListOf list => list.Literals ?? [.. list.Items.Select(Value)],
        Binary { IsSum: true } sum => Comparison.Sum(sum.Operator, Value(sum.Left), Value(sum.Right)),
        Not or Binary or In or Count { OnlyWhether: true } => Holds(expression),
        Count count => (decimal)Matching(count.Pattern).Count(),
        Sum sum => Total(sum),
        Lookup lookup => Cell(lookup),
        _ => throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}"),
    };

    private bool Satisfies(PatternOption option, Entry entry) =>
        option.Where == Expression.True || (this with { Entry = entry, Actor = entry.Actor }).Holds(option.Where);

    private bool IsNth(PatternOption option, Entry entry) =>
        option.Nth is null || CountUpTo(option, entry) == option.Nth;

    private int CountUpTo(PatternOption option, Entry entry) =>
        Complaint.Entries.Count(earlier => earlier.Position <= entry.Position && earlier.Action == option.Action && Satisfies(option, earlier));

    private bool IsRecent(Pattern pattern, Entry entry)
    {
        for (var i = 0; i < pattern.Options.Count; i++)
        {
            if (pattern.Options[i] is var option && option.Action == entry.Action && (option.Since is null || entry.Position > LastPosition(option.Since)))
            {
                return true;
            }
        }

        return false;
    }

    private int LastPosition(string action) => Complaint.Entries.LastOrDefault(entry => entry.Action == action)?.Position ?? 0;

    private object? Read(Name name)
    {
        var (path, rest) = (name.Path, name.Rest);
        if (Entry is not null && ActionCatalogue.Find(Entry.Action)?.EntryField(name.Root) is not null)
        {
            return Entry.Data[path];
        }

        return name.Root switch
        {
            "facts" => Complaint.Facts[rest],
            "parameters" => Surroundings.Institution.Parameters.TryGetValue(rest, out var own) ? own : Policy.Parameters.TryGetValue(rest, out var value) ? value : null,
            "action" => rest == "name" ? null : Action?[rest],
            "trigger" => rest.StartsWith("actor.", StringComparison.Ordinal) ? ComplaintFacts.OfActor(Trigger?.Actor, rest, this) : Trigger?.Data[rest],
            "actor" => ComplaintFacts.OfActor(Actor, path, this),
            _ => ComplaintFacts.Read(path, this),
        };
    }

    private decimal Total(Sum sum) => Matching(sum.Pattern).Sum(entry => entry.Data.Number(sum.Field) ?? 0);

    private object? Cell(Lookup lookup) =>
        Value(lookup.Row) is string row && Policy.Tables[lookup.Table].TryGetValue(row, out var columns) ? columns.GetValueOrDefault(lookup.Column) : null;

    internal static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        string text => text.Length > 0,
        decimal number => number != 0,
        IEnumerable<object?> list => list.Any(),
        _ => true,
    };
}
