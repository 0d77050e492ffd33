using Shouwen.Domain.Actions;

namespace Shouwen.Storage.Rows;

/// <summary>One aggregate's history: where it stands and how far checkpoints cover it.</summary>
public sealed class StreamRow
{
    public Guid Id { get; set; }

    public AggregateKind Kind { get; set; }

    /// <summary>The number people know it by, unique within its kind.</summary>
    public required string Number { get; set; }

    /// <summary>Position of the last entry; two writers cannot both raise it from the same value.</summary>
    public int Version { get; set; }

    /// <summary>Hash of the last entry.</summary>
    public required byte[] Head { get; set; }

    /// <summary>Position of the last entry that a signed checkpoint covers.</summary>
    public int CheckpointedVersion { get; set; }

    public DateTimeOffset OpenedAt { get; set; }
}

/// <summary>The key under which a stream's sealed parts are encrypted, itself encrypted by the master key. Destruction deletes this row.</summary>
public sealed class StreamKeyRow
{
    public Guid StreamId { get; set; }

    /// <summary>Which master key wraps it.</summary>
    public required string MasterKeyId { get; set; }

    public required byte[] Wrapped { get; set; }
}

/// <summary>A journal entry as stored; the format is in <c>docs/journal-format.md</c>. Never updated, never deleted.</summary>
public sealed class JournalRow
{
    /// <summary>Order of arrival over all streams, given by the database; it may have gaps and is not hashed.</summary>
    public long Sequence { get; set; }

    public Guid StreamId { get; set; }

    public int Position { get; set; }

    /// <summary>Name of the action, as in the open part; for queries.</summary>
    public required string Action { get; set; }

    /// <summary>When it was recorded, as in the open part; for queries.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Canonical JSON: who, when, which clauses, codes.</summary>
    public required string OpenPart { get; set; }

    /// <summary>Names, contacts and free text, encrypted; null where there is none.</summary>
    public byte[]? SealedPart { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }
}

/// <summary>A signed statement of the heads that changed since the one before it; the same bytes lie in a file outside the database.</summary>
public sealed class CheckpointRow
{
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>JSON as signed.</summary>
    public required string Body { get; set; }

    public required byte[] Signature { get; set; }

    /// <summary>SHA-256 of the body, which the next checkpoint names.</summary>
    public required byte[] Hash { get; set; }
}
