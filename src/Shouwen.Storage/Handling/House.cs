using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Storage;

/// <summary>The institution that the server runs for and the rules it has adopted, in their order.</summary>
/// <param name="Policies">Every version of each, earliest first; on a day one of them at most is in force.</param>
public sealed record House(Institution Institution, IReadOnlyList<Policy> Policies, Calendar Calendar)
{
    /// <summary>One version of each adopted policy: the one in force on a day, else the last before it, else the first to come.</summary>
    public IReadOnlyList<Policy> On(DateOnly day) => [.. Policies.GroupBy(policy => policy.Id).Select(versions =>
        versions.FirstOrDefault(version => version.IsInForceOn(day)) ?? versions.LastOrDefault(version => version.InForceFrom is null || version.InForceFrom <= day) ?? versions.First())];
}
