using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Attachments;

/// <summary>Takes files in and gives them back, encrypted under the key of their complaint.</summary>
public sealed class AttachmentStore(IDbContextFactory<ShouwenDbContext> contexts, KeyRing keys, AttachmentFolder folder)
{
    /// <summary>Encrypts a file on its way to the disk and judges it. Null where the complaint does not exist or has been destroyed.</summary>
    /// <param name="name">As given.</param>
    /// <param name="most">Of more bytes than these the rest is left unread.</param>
    public async Task<StagedFile?> StageAsync(string number, string name, Stream content, long most, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not var (stream, key))
        {
            return null;
        }

        var file = folder.Begin();
        try
        {
            return await StageAsync(file, stream, key, FileName.Clean(name), content, most, cancellation);
        }
        catch
        {
            await file.DisposeAsync();
            File.Delete(file.Name);
            throw;
        }
        finally
        {
            await file.DisposeAsync();
        }
    }

    /// <summary>The content of an attachment; null where its file is missing or not as it was stored.</summary>
    public async Task<Stream?> OpenAsync(string number, Attachment attachment, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not var (stream, key) || folder.Open(stream, attachment.Stored) is not { } file)
        {
            return null;
        }

        if (await HashAsync(file, cancellation) == attachment.Stored)
        {
            return new OpenedFile(file, key, stream);
        }

        await file.DisposeAsync();
        return null;
    }

    internal static async Task<string> HashAsync(FileStream file, CancellationToken cancellation) => Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));

    private async Task<StagedFile> StageAsync(FileStream file, Guid stream, DataKey key, string name, Stream content, long most, CancellationToken cancellation)
    {
        StagedFile Refused(string problem) => new(folder, file.Name, stream, name, null, problem);

        if (await SealedFile.WriteAsync(content, file, key, stream, most, cancellation) is not var (size, hash, stored))
        {
            return Refused(FileTypes.TooLarge(most));
        }

        if (size == 0)
        {
            return Refused(FileCheck.Empty);
        }

        file.Flush(flushToDisk: true);
        using var opened = new OpenedFile(file, key, stream);
        var (type, problem) = FileCheck.Judge(name, FileSignatures.TypesOf(opened));
        return type is null ? Refused(problem!) : new(folder, file.Name, stream, name, new(name, type.ContentType, size, hash, stored), null); // without a type there is a problem
    }

    private async Task<(Guid Stream, DataKey Key)?> FindAsync(string number, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await (from stream in context.Streams.AsNoTracking()
                           where stream.Kind == AggregateKind.Complaint && stream.Number == number
                           join key in context.StreamKeys on stream.Id equals key.StreamId
                           select key).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.StreamId, keys.Unwrap(found.StreamId, found.Wrapped));
    }
}
