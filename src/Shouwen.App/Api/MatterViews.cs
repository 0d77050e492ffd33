namespace Shouwen.App.Api;

/// <summary>An incident, campaign, document, fund, directive, drill or training in a list.</summary>
public sealed record MatterSummary
{
    public required string Kind { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    /// <summary>opened or completed.</summary>
    public required string Stage { get; init; }

    /// <summary>What it is about: the product of a campaign, the reference of a directive.</summary>
    public string? Subject { get; init; }

    /// <summary>Of an incident; null while it is not graded.</summary>
    public string? Level { get; init; }

    public string? AboutUnit { get; init; }

    public string? ResponsibleUnit { get; init; }

    public string? ResponsiblePerson { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The earliest due time among what is still owed.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}

/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record MatterPage(IReadOnlyList<MatterSummary> Items, string? Next);

/// <summary>One as it stands.</summary>
public sealed record MatterView
{
    public required string Kind { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    public required string Stage { get; init; }

    public string? Subject { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public string? AboutUnit { get; init; }

    public string? ResponsiblePerson { get; init; }

    public string? ResponsibleUnit { get; init; }

    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>What it was opened with; names and numbers of customers are masked.</summary>
    public required IReadOnlyDictionary<string, object> Data { get; init; }

    public required IReadOnlyDictionary<string, object> Facts { get; init; }
}
