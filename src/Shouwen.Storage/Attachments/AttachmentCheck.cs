using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage.Attachments;

/// <summary>Reads every attachment of every complaint that has not been destroyed, and compares it with the hash in the journal. Needs no key.</summary>
public sealed class AttachmentCheck(IDbContextFactory<ShouwenDbContext> contexts, AttachmentFolder folder)
{
    /// <summary>How many attachments there are, and those that are missing or not as they were stored.</summary>
    public async Task<(long Files, IReadOnlyList<JournalFault> Faults)> RunAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var entries = from entry in context.Journal.AsNoTracking()
                      where entry.Action == "attach"
                      join key in context.StreamKeys on entry.StreamId equals key.StreamId
                      join stream in context.Streams on entry.StreamId equals stream.Id
                      orderby stream.Number, entry.Position
                      select new { stream.Number, entry.StreamId, entry.Position, entry.OpenPart };
        var (files, faults) = (0L, new List<JournalFault>());
        await foreach (var row in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (Attachment.StoredName(EntryCodec.Decode(new(row.StreamId, row.Position, row.OpenPart, []), null)) is not { } stored)
            {
                continue; // only a name was recorded
            }

            files++;
            if (await WhatIsWrongAsync(row.StreamId, stored, cancellation) is { } what && faults.Count < JournalVerifier.MostFaults)
            {
                faults.Add(new(row.Number, row.Position, what));
            }
        }

        return (files, faults);
    }

    private async Task<string?> WhatIsWrongAsync(Guid stream, string stored, CancellationToken cancellation)
    {
        await using var file = folder.Open(stream, stored);
        return file is null ? "附件文件缺失" : await AttachmentStore.HashAsync(file, cancellation) == stored ? null : "附件文件被改动，与哈希不符";
    }
}
