namespace Shouwen.App.Web;

/// <summary>Refuses changes that another site's page sends from the user's browser, before any token is looked at.</summary>
internal static class ForeignOrigin
{
    public static void RefuseForeignOrigins(this WebApplication app) => app.Use((context, next) =>
    {
        if (IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
        {
            return true;
        }

        if (site == "same-origin")
        {
            return false; // the browser's own word; Origin may be null under a strict referrer policy
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value);
    }
}
