namespace Shouwen.Storage.Rows;

public enum OutboxKind { Notice, Sms, Mail, Webhook }

/// <summary>A message to be delivered at least once; claimed by lease with a fencing token.</summary>
public sealed class OutboxRow
{
    public long Id { get; set; }

    public OutboxKind Kind { get; set; }

    /// <summary>Names the message to its receiver, and keeps it from being made twice.</summary>
    public required string MessageId { get; set; }

    public Guid? StreamId { get; set; }

    /// <summary>The entry it tells of.</summary>
    public int? Position { get; set; }

    /// <summary>A person id, or null when the recipient is in the sealed payload.</summary>
    public string? Recipient { get; set; }

    /// <summary>JSON, encrypted under the stream's key.</summary>
    public required byte[] Payload { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public string? LeasedBy { get; set; }

    /// <summary>Raised by each claim; a worker whose token is older may not finish the message.</summary>
    public long Fence { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Given up; waits for a person.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public string? LastError { get; set; }
}

/// <summary>The last number given within a scope: <c>TS{yyyyMMdd}{nnnn} 20260302</c>.</summary>
public sealed class CounterRow
{
    public required string Scope { get; set; }

    public long Value { get; set; }
}

/// <summary>Whose database this is; one row, written at its first start.</summary>
public sealed class OwnerRow
{
    public const int Only = 1;

    public int Id { get; set; }

    /// <summary>Id of the institution.</summary>
    public required string Institution { get; set; }

    /// <summary>The version of the organisation's journal that has been followed up in what is owed.</summary>
    public int OrganisationVersion { get; set; }

    /// <summary>When it was: changes dated later are still to come.</summary>
    public DateTimeOffset? OrganisationFollowedAt { get; set; }
}

/// <summary>What a request with a one-time key came to, written in its transaction.</summary>
public sealed class IdempotencyRow
{
    public required string Caller { get; set; }

    public required string Route { get; set; }

    public required string Key { get; set; }

    public required byte[] BodyHash { get; set; }

    public required string Number { get; set; }

    /// <summary>The entries it added stand from here on …</summary>
    public int FirstPosition { get; set; }

    /// <summary>… up to here.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A policy as it was when it bound its first complaint, or another configuration file as the server ran on it.</summary>
public sealed class PolicyVersionRow
{
    public required string Hash { get; set; }

    /// <summary>Id of the policy, or the path of another file under the root.</summary>
    public required string PolicyId { get; set; }

    public required byte[] File { get; set; }

    public DateTimeOffset StoredAt { get; set; }
}

/// <summary>A form not sent yet, saved as it is typed.</summary>
public sealed class DraftRow
{
    public Guid Id { get; set; }

    public required string Person { get; set; }

    /// <summary>Which form, and of which complaint: <c>register</c>, <c>answer TS202603020001</c>.</summary>
    public required string Form { get; set; }

    /// <summary>Encrypted by the key ring.</summary>
    public required byte[] Content { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
