namespace Shouwen.Storage.Rows;

/// <summary>How far a customer of a maturing product has been spoken to; in the order of the work.</summary>
public enum CustomerState { Waiting, Unreached, Undecided, Agreed }

/// <summary>
/// A customer on the list of a campaign. The list came in as a file, so it is no part of the journal: what the journal keeps is the file's hash and how many customers each unit got. Name
/// and phone are sealed under the campaign's key; what contacts changed follows from their entries.
/// </summary>
public sealed class CampaignCustomerRow
{
    public Guid StreamId { get; set; }

    /// <summary>Its number within the campaign, from 1; gaps are left by lists that were given up.</summary>
    public int Ordinal { get; set; }

    public Guid ImportId { get; set; }

    /// <summary>The unit below the root that the list is issued to, and which assigns its customers.</summary>
    public required string IssuedTo { get; set; }

    /// <summary>The unit that looks after the customer: <see cref="IssuedTo"/> or one below it.</summary>
    public required string Unit { get; set; }

    /// <summary>Whether it was issued; before that nobody but the importer knows of it.</summary>
    public bool IsIssued { get; set; }

    /// <summary>The person who is to talk to the customer.</summary>
    public string? Manager { get; set; }

    public required string MaskedName { get; set; }

    /// <summary>JSON of name, phone and what is held, under the campaign's key.</summary>
    public required byte[] Details { get; set; }

    /// <summary>Blind index of the phone: nobody is on the list of a campaign twice.</summary>
    public required byte[] PhoneIndex { get; set; }

    public CustomerState State { get; set; }

    public bool Redeems { get; set; }

    public bool Renews { get; set; }

    public bool Complains { get; set; }

    /// <summary>The complaint that was made of what the customer said.</summary>
    public string? Complaint { get; set; }

    public DateTimeOffset? LastContactAt { get; set; }
}

/// <summary>Where an import stands. <see cref="Checked"/> waits for a person to issue the list or give it up.</summary>
public enum ImportState { Reading, Checked, Issued, Dropped, Failed }

/// <summary>A list of customers on its way into a campaign.</summary>
public sealed class CampaignImportRow
{
    public Guid Id { get; set; }

    public Guid StreamId { get; set; }

    public required string Number { get; set; }

    public required string Person { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Digest { get; set; }

    /// <summary>The file under the campaign's key, until it has been read.</summary>
    public byte[]? Content { get; set; }

    /// <summary>Lines of the file without its head; null while they are being counted.</summary>
    public int? Lines { get; set; }

    /// <summary>Lines read so far.</summary>
    public int Done { get; set; }

    /// <summary>Lines that cannot be taken.</summary>
    public int Bad { get; set; }

    /// <summary>Those lines with what is wrong, as a table under the campaign's key; the first of them where there are very many.</summary>
    public byte[]? Errors { get; set; }

    /// <summary>Why the file could not be read at all.</summary>
    public string? Problem { get; set; }

    /// <summary>The node that reads it has until then to say that it is still at it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}
