using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Policies;

/// <summary>How a version stands today.</summary>
public enum VersionState { InForce, ToCome, Past, Gone }

/// <summary>One text of a policy: a file beside the others, or one that is kept in the database only.</summary>
/// <param name="Kept">The bytes that are kept, for a text that no file holds any more.</param>
public sealed record PolicyVersion(Policy Policy, VersionState State, DateTimeOffset? StoredAt, byte[]? Kept)
{
    private const int Shown = 8;

    public string Hash => Policy.Hash;

    /// <summary>What it is called in addresses.</summary>
    public string Id => Policy.Hash[..Shown];

    public string Word => State switch
    {
        VersionState.InForce => "施行中",
        VersionState.ToCome => "尚未施行",
        VersionState.Past => "已停止施行",
        _ => "已不在文件里",
    };

    /// <summary>2020-03-01 版</summary>
    public string Name => Policy.InForceFrom is { } from ? $"{Ui.Words.FullDay(from)[..10]} 版" : "未写施行日的版本";
}

/// <summary>The versions of the adopted policies: those in the files and those that bound complaints and are only kept.</summary>
public sealed class PolicyVersions(House house, PolicyShelf shelf, TimeProvider clock)
{
    private DateOnly Today => house.Calendar.DateOf(clock.GetUtcNow());

    /// <summary>One version of each adopted policy: the one of today.</summary>
    public IReadOnlyList<Policy> Present => house.On(Today);

    /// <summary>Every version of an adopted policy, the latest first; empty where the institution has not adopted it.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> OfAsync(string id, CancellationToken cancellation)
    {
        var files = house.Policies.Where(policy => policy.Id == id).ToList();
        if (files.Count == 0)
        {
            return [];
        }

        var kept = await shelf.KeptAsync(id, cancellation);
        var gone = kept.Where(each => each.Policy is not null && files.TrueForAll(file => file.Hash != each.Hash)).Select(each => new PolicyVersion(each.Policy!, VersionState.Gone, each.StoredAt, each.File)); // filtered
        return
        [
            .. files.Select(policy => new PolicyVersion(policy, StateOf(policy), kept.FirstOrDefault(each => each.Hash == policy.Hash)?.StoredAt, null)).Concat(gone)
                .OrderByDescending(version => version.Policy.InForceFrom ?? DateOnly.MinValue).ThenBy(version => version.State == VersionState.Gone).ThenByDescending(version => version.StoredAt),
        ];
    }

    private VersionState StateOf(Policy policy) => policy.IsInForceOn(Today) ? VersionState.InForce : policy.InForceFrom > Today ? VersionState.ToCome : VersionState.Past;
}
