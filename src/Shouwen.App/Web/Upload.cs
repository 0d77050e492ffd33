using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Web;

/// <summary>A form that came with a file.</summary>
/// <param name="File">Null where none was chosen, or where the complaint takes none any more.</param>
public sealed record Upload(IFormCollection Form, StagedFile? File) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static bool Is(HttpRequest request) => request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>Reads such forms as they arrive: the file is encrypted on its way to the disk, and never lies in memory or on the disk as it is.</summary>
public sealed class UploadReader(AttachmentStore store, ShouwenOptions options)
{
    // A file that is too large is still read to its end, so that the page can say so and keep what was typed; up to here.
    private const int Patience = 10;

    /// <param name="field">Name of the part that holds the file.</param>
    /// <exception cref="BadHttpRequestException">It is no such form, or far too large.</exception>
    public async Task<Upload> ReadAsync(HttpRequest request, string number, string field, CancellationToken cancellationToken)
    {
        StagedFile? file = null;
        try
        {
            var form = await FormParts.ReadAsync(request, field, options.LargestAttachment * Patience, TakeAsync, cancellationToken);
            return new(form, file);
        }
        catch
        {
            await new Upload(FormCollection.Empty, file).DisposeAsync();
            throw;
        }

        async Task TakeAsync(string fileName, Stream body)
        {
            file?.RefuseSeveral();
            file ??= await store.StageAsync(number, fileName, body, options.LargestAttachment, cancellationToken);
        }
    }
}

/// <summary>The parts of a form with files, one after the other as they arrive.</summary>
internal static class FormParts
{
    private const int MostFields = 32, LongestField = 20_000;

    /// <param name="field">Name of the part whose files are taken; of others only the name is kept, and whoever reads the fields says what becomes of it.</param>
    /// <param name="most">Bytes of the whole form.</param>
    /// <param name="take">Given the name of a file and its bytes.</param>
    /// <exception cref="BadHttpRequestException">It is no such form, or too large.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, string field, long most, Func<string, Stream, Task> take, CancellationToken cancellationToken)
    {
        Allow(request, most);
        var values = default(KeyValueAccumulator);
        try
        {
            var reader = new MultipartReader(Boundary(request), request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                var part = section.GetContentDispositionHeader() ?? throw new InvalidDataException("A part has no name.");
                var name = HeaderUtilities.RemoveQuotes(part.Name).Value ?? "";
                if (!part.IsFileDisposition())
                {
                    values.Append(name, await TextAsync(section.Body, cancellationToken));
                }
                else if (HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value is { Length: > 0 } fileName)
                {
                    if (name == field)
                    {
                        await take(fileName, section.Body);
                    }
                    else
                    {
                        values.Append(name, fileName);
                    }
                }

                if (values.ValueCount > MostFields)
                {
                    throw new InvalidDataException("The form has too many fields.");
                }
            }

            return new FormCollection(values.GetResults());
        }
        catch (Exception mistake) when (StorageFailures.Of(mistake) is null && mistake is IOException and not BadHttpRequestException or InvalidDataException)
        {
            throw new BadHttpRequestException("The form could not be read.", mistake);
        }
    }

    private static void Allow(HttpRequest request, long most)
    {
        if (request.ContentLength > most)
        {
            throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }
    }

    private static string Boundary(HttpRequest request) =>
        HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value is { Length: > 0 and <= 100 } boundary ? boundary : throw new BadHttpRequestException("The form has no boundary.");

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, leaveOpen: true);
        var text = new char[LongestField + 1];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return length <= LongestField ? new(text, 0, length) : throw new InvalidDataException("A field is too long.");
    }
}
