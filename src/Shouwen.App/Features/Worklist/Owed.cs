using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Worklist;

/// <summary>An open obligation with what a list says of its complaint or other matter.</summary>
public sealed record Owed
{
    public required string PolicyId { get; init; }
    public required string Clause { get; init; }
    public required string Name { get; init; }
    public required int Instance { get; init; }
    public string? Person { get; init; }
    public string? Unit { get; init; }
    public string? Period { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public bool IsProvisional { get; init; }
    public bool IsPaused { get; init; }
    /// <summary>Whose obligation it is.</summary>
    public AggregateKind Kind { get; init; } = AggregateKind.Complaint;
    public required string Number { get; init; }

    /// <summary>The beginning of what the customer said, or what a matter is about.</summary>
    public string? Title { get; init; }
    public string? MaskedName { get; init; }
    public string? Channel { get; init; }
    public required Stage Stage { get; init; }
    public bool HasEnded { get; init; }
    public string? Severity { get; init; }
    public int People { get; init; }

    /// <summary>Seriously harmed, or so many people that it is handled as a group.</summary>
    public bool IsGrave => Severity == "severe" || IsGroup;

    /// <summary>Handled as a group.</summary>
    public bool IsGroup => People >= GravePeople || Kind == AggregateKind.Incident;

    public const int GravePeople = 10;

    /// <param name="now">A pause that lasts is not stored with its beginning; that it lasts is what the words need.</param>
    public ClockSpan Span(DateTimeOffset now) => new(StartedAt, new Due(DueAt, IsProvisional), PeriodOf(Period), null) { Pauses = IsPaused ? [new Pause(now, null, null)] : [] };

    private static Period? PeriodOf(string? text) => text is not null && Domain.Calendars.Period.TryParse(text, out var period) ? period : null;
}

/// <summary>How much there is in a scope, whatever is shown of it.</summary>
public sealed record OwedCounts(int All, int Cases, int Today, int Pressing, int Overdue, int Grave, int Groups)
{
    public static readonly OwedCounts None = new(0, 0, 0, 0, 0, 0, 0);

    public static OwedCounts operator +(OwedCounts one, OwedCounts other) => new(
        one.All + other.All, one.Cases + other.Cases, one.Today + other.Today, one.Pressing + other.Pressing, one.Overdue + other.Overdue, one.Grave + other.Grave, one.Groups + other.Groups);
}
