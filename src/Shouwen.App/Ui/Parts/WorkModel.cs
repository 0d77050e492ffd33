namespace Shouwen.App.Ui;

/// <summary>One obligation in a list of many files.</summary>
public sealed record WorkRow
{
    public required ClockState State { get; init; }
    public required string Remaining { get; init; }
    public required string Due { get; init; }
    public required double Percent { get; init; }
    public required string Name { get; init; }
    /// <summary>Null for a signature that no chain asks for.</summary>
    public ClauseRef? Clause { get; init; }
    public required string CaseTitle { get; init; }
    public required string CaseNumber { get; init; }
    public required string CaseHref { get; init; }

    /// <summary>Second line after the number: 王** · 客服热线.</summary>
    public string? CaseSecond { get; init; }
    public required string Stage { get; init; }
    public required string ActionText { get; init; }
    public required string ActionHref { get; init; }

    /// <summary>Overdue or under an hour: only then is the row's button primary.</summary>
    public bool IsPressing { get; init; }
    public bool IsGrave { get; init; }
    public Severity? Severity { get; init; }
    public bool Provisional { get; init; }

    /// <summary>What else is owed on the same file within the same group: said in one line, unfolded on demand.</summary>
    public IReadOnlyList<WorkAlso> Also { get; init; } = [];
}

/// <summary>A further obligation of a file that has a row already.</summary>
public sealed record WorkAlso(ClockState State, string Name, ClauseRef Clause, string Remaining, string Due, string ActionText, string ActionHref);

/// <param name="Head">已超期 · 今天到期; null for what comes later.</param>
public sealed record WorkGroup(string? Head, IReadOnlyList<WorkRow> Rows)
{
    public bool IsOver { get; init; }

    /// <summary>Said after the head; the number of rows when not given.</summary>
    public int? Count { get; init; }

    /// <summary>Days off that stand before these rows: 中秋节放假.</summary>
    public string? StripName { get; init; }

    /// <summary>09-25 周五 – 09-27 周日 · 工作日时限停走，小时时限照走</summary>
    public string? StripWords { get; init; }
}
