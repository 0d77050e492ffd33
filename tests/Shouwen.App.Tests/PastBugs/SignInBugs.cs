using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Api;
using Shouwen.App.Features.SignIn;
using Shouwen.Testing;
using static Shouwen.App.Tests.PastBugs.PastBugFixture;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>Doors of others that stood open.</summary>
public sealed class SignInBugs(PastBugFixture bugs) : IClassFixture<PastBugFixture>
{
    private const string Api = "/api/v1/complaints";

    private static readonly string[] SettingUp = ["setup", "install", "first", "getting"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("swk_")]
    [InlineData("swk_                                           ")]
    [InlineData("swk_%00")]
    public async Task Bug48_CVE_2026_53595_AnEmptySecretMatchesNothing(string key)
    {
        using var client = Host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Api, Token)).StatusCode);
        var answer = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", key), ("Password", key));
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Bug49_CVE_2023_22501_KeysLieHashedWhereverTheyLie()
    {
        var key = await Host.Services.GetRequiredService<ApiKeys>().AddAsync("bug-49", (await OwnerAsync()).ActsAs, ["complaints:read"], null, null, Token);
        await using var db = Host.Database.CreateDbContext();

        var rows = JsonSerializer.Serialize(await db.ApiKeys.AsNoTracking().ToListAsync(Token));

        Assert.Contains("bug-49", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(key[ApiKeys.Prefix.Length..], rows, StringComparison.Ordinal);

        async Task<Storage.Rows.ApiKeyRow> OwnerAsync()
        {
            using var caller = await ApiCaller.AsAsync(Host, Teller);
            return (await Host.Services.GetRequiredService<ApiKeys>().AllAsync(Token))[^1];
        }
    }

    [Theory]
    [InlineData("X-Remote-User")]
    [InlineData("Remote-User")]
    [InlineData("X-Forwarded-User")]
    [InlineData("X-Auth-Request-Email")]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("SSL_CLIENT_S_DN")]
    public async Task Bug51_CVE_2026_34720_NoHeaderSignsAnybodyIn(string header)
    {
        using var client = Host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, Host.Actor("executive@head-office").Person);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), ((await client.GetAsync("/complaints", Token)).StatusCode, (await client.GetAsync(Api, Token)).StatusCode));
    }

    [Fact]
    public async Task Bug52_GHSA_6j4w_g4jh_xjfx_ANewPasswordEndsEverySession()
    {
        const string who = "teller@sub-branch-3-1";
        using var session = await Host.SignInAsync(who);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/complaints", Token)).StatusCode);

        await Host.AccountAsync(who);

        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/complaints", Token)).StatusCode);
    }

    [Fact]
    public async Task Bug53_CVE_2020_26034_UnknownNamesReadLikeWrongPasswords()
    {
        var (username, _) = await Host.AccountAsync(Officer);
        using var client = Host.CreateClient();

        var known = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", username), ("Password", "wrong"));
        var unknown = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", "nobody-at-all"), ("Password", "wrong"));

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal((await known.PageAsync()).QuerySelector("#errors")?.TextContent, (await unknown.PageAsync()).QuerySelector("#errors")?.TextContent);
    }

    [Fact]
    public async Task Bug54_CVE_2020_10104_And_CVE_2017_5619_AHashIsNoPasswordAndIsNowhereShown()
    {
        var (username, _) = await Host.AccountAsync(Officer);
        var hash = (await Host.Services.GetRequiredService<Accounts>().FindAsync(Host.Actor(Officer).Person, Token))!.PasswordHash;
        using var client = Host.CreateClient();
        using var security = await Host.SignInAsync("security-administrator@head-office");

        Assert.NotEqual(HttpStatusCode.Redirect, (await client.PostFormAsync("/sign-in", "/sign-in", ("Username", username), ("Password", hash))).StatusCode);
        Assert.DoesNotContain(hash, await security.GetStringAsync($"/organisation/people/{Host.Actor(Officer).Person}", Token) + await client.GetStringAsync("/openapi/v1.json", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug55_CVE_2026_34723_NothingSetsTheServerUpOverTheWeb()
    {
        var open = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.RoutePattern.RawText ?? "").ToList();
        Assert.DoesNotContain(open, path => SettingUp.Any(word => path.Contains(word, StringComparison.OrdinalIgnoreCase) && !path.Contains('.', StringComparison.Ordinal)));
        using var client = Host.CreateClient();

        foreach (var path in new[] { "/setup", "/install", "/getting-started", "/api/v1/getting_started", "/admin", "/.env", "/appsettings.json", "/shouwen.db" })
        {
            var answer = await client.GetAsync(path, Token);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized || answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true, path);
        }
    }

    [Fact]
    public async Task Bug58_CVE_2023_41260_WhoRegistersHearsNoMoreThanWhatBecameOfIt()
    {
        using var channel = await ApiCaller.AsAsync(Host, "hotline-agent@hotline", "mobile-app");

        var answer = await (await channel.PostAsync(Api, A.Complaint(("channel", "mobile-app"), ("complainants", new[] { new { name = "欧阳晓岚", phone = "13912345678", idNumber = "310101199001011234" } })))).Content.ReadAsStringAsync(Token);

        Assert.All(["欧阳晓岚", "13912345678", "310101199001011234"], secret => Assert.DoesNotContain(secret, answer, StringComparison.Ordinal));
    }
}
