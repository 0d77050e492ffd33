using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage;

/// <summary>Writes into the journal of the organisation which configuration files the server runs on, whenever one has changed, and keeps what each version said.</summary>
public sealed class ConfigurationLog(IDbContextFactory<ShouwenDbContext> contexts, PolicyShelf shelf, CaseReader cases, ComplaintHandler handler)
{
    /// <param name="files">Path under the root and content.</param>
    public async Task RecordAsync(IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellation)
    {
        var known = (await cases.ReadAsync(AggregateKind.Organisation, Organisation.Number, cancellation))?.Complaint.Entries.SelectMany(entry => entry.Data.Groups("files"))
            .GroupBy(file => file.Text("file")!).ToDictionary(versions => versions.Key, versions => versions.Last().Text("hash")) ?? [];
        var changed = files.Select(file => (file.Key, Hash: Convert.ToHexStringLower(SHA256.HashData(file.Value)), Was: known.GetValueOrDefault(file.Key))).Where(file => file.Hash != file.Was).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await shelf.KeepAsync([.. changed.Select(file => (file.Hash, file.Key, files[file.Key]))], cancellation);
        var list = new RawList([.. changed.Select(file => (Raw)Input.Map(("file", file.Key), ("hash", file.Hash), ("was", file.Was)))], default);
        var result = await handler.HandleAsync(new("load-files", Input.Map(("files", list)), Actor.System), cancellation);
        _ = result is Done ? true : throw new InvalidOperationException($"The change of the configuration could not be recorded: {result}");
    }

    /// <summary>What a file said in a version, or null where it was never kept.</summary>
    public async Task<byte[]?> VersionAsync(string hash, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.PolicyVersions.Where(row => row.Hash == hash).Select(row => row.File).SingleOrDefaultAsync(cancellation);
    }
}
