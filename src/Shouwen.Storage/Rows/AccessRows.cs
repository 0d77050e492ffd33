namespace Shouwen.Storage.Rows;

/// <summary>How a person of the institution signs in.</summary>
public sealed class AccountRow
{
    public required string PersonId { get; set; }

    public required string Username { get; set; }

    /// <summary>Empty while the person has chosen none; no password matches it.</summary>
    public required string PasswordHash { get; set; }

    public bool IsDisabled { get; set; }

    public bool MustChangePassword { get; set; }

    /// <summary>Changed whenever sessions must end.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>The secret shared with the person's authenticator app, encrypted; null without one.</summary>
    public byte[]? TotpSecret { get; set; }

    public DateTimeOffset? TotpAddedAt { get; set; }

    /// <summary>The time step of the last code that was used; it and earlier ones are worth nothing.</summary>
    public long TotpLastStep { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A key of another system that calls the API; only its hash is kept.</summary>
public sealed class ApiKeyRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>Words between spaces: <c>complaints:write complaints:read</c>.</summary>
    public required string Scopes { get; set; }

    /// <summary>The person in whose name it acts.</summary>
    public required string ActsAs { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>Somebody saw personal data.</summary>
public sealed class AccessLogRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Person { get; set; }

    public required string Post { get; set; }

    public required string Unit { get; set; }

    /// <summary>Number of the complaint or other matter whose data was seen; empty where it was not about one, as when this log was read.</summary>
    public required string Number { get; set; }

    /// <summary>What was seen: <c>case</c>, <c>complainants</c>, <c>export</c>.</summary>
    public required string What { get; set; }

    /// <summary>Names of the personal fields seen in full, or what a search asked for, masked; null where all that was seen was masked.</summary>
    public string? Fields { get; set; }

    public string? Reason { get; set; }

    public string? Source { get; set; }
}

/// <summary>A file of many complaints, which a second person has to allow: who asked for what, who decided, and the file until it is swept away.</summary>
public sealed class ExportRow
{
    public Guid Id { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public required string Person { get; set; }

    public required string Post { get; set; }

    public required string Unit { get; set; }

    public required string Reason { get; set; }

    /// <summary>What the list asked for, encrypted: it may name a customer.</summary>
    public required byte[] Query { get; set; }

    /// <summary>How many complaints it found when it was asked for.</summary>
    public int Count { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    public bool IsApproved { get; set; }

    public string? Note { get; set; }

    /// <summary>How many complaints are in the file.</summary>
    public int Rows { get; set; }

    /// <summary>The file, encrypted; null before it was allowed and after it was swept.</summary>
    public byte[]? Content { get; set; }

    /// <summary>Until when the file can be fetched.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }
}
