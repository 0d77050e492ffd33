using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Storage;

/// <summary>The institution that the server runs for and the rules it has adopted, in their order.</summary>
/// <param name="file">The institution as its file says it; what has been changed since is in the journal of the organisation.</param>
/// <param name="policies">Every version of each, earliest first; on a day one of them at most is in force.</param>
public sealed class House(Institution file, IReadOnlyList<Policy> policies, Calendar calendar)
{
    private volatile State now = new(file, 0, null);

    public Institution File => file;

    /// <summary>As it stands now. A request that needs it twice keeps it: it may be replaced between two readings.</summary>
    public Institution Institution => now.Institution;

    public IReadOnlyList<Policy> Policies => policies;

    public Calendar Calendar => calendar;

    /// <summary>One version of each adopted policy: the one in force on a day, else the last before it, else the first to come.</summary>
    public IReadOnlyList<Policy> On(DateOnly day) => [.. Policies.GroupBy(policy => policy.Id).Select(versions =>
        versions.FirstOrDefault(version => version.IsInForceOn(day)) ?? versions.LastOrDefault(version => version.InForceFrom is null || version.InForceFrom <= day) ?? versions.First())];

    internal int Version => now.Version;

    /// <summary>Whether the organisation shown is that of a version of its journal, and no dated change has begun since.</summary>
    internal bool IsAt(int version, DateTimeOffset moment) => now.Version == version && !(now.NextChange <= moment);

    internal void Take(Institution institution, int version, DateTimeOffset? nextChange) => now = new(institution, version, nextChange);

    private sealed record State(Institution Institution, int Version, DateTimeOffset? NextChange);
}
