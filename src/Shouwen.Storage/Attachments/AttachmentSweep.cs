using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage.Attachments;

/// <summary>
/// Deletes what no journal names: files whose recording a crash prevented, and those of destroyed complaints. A complaint that this database does not know
/// is left alone, for the folder may belong to another.
/// </summary>
public sealed class AttachmentSweep(IDbContextFactory<ShouwenDbContext> contexts, AttachmentFolder folder, TimeProvider clock)
{
    /// <summary>Longer than any upload takes.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const int AtOnce = 200;

    /// <summary>How many files were deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var deleted = Delete(folder.Arriving().Where(IsOld));
        foreach (var streams in folder.Streams().Chunk(AtOnce))
        {
            deleted += await SweepAsync(streams, cancellation);
        }

        return deleted;
    }

    private async Task<int> SweepAsync(Guid[] streams, CancellationToken cancellation)
    {
        var files = streams.ToDictionary(stream => stream, stream => folder.Kept(stream).ToList()); // before the journal is read: what comes later is not judged
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var known = await context.Streams.Where(row => streams.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellation);
        var alive = (await context.StreamKeys.Where(row => streams.Contains(row.StreamId)).Select(row => row.StreamId).ToListAsync(cancellation)).ToHashSet();
        var named = (await NamesAsync(context, streams, cancellation)).ToHashSet();
        var deleted = 0;
        foreach (var stream in known)
        {
            deleted += Delete(files[stream].Where(file => !alive.Contains(stream) || (IsOld(file) && !named.Contains((stream, file.Name)))));
            if (!alive.Contains(stream))
            {
                folder.Forget(stream);
            }
        }

        return deleted;
    }

    private static async Task<IEnumerable<(Guid, string)>> NamesAsync(ShouwenDbContext context, Guid[] streams, CancellationToken cancellation)
    {
        var entries = await context.Journal.AsNoTracking().Where(row => row.Action == "attach" && streams.Contains(row.StreamId)).Select(row => new { row.StreamId, row.Position, row.OpenPart }).ToListAsync(cancellation);
        return from row in entries
               let stored = Attachment.StoredName(EntryCodec.Decode(new(row.StreamId, row.Position, row.OpenPart, []), null))
               where stored is not null
               select (row.StreamId, stored);
    }

    private bool IsOld(FileInfo file) => file.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime - Grace;

    private static int Delete(IEnumerable<FileInfo> files)
    {
        var deleted = 0;
        foreach (var file in files)
        {
            file.Delete();
            deleted++;
        }

        return deleted;
    }
}
