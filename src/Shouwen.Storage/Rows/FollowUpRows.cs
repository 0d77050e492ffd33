using Shouwen.Domain.Rectifications;

namespace Shouwen.Storage.Rows;

/// <summary>A planned improvement of a complaint as boards show it; made from the complaint's journal in the same transaction. What is to be improved stays in the journal.</summary>
public sealed class RectificationRow
{
    public Guid StreamId { get; set; }

    /// <summary>Of the entry that planned it.</summary>
    public int Position { get; set; }

    /// <summary>Person or unit.</summary>
    public required string Owner { get; set; }

    public RectificationState State { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset PlannedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public DateTimeOffset? VerifiedAt { get; set; }
}

/// <summary>A finding against a member of staff as boards show it; made from the complaint's journal in the same transaction.</summary>
public sealed class LiabilityRow
{
    public Guid StreamId { get; set; }

    /// <summary>Of the entry that found it.</summary>
    public int Position { get; set; }

    public required string Person { get; set; }

    public required string Clause { get; set; }

    public required string Sanction { get; set; }

    public decimal? Amount { get; set; }

    public required string FoundBy { get; set; }

    public DateTimeOffset FoundAt { get; set; }

    /// <summary>Stage of the last appeal; null while there is none.</summary>
    public string? AppealStage { get; set; }

    public DateTimeOffset? AppealedAt { get; set; }

    /// <summary>When the last appeal was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}
