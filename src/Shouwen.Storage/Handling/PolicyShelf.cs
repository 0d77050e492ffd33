using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Policies;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>Reads a stored policy file; the app says how, because storage knows no YAML. Null for a file that today's program cannot read.</summary>
public delegate Policy? PolicyParser(string id, byte[] file);

/// <summary>A version as it was kept.</summary>
/// <param name="Policy">Null where today's program cannot read the file.</param>
public sealed record KeptPolicy(string Hash, DateTimeOffset StoredAt, byte[] File, Policy? Policy);

/// <summary>Every version of a policy that ever bound a complaint, by the hash of its file.</summary>
public sealed class PolicyShelf(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, House house, TimeProvider clock, PolicyParser parser)
{
    private readonly ConcurrentDictionary<string, Policy> known = new(house.Policies.Select(policy => KeyValuePair.Create(policy.Hash, policy)));

    /// <summary>Puts the adopted files on the shelf; to be called before the first complaint is registered under them.</summary>
    public Task<int> KeepAsync(IReadOnlyCollection<(Policy Policy, byte[] File)> files, CancellationToken cancellation) =>
        KeepAsync([.. files.Select(file => (file.Policy.Hash, file.Policy.Id, file.File))], cancellation);

    /// <summary>Keeps what a configuration file says, once for each hash.</summary>
    public Task<int> KeepAsync(IReadOnlyCollection<(string Hash, string Id, byte[] File)> files, CancellationToken cancellation) => writer.WriteAsync(async context =>
    {
        var hashes = files.Select(file => file.Hash).ToList();
        var there = await context.PolicyVersions.Where(row => hashes.Contains(row.Hash)).Select(row => row.Hash).ToListAsync(CancellationToken.None);
        context.PolicyVersions.AddRange(files.Where(file => !there.Contains(file.Hash)).DistinctBy(file => file.Hash)
            .Select(file => new Rows.PolicyVersionRow { Hash = file.Hash, PolicyId = file.Id, File = file.File, StoredAt = clock.GetUtcNow() }));
        return await context.SaveChangesAsync(CancellationToken.None);
    }, cancellation);

    /// <summary>The versions that bind a complaint: those its registration names, or its last change to other ones.</summary>
    public async Task<IReadOnlyList<Policy>> BindingAsync(Complaint complaint, CancellationToken cancellation)
    {
        var binding = complaint.Entries.Last(entry => entry.Action is "register" or "rebind" && entry.Data.Has("policies") || entry.Position == 1);
        return await NamedAsync(binding.Data.Texts("policies"), cancellation);
    }

    /// <param name="names"><c>id@hash</c>, as entries name them.</param>
    public async Task<IReadOnlyList<Policy>> NamedAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        var policies = new List<Policy>();
        foreach (var name in names)
        {
            policies.Add(await FindAsync(name.Split('@', 2), cancellation));
        }

        return policies;
    }

    /// <summary>Every version of a policy that was ever kept, in the order of their coming.</summary>
    public async Task<IReadOnlyList<KeptPolicy>> KeptAsync(string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.PolicyVersions.AsNoTracking().Where(row => row.PolicyId == id).OrderBy(row => row.StoredAt).ThenBy(row => row.Hash).ToListAsync(cancellation);
        return [.. rows.Select(row => new KeptPolicy(row.Hash, row.StoredAt, row.File, known.GetValueOrDefault(row.Hash) ?? parser(id, row.File)))];
    }

    private async Task<Policy> FindAsync(string[] idAndHash, CancellationToken cancellation)
    {
        var (id, hash) = (idAndHash[0], idAndHash[1]);
        if (known.TryGetValue(hash, out var policy))
        {
            return policy;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var file = await context.PolicyVersions.Where(row => row.Hash == hash).Select(row => row.File).SingleOrDefaultAsync(cancellation)
            ?? throw new InvalidOperationException($"The version {hash} of policy {id} binds a complaint but is not stored.");
        return known.GetOrAdd(hash, parser(id, file) ?? throw new InvalidOperationException($"The version {hash} of policy {id} binds a complaint but cannot be read any more."));
    }
}
