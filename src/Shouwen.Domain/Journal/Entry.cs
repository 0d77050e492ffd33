namespace Shouwen.Domain.Journal;

/// <summary>Who acted: a person in a post of a unit, or the system on behalf of a rule.</summary>
public sealed record Actor(string Person, string Post, string Unit)
{
    /// <summary>The system itself, performing what a rule's reaction says.</summary>
    public static readonly Actor System = new("system", "system", "system");

    public bool IsSystem => Person == System.Person;

    public override string ToString() => $"{Post}@{Unit} ({Person})";
}

/// <summary>One fact in the journal of an aggregate. What happened is named by its action; it never changes afterwards.</summary>
/// <param name="Position">1-based place in the stream, without gaps.</param>
/// <param name="Action">Name of the action that brought it about, kebab-case (<c>hand-over</c>).</param>
/// <param name="Actor">Who acted.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="HappenedAt">When it really happened, never later than <paramref name="At"/>. Obligations are discharged by this time.</param>
/// <param name="Data">The fields of the action plus what was read from elsewhere when it was decided.</param>
/// <param name="Clauses">The clauses that made the system perform it; empty for what people do.</param>
public sealed record Entry(int Position, string Action, Actor Actor, DateTimeOffset At, DateTimeOffset HappenedAt, Fields Data, IReadOnlyList<string> Clauses)
{
    /// <summary>Whether it was typed after the moment it tells of (shown as 补录).</summary>
    public bool IsBackfilled => At - HappenedAt > TimeSpan.FromDays(1);
}
