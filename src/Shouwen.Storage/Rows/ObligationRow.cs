namespace Shouwen.Storage.Rows;

/// <summary>An obligation as derived after the last entry. Its status is computed from now, never stored.</summary>
public sealed class ObligationRow
{
    public Guid StreamId { get; set; }

    /// <summary>Key within the complaint: policy, clause, rule and instance.</summary>
    public required string Key { get; set; }

    public required string PolicyId { get; set; }

    public required string Clause { get; set; }

    public int Instance { get; set; }

    public required string Name { get; set; }

    /// <summary>The policy's word for who owes it: <c>group-leader of branch</c>.</summary>
    public required string OwedBy { get; set; }

    public string? OwedByPerson { get; set; }

    public string? OwedByUnit { get; set; }

    /// <summary>The owing unit and those above it.</summary>
    public string? UnitPath { get; set; }

    public string? OwedTo { get; set; }

    /// <summary>The period as the rule says it: <c>15 working days</c>; null where a fact set the due time.</summary>
    public string? Period { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset TriggeredAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public bool IsProvisional { get; set; }

    public DateTimeOffset? ExtendedFrom { get; set; }

    public bool IsPaused { get; set; }

    public DateTimeOffset? DischargedAt { get; set; }

    public DateTimeOffset? WaivedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>The next moment at which somebody is to be warned or told of the breach; null when nobody is.</summary>
    public DateTimeOffset? NextAlarmAt { get; set; }

    /// <summary>Alarms up to this moment have been given.</summary>
    public DateTimeOffset? AlarmedUntil { get; set; }
}
