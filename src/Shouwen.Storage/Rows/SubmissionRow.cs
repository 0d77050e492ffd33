namespace Shouwen.Storage.Rows;

/// <summary>A periodic duty that was handed in; made from its journal in the same transaction.</summary>
public sealed class SubmissionRow
{
    public Guid StreamId { get; set; }

    public required string Number { get; set; }

    public required string Clause { get; set; }

    /// <summary>The unit that owes it.</summary>
    public required string Unit { get; set; }

    /// <summary>2026-03, 2026-W12, 2026-03-05 …</summary>
    public required string Period { get; set; }

    /// <summary>When it was really handed in, which decides whether it was in time.</summary>
    public DateTimeOffset SubmittedAt { get; set; }

    public required string SubmittedBy { get; set; }
}
