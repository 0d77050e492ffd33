using Shouwen.Domain.Complaints;

namespace Shouwen.Storage.Rows;

/// <summary>A complaint as lists show and filter it; made from its journal in the same transaction. Holds no plain personal data.</summary>
public sealed class ComplaintRow
{
    public Guid StreamId { get; set; }

    public required string Number { get; set; }

    public int Version { get; set; }

    public Stage Stage { get; set; }

    public bool HasEnded { get; set; }

    public int Round { get; set; }

    public required string Kind { get; set; }

    public required string Channel { get; set; }

    public string? Category { get; set; }

    public string? Severity { get; set; }

    public string? Complexity { get; set; }

    public string? Outcome { get; set; }

    public int People { get; set; }

    /// <summary>As registered, without those of joined complaints.</summary>
    public int OwnPeople { get; set; }

    /// <summary>The last detection of each clause and how many people it counted: <c> WM-30=12 </c>.</summary>
    public string Detected { get; set; } = "";

    public string? AboutUnit { get; set; }

    public string? AboutPerson { get; set; }

    public string? Product { get; set; }

    public string? Business { get; set; }

    public string? FirstContact { get; set; }

    public string? AcceptingUnit { get; set; }

    public string? ResponsiblePerson { get; set; }

    public string? ResponsibleUnit { get; set; }

    /// <summary>The person or unit a hand-over is offered to.</summary>
    public string? OfferedTo { get; set; }

    /// <summary>The responsible unit and those above it: <c>/head-office/branch-1/sub-branch-1-1/</c>.</summary>
    public string? UnitPath { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it was closed; null again once reopened.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public DateTimeOffset LastEntryAt { get; set; }

    /// <summary>The earliest due time among what is still owed.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    public decimal? Amount { get; set; }

    public decimal CompensationPaid { get; set; }

    /// <summary>王** 等3人.</summary>
    public string? MaskedName { get; set; }

    /// <summary>The system's flags, each between spaces: <c> severe repeat </c>.</summary>
    public required string Flags { get; set; }

    /// <summary>The units asked to contribute, each between spaces: their people see the complaint.</summary>
    public required string CoHandlers { get; set; }

    /// <summary>The persons kept away from it, each between spaces: they do not.</summary>
    public required string Recused { get; set; }

    public string? MergedInto { get; set; }

    public bool IsOnHold { get; set; }

    /// <summary>It is about a product that has matured, or that a campaign is open for.</summary>
    public bool IsMatured { get; set; }

    /// <summary>What the customer said at the last call-back; null: was not asked.</summary>
    public bool? IsSatisfied { get; set; }
}

/// <summary>One complainant, findable by phone, identity number or beginning of the name without any of them being readable.</summary>
public sealed class ComplainantRow
{
    public Guid StreamId { get; set; }

    public int Ordinal { get; set; }

    public string? MaskedName { get; set; }

    public byte[]? PhoneIndex { get; set; }

    public byte[]? IdNumberIndex { get; set; }

    /// <summary>Of the first, first two and first three characters, and of the whole name.</summary>
    public byte[]? Name1Index { get; set; }

    public byte[]? Name2Index { get; set; }

    public byte[]? Name3Index { get; set; }

    public byte[]? NameIndex { get; set; }
}

/// <summary>What full-text search looks into. Deleted at destruction.</summary>
public sealed class ComplaintTextRow
{
    /// <summary>In the order in which texts were written; the search's index refers to it.</summary>
    public long Id { get; set; }

    public Guid StreamId { get; set; }

    /// <summary>With long numbers masked.</summary>
    public required string Summary { get; set; }

    /// <summary>The pairs of characters by which the text is found, see <see cref="Complaints.TextSearch.PairsOf"/>; null in a row of an older version until it is read in.</summary>
    public string? Pairs { get; set; }
}
