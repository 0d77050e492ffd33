using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Everything outside a complaint that a decision reads. Whoever decides gathers it first; the engine itself reads nothing.</summary>
/// <param name="Policies">Those that bind the complaint: the versions named by its register entry, or those in force for a new one.</param>
public sealed record Surroundings(Institution Institution, IReadOnlyList<Policy> Policies, Calendar Calendar)
{
    /// <summary>Another aggregate by its number (in a story, its label), or null.</summary>
    public Func<string, Complaint?> Other { get; init; } = _ => null;

    /// <summary>For a complaint about to be registered: whether the product complained about has a campaign.</summary>
    public bool IsCampaignOpen { get; init; }

    /// <summary>For a complaint about to be registered: whether the same customer was recorded as satisfied with an earlier one.</summary>
    public bool IsRepeatAfterSatisfied { get; init; }

    /// <summary>For a complaint about to be registered: earlier ones on the same product or business, received within the longest window of any detection.</summary>
    public IReadOnlyList<Similar> Similar { get; init; } = [];

    /// <summary>What tells a complainant of the new complaint from others, in the same form as in <see cref="Similar"/>.</summary>
    public Func<Journal.Fields, IReadOnlyList<string>> Marks { get; init; } = Clusters.PlainMarks;

    /// <summary>Facts of the unit in question, for periodic duties: <c>unit.open-campaign</c>, <c>unit.matured-complaints</c>.</summary>
    public Journal.Fields UnitFacts { get; init; } = Journal.Fields.Empty;
}
