using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage.Journal;

/// <summary>Signs where the streams stand, so that nobody who gets hold of the database can rewrite what was covered. Run by one node at a time.</summary>
public sealed class CheckpointWriter(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, KeyRing keys, StorageFolders folders, TimeProvider clock)
{
    private const int MostHeads = 10_000;

    private readonly CheckpointFolder folder = new(folders.Checkpoints);

    /// <summary>Covers every stream that has grown since the last checkpoint, and copies outside what is not there yet.</summary>
    /// <returns>How many checkpoints were written; none when nothing has grown.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        var written = 0;
        while (await writer.WriteAsync(WriteOneAsync, cancellation))
        {
            written++;
        }

        await CopyAsync(cancellation);
        return written;
    }

    private async Task<bool> WriteOneAsync(ShouwenDbContext context)
    {
        var grown = await context.Streams.AsNoTracking().Where(row => row.Version > row.CheckpointedVersion).OrderBy(row => row.Id).Take(MostHeads)
            .Select(row => new { row.Id, row.Number, row.Version, row.Head }).ToListAsync();
        if (grown.Count == 0)
        {
            return false;
        }

        var last = await context.Checkpoints.AsNoTracking().OrderByDescending(row => row.Number).Select(row => new { row.Number, row.Hash }).FirstOrDefaultAsync();
        var heads = grown.Select(row => new StreamHead(row.Id, row.Number, row.Version, Convert.ToHexStringLower(row.Head)));
        var checkpoint = new Checkpoint((last?.Number ?? 0) + 1, clock.GetUtcNow(), last is null ? Checkpoint.NoPrevious : Convert.ToHexStringLower(last.Hash), [.. heads]);
        var body = checkpoint.Body();
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Checkpoints.Add(new() { Number = checkpoint.Number, At = checkpoint.At, Body = body, Signature = keys.Sign(bytes), Hash = SHA256.HashData(bytes) });
        await context.SaveChangesAsync();
        foreach (var row in grown)
        {
            await context.Streams.Where(stream => stream.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(stream => stream.CheckpointedVersion, row.Version));
        }

        return true;
    }

    // After the commit, and again at the next run for what a crash kept from being copied.
    private async Task CopyAsync(CancellationToken cancellation)
    {
        var copied = folder.Numbers();
        var after = copied.Count > 0 ? copied[^1] : 0;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await foreach (var row in context.Checkpoints.AsNoTracking().Where(row => row.Number > after).OrderBy(row => row.Number).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            folder.Write(row.Number, row.Body, row.Signature, keys.PublicKey);
        }
    }
}
