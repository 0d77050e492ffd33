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

/// <summary>A file of many complaints: who asked for what, who allowed it where somebody had to, how far it is made, and how long it can be fetched. The file itself is in <see cref="ExportPartRow"/>.</summary>
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

    /// <summary>When it was allowed or refused: at once where nobody has to be asked.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided; null while nobody has, or where nobody has to.</summary>
    public string? DecidedBy { get; set; }

    public bool IsApproved { get; set; }

    public string? Note { get; set; }

    /// <summary>How many complaints are in the file so far.</summary>
    public int Rows { get; set; }

    /// <summary>How many parts of the file are kept; 0 again once they are swept.</summary>
    public int Parts { get; set; }

    /// <summary>Where in the list the making goes on; null at its beginning.</summary>
    public string? After { get; set; }

    /// <summary>Until when whoever makes it is taken to be alive.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When the file was complete.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Why no file was made and what to do now, for whoever asked.</summary>
    public string? Problem { get; set; }

    /// <summary>Until when the file can be fetched; null before it is complete.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }
}

/// <summary>A piece of an exported file, encrypted; the file is its pieces one after another.</summary>
public sealed class ExportPartRow
{
    public Guid ExportId { get; set; }

    /// <summary>0 is the head, written last, when it is known how many complaints there are.</summary>
    public int Ordinal { get; set; }

    public required byte[] Content { get; set; }
}
