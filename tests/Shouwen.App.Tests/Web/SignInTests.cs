using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

public sealed class SignInTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Officer = "complaint-officer@branch-1";

    private TestHost Host => hosts[Database.Sqlite];

    [Fact]
    public async Task Stranger_AskingForAnyPage_IsSentToSignIn()
    {
        using var client = Host.CreateClient();

        var answer = await client.GetAsync("/complaints/TS202603020001", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?to=%2Fcomplaints%2FTS202603020001", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartOfAPage_AfterTheSessionEnded_SendsTheWholePageToSignIn()
    {
        using var client = Host.CreateClient();
        client.DefaultRequestHeaders.Add("HX-Request", "true");

        var answer = await client.GetAsync("/complaints", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", answer.Header("HX-Redirect"));
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Person_SignedIn_SeesNameAndPostInTheFrame(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Officer);

        var page = await client.PageAsync("/no-such-page");

        Assert.Contains("程秀兰", page.QuerySelector(".sw-me")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("投诉专员 · 临江分行", page.QuerySelector(".sw-me")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("没有这个页面", page.QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task WrongPasswordAndUnknownName_Tried_ReadAlike()
    {
        using var known = await Host.SignInAsync(Officer);
        using var client = Host.CreateClient();

        var wrong = await (await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "cheng-xiulan"), ("Password", "wrong"))).PageAsync();
        var unknown = await (await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "no-such-name"), ("Password", "wrong"))).PageAsync();

        Assert.Contains("账号或密码不正确", wrong.QuerySelector("#errors")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(wrong.QuerySelector("#errors")?.TextContent, unknown.QuerySelector("#errors")?.TextContent);
    }

    [Fact]
    public async Task Guesser_AfterFiveTries_WaitsWhateverThePassword()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var signedIn = await host.SignInAsync(Officer);
        using var client = host.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "cheng-xiulan"), ("Password", "wrong"));
        }

        var blocked = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "cheng-xiulan"), ("Password", "correct horse battery"));
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        var later = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "cheng-xiulan"), ("Password", "correct horse battery"));

        Assert.Equal(HttpStatusCode.OK, blocked.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/complaints", "/complaints")]
    public async Task SignIn_WithAPlaceToGo_StaysInside(string to, string arrives)
    {
        using var known = await Host.SignInAsync(Officer);
        using var client = Host.CreateClient();

        var answer = await client.PostFormAsync("/sign-in?to=" + Uri.EscapeDataString(to), "/sign-in", ("Username", "cheng-xiulan"), ("Password", "correct horse battery"));

        Assert.Equal(arrives, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SignOut_Done_EndsACopiedCookieToo()
    {
        using var client = await Host.SignInAsync("unit-head@branch-1");
        using var copy = Host.CreateClient();
        copy.DefaultRequestHeaders.Add("Cookie", await CookieOf(client));

        await client.PostFormAsync("/no-such-page", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/no-such-page", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Account_Disabled_EndsItsSessionAtOnce()
    {
        using var client = await Host.SignInAsync("executive@head-office");

        await Host.OperateAsync("suspend-account", ("person", Host.Actor("executive@head-office").Person));

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Session_LeftAlone_EndsAfterAQuarterOfAnHour()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Officer);

        host.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task FirstPassword_KnownToAnother_IsChangedBeforeAnythingElse()
    {
        var person = Host.Actor("auditor@head-office").Person;
        await Host.Services.GetRequiredService<Accounts>().SetPasswordAsync(person, person, "given-by-somebody", mustChange: true, TestContext.Current.CancellationToken);
        using var client = Host.CreateClient();
        await client.PostFormAsync("/sign-in", "/sign-in", ("Username", person), ("Password", "given-by-somebody"));

        var before = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);
        await client.PostFormAsync("/password", "/password", ("Old", "given-by-somebody"), ("New", "a quiet river at dusk"), ("Again", "a quiet river at dusk"));
        var after = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal("/password", before.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    // The test client keeps cookies to itself, so the copy signs in beside it: the same session, another jar.
    private static async Task<string> CookieOf(HttpClient client)
    {
        var answer = await client.GetAsync("/no-such-page");
        return answer.RequestMessage?.Headers.TryGetValues("Cookie", out var cookies) == true ? string.Join("; ", cookies) : throw new InvalidOperationException("No cookie was sent.");
    }
}
