namespace Shouwen.App.Api;

/// <summary>Answer to an action: what it added to the complaint's history.</summary>
/// <param name="Version">Of the complaint after it; also the ETag.</param>
/// <param name="Entries">The act first, then what the system did by rule.</param>
public sealed record ActionAnswer(string Number, int Version, IReadOnlyList<EntryView> Entries);

/// <param name="Position">1-based place in the complaint's journal.</param>
/// <param name="HappenedAt">When it really happened; recorded <paramref name="At"/>.</param>
/// <param name="Data">The action's fields; names and numbers of customers are masked.</param>
/// <param name="Clauses">Clauses that made the system do it; empty for people's acts.</param>
public sealed record EntryView(int Position, string Action, string Label, ActorView Actor, DateTimeOffset At, DateTimeOffset HappenedAt, IReadOnlyDictionary<string, object> Data, IReadOnlyList<string> Clauses);

/// <summary>A file of a complaint.</summary>
/// <param name="Position">Of the entry that attached it; the file is at <c>attachments/{position}</c>.</param>
/// <param name="Name">Numbers of customers in it are masked.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the file, in hex.</param>
public sealed record AttachmentView(int Position, string Name, string ContentType, long Size, string Sha256, string? Description, ActorView Actor, DateTimeOffset At);

public sealed record ActorView(string Person, string? Name, string Post, string Unit);

/// <param name="Path">Where the field stands in the JSON body: <c>complainants[0].idNumber</c>.</param>
/// <param name="Code"><c>missing</c>, <c>unknown</c>, <c>malformed</c> and others.</param>
public sealed record ErrorView(string Path, string Code, string Detail);

public sealed record RefusalView(string Code, IReadOnlyList<string> Clauses, string Detail, string? Path);

/// <summary>A complaint in a list: no personal data but the masked name.</summary>
public sealed record ComplaintSummary
{
    public required string Number { get; init; }

    public required int Version { get; init; }

    public required string Stage { get; init; }

    public required string Kind { get; init; }

    public required string Channel { get; init; }

    public string? Category { get; init; }

    public string? Severity { get; init; }

    public string? MaskedName { get; init; }

    public required int People { get; init; }

    public string? AboutUnit { get; init; }

    public string? ResponsibleUnit { get; init; }

    public string? ResponsiblePerson { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The earliest due time among what is still owed.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}

/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record ComplaintPage(IReadOnlyList<ComplaintSummary> Items, string? Next);

/// <summary>A complaint as it stands.</summary>
public sealed record ComplaintView
{
    public required string Number { get; init; }

    public required int Version { get; init; }

    public required string Stage { get; init; }

    public required int Round { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? FirstContact { get; init; }

    public string? AcceptingUnit { get; init; }

    public string? ResponsiblePerson { get; init; }

    public string? ResponsibleUnit { get; init; }

    /// <summary>The person or unit a hand-over waits for.</summary>
    public string? OfferedTo { get; init; }

    public string? Outcome { get; init; }

    public required int People { get; init; }

    public required decimal CompensationPaid { get; init; }

    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>The merged fields of registration, classification and corrections; names and numbers of customers are masked.</summary>
    public required IReadOnlyDictionary<string, object> Data { get; init; }

    public required IReadOnlyDictionary<string, object> Facts { get; init; }
}

/// <summary>Something owed under one clause.</summary>
public sealed record ObligationView
{
    public required string Clause { get; init; }

    public required string Policy { get; init; }

    public required string Name { get; init; }

    /// <summary>What the clause says, in our words.</summary>
    public required string Says { get; init; }

    public required PartyView OwedBy { get; init; }

    public PartyView? OwedTo { get; init; }

    /// <summary>open, overdue, met, late, waived or cancelled.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The period behind the due time: <c>15 working days</c>; null where a fact set it.</summary>
    public string? Period { get; init; }

    /// <summary>The holidays of a year it runs through are not published yet.</summary>
    public required bool IsProvisional { get; init; }

    public DateTimeOffset? ExtendedFrom { get; init; }

    public DateTimeOffset? DischargedAt { get; init; }
}

/// <param name="Relation">The policy's word: <c>group-leader of branch</c>.</param>
public sealed record PartyView(string Relation, string? Person, string? Unit);
