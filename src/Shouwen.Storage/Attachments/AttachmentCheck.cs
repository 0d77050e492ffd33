using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage.Attachments;

/// <summary>A file that the journal of a complaint names which has not been destroyed.</summary>
/// <param name="Position">Of the entry.</param>
internal sealed record NamedFile(string Number, Guid Stream, int Position, string Stored);

/// <summary>Reads every attachment of every complaint that has not been destroyed, and compares it with the hash in the journal. Needs no key.</summary>
public sealed class AttachmentCheck(IDbContextFactory<ShouwenDbContext> contexts, AttachmentFolder folder)
{
    internal const string Missing = "附件文件缺失";
    internal const string Changed = "附件文件被改动，与哈希不符";

    /// <summary>How many attachments there are, and those that are missing or not as they were stored.</summary>
    public async Task<(long Files, IReadOnlyList<JournalFault> Faults)> RunAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (files, faults) = (0L, new List<JournalFault>());
        await foreach (var file in NamedAsync(context).WithCancellation(cancellation))
        {
            files++;
            if (await WhatIsWrongAsync(file, cancellation) is { } what && faults.Count < JournalVerifier.MostFaults)
            {
                faults.Add(new(file.Number, file.Position, what));
            }
        }

        return (files, faults);
    }

    /// <summary>In the order of the complaints' numbers. Entries that record a name only are left out.</summary>
    internal static IAsyncEnumerable<NamedFile> NamedAsync(ShouwenDbContext context) =>
        (from entry in context.Journal.AsNoTracking()
         where entry.Action == "attach"
         join key in context.StreamKeys on entry.StreamId equals key.StreamId
         join stream in context.Streams on entry.StreamId equals stream.Id
         orderby stream.Number, entry.Position
         select new { stream.Number, entry.StreamId, entry.Position, entry.OpenPart }).AsAsyncEnumerable()
        .Select(row => Attachment.StoredName(EntryCodec.Decode(new(row.StreamId, row.Position, row.OpenPart, []), null)) is { } stored ? new NamedFile(row.Number, row.StreamId, row.Position, stored) : null)
        .Where(file => file is not null)!; // filtered

    private async Task<string?> WhatIsWrongAsync(NamedFile named, CancellationToken cancellation)
    {
        await using var file = folder.Open(named.Stream, named.Stored);
        return file is null ? Missing : await AttachmentStore.HashAsync(file, cancellation) == named.Stored ? null : Changed;
    }
}
