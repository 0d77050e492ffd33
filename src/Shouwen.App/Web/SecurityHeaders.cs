using Microsoft.AspNetCore.StaticAssets;

namespace Shouwen.App.Web;

/// <summary>Headers that every answer carries, error pages included.</summary>
internal static class SecurityHeaders
{
    private const string ContentPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
        + "frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

    public static void UseSecurityHeaders(this WebApplication app, ShouwenOptions options) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context, options);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context, ShouwenOptions options)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy is { Count: > 0 } stricter ? stricter : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin"; // no-referrer would make browsers without Sec-Fetch-Site send "Origin: null" with our own forms
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        if (options.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // Only static files say how long they keep; everything else may hold customers' data.
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null || headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
