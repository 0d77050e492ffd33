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
    public bool IsBound() => Complaint.Kind != AggregateKind.Complaint || (Holds(Policy.AppliesWhen) && Policy.Clauses.All(clause => Holds(clause.Scope)));

    public bool Holds(Expression expression) => IsTrue(Value(expression));

    /// <summary>Whether an entry is one of those meant. Ordinals count over the whole history up to the complaint at hand.</summary>
    public bool Matches(Pattern pattern, Entry entry)
    {
        foreach (var option in pattern.Options)
        {
            if (entry.Action == option.Action && Satisfies(option, entry) && IsNth(option, entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entries up to now that are meant, in order.</summary>
    public IEnumerable<Entry> Matching(Pattern pattern) => Complaint.Entries.Where(entry => IsRecent(pattern, entry) && Matches(pattern, entry));

    public object? Value(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        Name name => Read(name.Path),
        Not not => !Holds(not.Operand),
        Binary { Operator: "and" } and => Holds(and.Left) && Holds(and.Right),
        Binary { Operator: "or" } or => Holds(or.Left) || Holds(or.Right),
        Binary binary => Comparison.Apply(binary.Operator, Value(binary.Left), Value(binary.Right), Surroundings.Institution.IncidentLevels),
        In @in => Value(@in.Item) is { } item && Value(@in.List) is IEnumerable<object?> list && list.Any(each => Comparison.AreEqual(item, each)),
        ListOf list => list.Items.Select(Value).ToList(),
        Count { OnlyWhether: true } exists => Matching(exists.Pattern).Any(),
        Count count => (decimal)Matching(count.Pattern).Count(),
        Sum sum => Matching(sum.Pattern).Sum(entry => entry.Data.Number(sum.Field) ?? 0),
        Lookup lookup => Cell(lookup),
        _ => throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}"),
    };

    private bool Satisfies(PatternOption option, Entry entry) =>
        option.Where == Expression.True || (this with { Entry = entry, Actor = entry.Actor }).Holds(option.Where);

    private bool IsNth(PatternOption option, Entry entry) =>
        option.Nth is not { } nth || Complaint.Entries.Count(earlier => earlier.Position <= entry.Position && earlier.Action == option.Action && Satisfies(option, earlier)) == nth;

    private bool IsRecent(Pattern pattern, Entry entry) => pattern.Options.Any(option => option.Action == entry.Action
        && (option.Since is null || entry.Position > (Complaint.Entries.LastOrDefault(since => since.Action == option.Since)?.Position ?? 0)));

    private object? Read(string path)
    {
        if (Entry is not null && ActionCatalogue.Find(Entry.Action)?.EntryField(path.Split('.')[0]) is not null)
        {
            return Entry.Data[path];
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (root, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
        return root switch
        {
            "facts" => Complaint.Facts[rest],
            "parameters" => Surroundings.Institution.Parameters.TryGetValue(rest, out var own) ? own : Policy.Parameters.TryGetValue(rest, out var value) ? value : null,
            "action" => rest == "name" ? null : Action?[rest],
            "trigger" => rest.StartsWith("actor.", StringComparison.Ordinal) ? ComplaintFacts.OfActor(Trigger?.Actor, rest, this) : Trigger?.Data[rest],
            "actor" => ComplaintFacts.OfActor(Actor, path, this),
            _ => ComplaintFacts.Read(path, this),
        };
    }

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
