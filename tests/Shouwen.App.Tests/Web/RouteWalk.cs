using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>Every route of the server with addresses filled in, one for each method it takes.</summary>
internal static partial class RouteWalk
{
    /// <param name="number">Of a complaint, for the routes that are about one.</param>
    public static IEnumerable<(string Method, string Path)> Of(TestHost host, string number) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText != "{**path:file}")
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method is not "HEAD")
                .Select(method => (method, "/" + Parameter().Replace(route.RoutePattern.RawText!, match => Value(match.Groups[1].Value, number)).TrimStart('/')))).Distinct(); // a mapped route has a pattern

    private static string Value(string parameter, string number) => parameter switch
    {
        "number" => number,
        "position" or "version" => "1",
        "Status" or "status" => "404",
        "documentName" => "v1",
        "kind" => "incident",
        "actionName" or "action" => "note",
        _ => "some",
    };

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
