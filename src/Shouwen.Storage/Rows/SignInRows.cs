namespace Shouwen.Storage.Rows;

/// <summary>A passkey (WebAuthn credential) of a person, as it was registered.</summary>
public sealed class PasskeyRow
{
    public required byte[] CredentialId { get; set; }

    public required string PersonId { get; set; }

    /// <summary>What the person calls it: 办公电脑.</summary>
    public required string Name { get; set; }

    /// <summary>COSE key.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>The authenticator's own counter; one that falls back tells of a copy.</summary>
    public long SignCount { get; set; }

    /// <summary>Words between spaces: <c>usb internal</c>.</summary>
    public required string Transports { get; set; }

    public bool IsUserVerified { get; set; }

    public bool IsBackupEligible { get; set; }

    public bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; set; }

    public required byte[] ClientDataJson { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>A code on paper that stands in once for a lost second factor; deleted when used.</summary>
public sealed class RecoveryCodeRow
{
    public required string PersonId { get; set; }

    /// <summary>Keyed with a key outside the database.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>Something handed out that is good once and for a while: an invitation, a half-done sign-in. Only its hash is kept.</summary>
public sealed class TicketRow
{
    /// <summary>SHA-256.</summary>
    public required byte[] Hash { get; set; }

    /// <summary><c>welcome</c>, <c>second-step</c>.</summary>
    public required string Kind { get; set; }

    public required string PersonId { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>How many guesses are left to somebody: a bucket that fills at a steady pace, kept as one moment.</summary>
public sealed class GuessRow
{
    /// <summary>Whose bucket, keyed with a key outside the database.</summary>
    public required byte[] Key { get; set; }

    /// <summary>When the bucket is full again, Unix milliseconds.</summary>
    public long FreeAt { get; set; }
}

/// <summary>What happened to an account: signed in, refused, password changed.</summary>
public sealed class AccountEventRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null when the name that was typed is nobody's.</summary>
    public string? PersonId { get; set; }

    /// <summary>The name that was typed, keyed: people type passwords there too.</summary>
    public required byte[] NameKey { get; set; }

    /// <summary><c>signed-in</c>, <c>refused</c>, <c>password-changed</c> …</summary>
    public required string What { get; set; }

    /// <summary>By which means: <c>password</c>, <c>totp</c>, <c>passkey</c>, <c>recovery-code</c>.</summary>
    public required string Means { get; set; }

    public required string Address { get; set; }

    /// <summary>Browser and system in a few words.</summary>
    public required string Device { get; set; }
}

/// <summary>A key under which cookies and forms are sealed, the same for all nodes.</summary>
public sealed class WebKeyRow
{
    /// <summary>One after those that were known when it was made: of two nodes that make one at once, one does.</summary>
    public int Number { get; set; }

    /// <summary>XML, encrypted by the key ring.</summary>
    public required byte[] Content { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}
