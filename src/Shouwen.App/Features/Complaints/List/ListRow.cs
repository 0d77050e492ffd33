using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>A complaint in the list. Names are masked where they are stored.</summary>
public sealed record ListRow
{
    public required Guid StreamId { get; init; }
    public required string Number { get; init; }
    public string? Summary { get; init; }

    /// <summary>The text around the first word that was looked for; null where none was or it is not in the text.</summary>
    public string? Excerpt { get; init; }
    public string? MaskedName { get; init; }
    public required string Channel { get; init; }
    public required Stage Stage { get; init; }
    public bool HasEnded { get; init; }
    public string? Severity { get; init; }
    public string? Category { get; init; }
    public string? ResponsiblePerson { get; init; }
    public string? ResponsibleUnit { get; init; }
    public string? AboutUnit { get; init; }
    public string? AboutPerson { get; init; }

    /// <summary>The persons kept away from it, each between spaces.</summary>
    public string Recused { get; init; } = "";
    public string? OfferedTo { get; init; }
    public int People { get; init; }
    public int Round { get; init; }
    public decimal? Amount { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? NextDueAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The clock that runs out first; null when nothing is owed.</summary>
    public ListClock? Clock { get; init; }

    public Severity? Dots => Severity switch { "severe" => Ui.Severity.Severe, "moderate" => Ui.Severity.Moderate, "minor" => Ui.Severity.Minor, _ => null };
}

public sealed record ListClock(Guid StreamId, string Clause, string Name, string? Period, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool IsProvisional, bool IsPaused)
{
    public ClockSpan Span(DateTimeOffset now) => new(StartedAt, new Due(DueAt, IsProvisional), Period is { } text && Domain.Calendars.Period.TryParse(text, out var period) ? period : null, null)
    { Pauses = IsPaused ? [new(now, null, null)] : [] };
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ListPageModel(IReadOnlyList<ListRow> Rows, ListCursor? Next);
