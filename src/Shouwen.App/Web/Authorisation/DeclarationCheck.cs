using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;

namespace Shouwen.App.Web;

/// <summary>A route that says nothing about who may use it is a mistake in the program: the server does not start with one.</summary>
public static class DeclarationCheck
{
    public static void RefuseUndeclaredRoutes(this WebApplication app)
    {
        var silent = Undeclared(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)).ToList();
        if (silent.Count > 0)
        {
            throw new InvalidOperationException($"These routes do not declare who may use them: {string.Join(", ", silent)}.");
        }
    }

    /// <summary>The names of routes that carry neither a declaration nor an opening to all.</summary>
    public static IEnumerable<string?> Undeclared(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAccessDeclaration>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !IsFile(endpoint)
        select endpoint.DisplayName;

    // Files are open to all; the fallback for files changed since the build exists only before publishing.
    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}";
}
