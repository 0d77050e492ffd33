using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

public sealed class RouteTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private static readonly string[] OpenToAll = ["/health/live", "/health/ready", "/error/{Status:int}", "/openapi/{documentName}.json", "/sign-in", "/sign-in/second", "/welcome"];

    private TestHost Host => hosts[Database.Sqlite];

    private IReadOnlyList<RouteEndpoint> Routes => [.. Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => !IsFile(route))];

    [Fact]
    public void EveryRoute_DeclaresWhoMayUseIt()
    {
        Assert.True(Routes.Count > 5, "The routes were not found.");

        Assert.Empty(Routes.Where(route => route.Metadata.GetMetadata<IAuthorizeData>() is null && route.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(route => route.DisplayName));
        Assert.Empty(DeclarationCheck.Undeclared(Routes));
        Assert.Subset(OpenToAll.ToHashSet(), Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.RoutePattern.RawText!).ToHashSet());
    }

    [Fact]
    public void EveryUnsafePage_AsksForTheFormsToken()
    {
        var unsafePages = Routes.Where(route => !route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
            && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is "POST" or "PUT" or "PATCH" or "DELETE") == true).ToList();

        Assert.NotEmpty(unsafePages);
        Assert.Empty(unsafePages.Where(route => route.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true }).Select(route => route.DisplayName));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/css/shouwen.css")]
    public async Task EveryAnswer_Given_CarriesTheSafetyHeaders(string path)
    {
        using var client = Host.CreateClient();

        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Contains("script-src 'self'; style-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("", answer.Header("Server"));
    }

    [Fact]
    public async Task Page_WithData_IsNotStored()
    {
        using var client = await Host.SignInAsync("complaint-officer@branch-1");

        var answer = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Form_WithoutItsToken_DoesNothing()
    {
        using var client = await Host.SignInAsync("complaint-officer@branch-1");

        var answer = await client.PostAsync("/sign-out", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("没有提交", (await answer.PageAsync()).QuerySelector("h1")?.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Form_FromAnotherSite_IsRefused(string header, string value)
    {
        using var client = await Host.SignInAsync("complaint-officer@branch-1");
        client.DefaultRequestHeaders.Add(header, value);

        var answer = await client.PostFormAsync("/no-such-page", "/sign-out");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    // Static files are open to all; the fallback for files changed since the build exists only before publishing and asks for sign-in.
    private static bool IsFile(RouteEndpoint route) => route.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null || route.RoutePattern.RawText == "{**path:file}";
}
