using Microsoft.AspNetCore.StaticAssets;

namespace Shouwen.App.Web;

/// <summary>Answers only for names that are ours, so that no link we make leads elsewhere, and offers under each only what belongs there.</summary>
internal static class HostFilter
{
    private const string ApiDocumentPrefix = "/openapi";

    public static void RefuseOtherHosts(this WebApplication app, HostNames names) => app.Use((context, next) =>
    {
        if (names.Knows(context.Request.Host))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Results.Text("此服务器不以这个名称提供服务", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
    });

    public static void BindToHosts(this WebApplication app, HostNames names) => app.Use((context, next) =>
    {
        if (IsOffered(context, names))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static bool IsOffered(HttpContext context, HostNames names)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return true;
        }

        var host = context.Request.Host;
        if (context.Request.Path.StartsWithSegments(Health.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return names.HasApi(host) || names.HasStaffPages(host);
        }

        return ErrorPages.IsForPrograms(context) || context.Request.Path.StartsWithSegments(ApiDocumentPrefix, StringComparison.OrdinalIgnoreCase) ? names.HasApi(host) : names.HasStaffPages(host);
    }
}
