using System.Net;
using Microsoft.AspNetCore.Http;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>By which names the server is called, and what a proxy may say about it.</summary>
public sealed class HostTests
{
    private const string Evil = "evil.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("PastBug", "50")]
    public async Task Name_ThatIsNotOurs_IsRefusedHoweverItIsWritten()
    {
        await using var host = await NamedAsync();
        string[] names = [Evil, "evil.example:443", "staff.bank.example.evil.example", "xstaff.bank.example", "staff.bank.example.", "bank.example", "api", "127.0.0.2", "0.0.0.0", "[::]", "*", "staff.bank.example@evil.example", "evil.example#staff.bank.example", ""];

        foreach (var name in names)
        {
            var answer = await AskAsync(host, name, "/sign-in");
            Assert.True(answer.Response.StatusCode == 400, $"{name}: {answer.Response.StatusCode}");
            Assert.Equal(0, answer.Response.Headers.SetCookie.Count);
        }

        foreach (var name in new[] { "staff.bank.example", "STAFF.bank.example:8443", "localhost", "[::1]:5180" })
        {
            Assert.Equal(200, (await AskAsync(host, name, "/sign-in")).Response.StatusCode);
        }
    }

    [Theory]
    [InlineData("staff.bank.example", "/sign-in", 200)]
    [InlineData("staff.bank.example", "/api/v1/policies", 404)]
    [InlineData("staff.bank.example", "/API/v1/policies", 404)]
    [InlineData("staff.bank.example", "/openapi/v1.json", 404)]
    [InlineData("api.bank.example", "/api/v1/policies", 401)]
    [InlineData("api.bank.example", "/openapi/v1.json", 200)]
    [InlineData("api.bank.example", "/sign-in", 404)]
    [InlineData("api.bank.example", "/complaints", 404)]
    [InlineData("portal.bank.example", "/sign-in", 404)]
    [InlineData("portal.bank.example", "/api/v1/policies", 404)]
    [InlineData("portal.bank.example", "/css/shouwen.css", 200)]
    public async Task Surface_UnderAName_IsThereOnlyWhereItBelongs(string name, string path, int status)
    {
        await using var host = await NamedAsync();

        Assert.Equal(status, (await AskAsync(host, name, path)).Response.StatusCode);
    }

    [Fact]
    [Trait("PastBug", "50")]
    public async Task ForwardedHeaders_OfAStranger_AreNotBelieved()
    {
        await using var host = await NamedAsync(("Shouwen:Proxies:0", "10.9.0.0/24"));

        var answer = await AskAsync(host, "staff.bank.example", "/complaints", context => (context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-Host"], context.Request.Headers["X-Forwarded-Proto"]) = (IPAddress.Parse("192.0.2.7"), Evil, "https"));

        Assert.Equal("http://staff.bank.example/sign-in?to=%2Fcomplaints", answer.Response.Headers.Location.ToString());
    }

    [Fact]
    public async Task ForwardedHeaders_OfOurProxy_AreBelievedAndTheirNameIsCheckedToo()
    {
        await using var host = await NamedAsync(("Shouwen:Proxies:0", "10.9.0.0/24"), ("Shouwen:PublicUrl", "https://staff.bank.example"));

        var ours = await AskAsync(host, "10.9.0.2", "/sign-in", Forwarded("staff.bank.example"));
        var forged = await AskAsync(host, "staff.bank.example", "/sign-in", Forwarded(Evil));

        Assert.Equal(200, ours.Response.StatusCode);
        Assert.StartsWith("__Host-shouwen-form=", ours.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
        Assert.Contains("secure", ours.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
        Assert.Equal(400, forged.Response.StatusCode);

        static Action<HttpContext> Forwarded(string name) => context => (context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-Host"], context.Request.Headers["X-Forwarded-Proto"]) = (IPAddress.Parse("10.9.0.2"), name, "https");
    }

    private static Task<TestHost> NamedAsync(params (string, string)[] more) => TestHost.StartAsync(
        Database.Sqlite, [("Shouwen:StaffHosts:0", "staff.bank.example"), ("Shouwen:StaffHosts:1", "localhost"), ("Shouwen:StaffHosts:2", "[::1]"), ("Shouwen:ApiHosts:0", "api.bank.example"), ("Shouwen:PortalHosts:0", "portal.bank.example"), .. more]);

    private static Task<HttpContext> AskAsync(TestHost host, string name, string path, Action<HttpContext>? more = null) => host.Server.SendAsync(
        context =>
        {
            (context.Request.Method, context.Request.Scheme, context.Request.Path) = ("GET", "http", path);
            context.Request.Host = new HostString(name);
            more?.Invoke(context);
        },
        Token);
}
