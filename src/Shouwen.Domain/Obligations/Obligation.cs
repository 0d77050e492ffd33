using Shouwen.Domain.Calendars;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Obligations;

/// <summary>How an obligation stands at a moment; computed, never stored.</summary>
public enum ObligationStatus { Open, Overdue, Met, Late, Waived, Cancelled }

public static class ObligationStatuses
{
    /// <summary>The word in stories and the API: <c>overdue</c>.</summary>
    public static string Word(this ObligationStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The word on screen.</summary>
    public static string Label(this ObligationStatus status) => status switch
    {
        ObligationStatus.Open => "进行中",
        ObligationStatus.Overdue => "已超期",
        ObligationStatus.Met => "按时履行",
        ObligationStatus.Late => "迟办",
        ObligationStatus.Waived => "已豁免",
        _ => "已取消",
    };
}

/// <summary>Something owed under one clause, derived from the journal.</summary>
/// <param name="Rule">The rule it comes from.</param>
/// <param name="Instance">1-based: which of the clause's obligations of this rule it is.</param>
public sealed record Obligation(string PolicyId, Clause Clause, ObligationRule Rule, int Instance)
{
    public string ClauseId => Clause.Id;

    public string Name => Rule.Name;

    /// <summary>Where its clock began (after a restart: began again), and the entry that did it; position 0: a breach did.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required int StartedBy { get; init; }

    /// <summary>When it came into being, not before <see cref="StartedAt"/>'s entry.</summary>
    public required DateTimeOffset TriggeredAt { get; init; }

    /// <summary>The first instant at which it is overdue when undischarged lies just after this one; discharged exactly then is met.</summary>
    public required Due Due { get; init; }

    /// <summary>The period behind the due time; null where a fact set it.</summary>
    public Period? Period { get; init; }

    /// <summary>The due time before the last extension.</summary>
    public DateTimeOffset? ExtendedFrom { get; init; }

    /// <summary>The extension that moved it.</summary>
    public Entry? Extension { get; init; }

    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    public DateTimeOffset? DischargedAt { get; init; }

    public Entry? DischargedBy { get; init; }

    public DateTimeOffset? WaivedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Who owes it and to whom, as things stand (once discharged: as they stood then).</summary>
    public required Party OwedBy { get; init; }

    public Party? OwedTo { get; init; }

    public bool IsOpen => DischargedAt is null && WaivedAt is null && CancelledAt is null;

    public ObligationStatus StatusAt(DateTimeOffset now) =>
        DischargedAt is { } done ? done <= Due.At ? ObligationStatus.Met : ObligationStatus.Late
        : WaivedAt is not null ? ObligationStatus.Waived
        : CancelledAt is not null ? ObligationStatus.Cancelled
        : now > Due.At ? ObligationStatus.Overdue : ObligationStatus.Open;
}

/// <summary>Time left out of a clock; still running while <paramref name="To"/> is null.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string? Reason);

/// <summary>A person or unit as named by a relation, resolved as far as the institution knows it.</summary>
/// <param name="Relation">The policy's word.</param>
/// <param name="Person">Person id, or null where a unit or an outsider is meant.</param>
/// <param name="Unit">Unit id, or null for an outsider.</param>
public sealed record Party(Relation Relation, string? Person, string? Unit);
