using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;

namespace Shouwen.Storage.Rows;

/// <summary>An aggregate other than a complaint (incident, campaign, document, fund, directive, drill, training) as lists show it; made from its journal in the same transaction.</summary>
public sealed class MatterRow
{
    public Guid StreamId { get; set; }

    public AggregateKind Kind { get; set; }

    public required string Number { get; set; }

    public int Version { get; set; }

    public Stage Stage { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>What it is about, no personal data: the product of a campaign, the reference of a directive, the year of a fund.</summary>
    public string? Subject { get; set; }

    /// <summary>Of an incident, as the institution grades them; null while it is not graded.</summary>
    public string? Level { get; set; }

    public string? AboutUnit { get; set; }

    /// <summary>The units of the complaints in an incident, each between spaces: their people see it.</summary>
    public required string Units { get; set; }

    /// <summary>The day on which a campaign's product matures.</summary>
    public DateOnly? MaturesOn { get; set; }

    public string? ResponsiblePerson { get; set; }

    public string? ResponsibleUnit { get; set; }

    /// <summary>The unit it is about, else the responsible one, and those above: <c>/head-office/branch-1/</c>.</summary>
    public string? UnitPath { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset LastEntryAt { get; set; }

    /// <summary>The earliest due time among what is still owed.</summary>
    public DateTimeOffset? NextDueAt { get; set; }
}
