using Shouwen.Storage.Attachments;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Web;

/// <summary>Gives an attachment to whoever sees its complaint, never to be shown as a page of ours, and writes down that it was read.</summary>
public sealed class AttachmentSender(Cases cases, AttachmentStore store, AccessLog log)
{
    /// <summary>Nothing may run, load or know where it is, should a browser show the file after all.</summary>
    private const string ContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    /// <param name="position">Of the entry that attached it.</param>
    /// <param name="missing">The answer where there is none, or none in sight.</param>
    /// <param name="damaged">The answer where its file is missing or not as it was stored.</param>
    public async Task<IResult> SendAsync(string number, int position, HttpResponse response, Func<IResult> missing, Func<IResult> damaged, CancellationToken cancellationToken)
    {
        var entry = (await cases.FindAsync(number, cancellationToken))?.Complaint.Entries.FirstOrDefault(entry => entry.Position == position);
        if (entry is null || Attachment.Of(entry) is not { } attachment)
        {
            return missing();
        }

        await log.RecordAsync(number, $"attachment {position}", null, cancellationToken);
        if (await store.OpenAsync(number, attachment, cancellationToken) is not { } content)
        {
            return damaged();
        }

        response.Headers.ContentSecurityPolicy = ContentPolicy;
        return Results.Stream(content, attachment.ContentType, FreeText.Masked(attachment.Name)); // a name is kept by browsers and disks, and travels with the file
    }
}
