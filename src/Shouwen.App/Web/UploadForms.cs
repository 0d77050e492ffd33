using Microsoft.AspNetCore.Http.Features;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Web;

/// <summary>Reads the forms of actions that take a file before anything else does, which would write the file to a temporary one in clear.</summary>
internal static class UploadForms
{
    public static void ReadUploads(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IStreamedUpload>() is { } streamed && HttpMethods.IsPost(context.Request.Method) && Upload.Is(context.Request))
        {
            await ReadAsync(context, next, streamed);
            return;
        }

        if (FieldOf(context) is not { } field || context.GetRouteValue("number") is not string number)
        {
            await next(context);
            return;
        }

        if (!await context.RequestServices.GetRequiredService<Cases>().IsVisibleAsync(AggregateKind.Complaint, number, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await ReadAsync(context, next, number, field);
    });

    private static async Task ReadAsync(HttpContext context, RequestDelegate next, string number, string field)
    {
        Upload upload;
        try
        {
            upload = await context.RequestServices.GetRequiredService<UploadReader>().ReadAsync(context.Request, number, field, context.RequestAborted);
        }
        catch (BadHttpRequestException mistake) when (StorageFailures.Of(mistake) is null)
        {
            context.Response.StatusCode = mistake.StatusCode;
            return;
        }

        await using (upload)
        {
            context.Features.Set<IFormFeature>(new FormFeature(upload.Form));
            context.Features.Set(upload);
            await next(context);
        }
    }

    private static async Task ReadAsync(HttpContext context, RequestDelegate next, IStreamedUpload streamed)
    {
        await using var sent = streamed.Receiver(context.RequestServices);
        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(await FormParts.ReadAsync(context.Request, "file", streamed.Most, (name, body) => sent.TakeAsync(name, body, context.RequestAborted), context.RequestAborted)));
        }
        catch (BadHttpRequestException mistake)
        {
            context.Response.StatusCode = mistake.StatusCode;
            return;
        }

        context.Features.Set(sent);
        await next(context);
    }

    // Pages of actions only; the API reads its forms itself.
    private static string? FieldOf(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && Upload.Is(context.Request) && context.GetRouteValue("actionName") is string action ? ActionCatalogue.Find(action)?.FileField?.Name : null;
}

/// <summary>On a page: its form's file goes where the page says as it arrives, not into memory or a temporary file.</summary>
internal interface IStreamedUpload
{
    /// <summary>Bytes of the whole form.</summary>
    long Most { get; }

    FileReceiver Receiver(IServiceProvider services);
}

/// <summary>Takes a file as it arrives. What nobody keeps is deleted when this is disposed of.</summary>
internal abstract class FileReceiver : IAsyncDisposable
{
    public abstract Task TakeAsync(string name, Stream body, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
