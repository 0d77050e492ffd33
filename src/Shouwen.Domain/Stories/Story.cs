using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Stories;

/// <summary>A worked example: actions played against policies, and what must be owed afterwards.</summary>
/// <param name="Adopts">Overrides what the institution adopts; null: as the institution does.</param>
public sealed record Story(string File, string Title, string Institution, IReadOnlyList<string>? Adopts, IReadOnlyList<StoryStep> Steps, IReadOnlyList<Expectation> Expectations);

/// <param name="Moment">As written, local time of the institution.</param>
/// <param name="Do">Name of the action.</param>
/// <param name="Complaint">Label; null while there is only one.</param>
/// <param name="By">Person id, <c>post@unit</c>, or <c>system</c> (the portal, an import); null: whoever is responsible or first entitled.</param>
/// <param name="RefusedBy">Clauses that must refuse it; empty: it must succeed.</param>
public sealed record StoryStep(Position At, string Moment, string Do, string? Complaint, string? By, IReadOnlyList<string> RefusedBy, RawMap Fields);

/// <summary>What must hold at a moment. Parts left out are not checked.</summary>
/// <param name="Due">A day (its end) or a moment, as written.</param>
/// <param name="OwedBy">Person id, unit id, <c>post@unit</c> or the policy's relation word.</param>
/// <param name="IsAbsent">No such obligation may have been triggered by then.</param>
public sealed record Expectation(Position At, string Moment, string? Complaint, string? Clause, string? Status, string? Due, string? OwedBy, bool IsAbsent, string? Number, string? Stage, string? Flag = null);

/// <summary>A difference between what a story says and what happened.</summary>
public sealed record Difference(Position At, string Message);

/// <summary>What became of a step.</summary>
/// <param name="Complaint">The story's label or, without one, the number.</param>
public sealed record StepOutcome(StoryStep Step, DateTimeOffset At, Journal.Actor? Actor, string Complaint, Complaints.Decision Decision);

/// <summary>How a story went.</summary>
/// <param name="Obligations">Every obligation at the end of the story, with the complaint's label or number.</param>
/// <param name="Problems">Mistakes in the file itself (exit code 2); nothing was played then.</param>
public sealed record StoryResult(
    Story Story, DateTimeOffset EndsAt, IReadOnlyList<StepOutcome> Steps, IReadOnlyList<(string Complaint, Obligations.Obligation Obligation)> Obligations,
    IReadOnlyList<Duties.PeriodicDuty> Duties, IReadOnlyList<Difference> Differences, IReadOnlyList<Difference> Problems)
{
    /// <summary>0: as told; 1: differences; 2: malformed.</summary>
    public int ExitCode => Problems.Count > 0 ? 2 : Differences.Count > 0 ? 1 : 0;
}
