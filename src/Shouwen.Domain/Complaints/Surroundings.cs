using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Everything outside a complaint that a decision reads. Whoever decides gathers it first; the engine itself reads nothing.</summary>
/// <param name="Policies">Those that bind the complaint: the versions named by its register entry, or those in force for a new one.</param>
public sealed record Surroundings(Institution Institution, IReadOnlyList<Policy> Policies, Calendar Calendar)
{
    /// <summary>Another complaint by its number (in a story, its label), or null.</summary>
    public Func<string, Complaint?> Other { get; init; } = _ => null;

    /// <summary>Facts of other aggregates: <c>campaign-open</c>, <c>fund-balance</c>.</summary>
    public Journal.Fields Elsewhere { get; init; } = Journal.Fields.Empty;
}
