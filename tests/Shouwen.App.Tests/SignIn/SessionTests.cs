using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Tests.Web;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

public sealed class SessionTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Chosen = "a quiet river at dusk";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestHost Host => hosts[Database.Sqlite];

    [Fact]
    public async Task Session_Used_GoesOnPastTheIdleLimitAndEndsAtTheAbsoluteOne()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        for (var minutes = 0; minutes < 480; minutes += 7) // in less than half the idle time each
        {
            Assert.True(await client.IsInAsync(), $"after {minutes} minutes");
            host.Clock.Advance(TimeSpan.FromMinutes(7));
        }

        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Session_UsedAMinuteBefore_CountsIdlenessFromThen()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await client.IsInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(14));
        var within = await client.IsInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.True(within);
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Limits_Configured_Hold()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:IdleLimit", "00:02:00"), ("Shouwen:SessionLimit", "00:05:00"));
        using var idle = await host.SignInAsync("complaint-officer@branch-1");
        using var busy = await host.SignInAsync("auditor@head-office");

        host.Clock.Advance(TimeSpan.FromSeconds(110));
        await busy.IsInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(110));
        var afterwards = (Idle: await idle.IsInAsync(), Busy: await busy.IsInAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal((false, true), afterwards);
        Assert.False(await busy.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task PasswordChange_InOneBrowser_EndsTheSessionInTheOther(Database kind)
    {
        var host = hosts[kind];
        using var there = await host.SignInAsync("complaint-officer@branch-1");
        using var here = host.CreateClient();
        await here.PasswordAsync("cheng-xiulan");
        var changed = await here.PostFormAsync("/password", "/password", ("Old", SignInSteps.Password), ("New", Chosen), ("Again", Chosen));

        Assert.Equal("/", changed.Headers.Location?.ToString());
        Assert.True(await here.IsInAsync());
        Assert.False(await there.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task FactorAdded_InOneBrowser_EndsTheSessionInTheOther(Database kind)
    {
        var host = hosts[kind];
        using var there = await host.SignInAsync("unit-head@branch-1");
        using var here = host.CreateClient();
        await here.PasswordAsync(host.Actor("unit-head@branch-1").Person);

        await here.AddAppAsync(host);

        Assert.True(await here.IsInAsync());
        Assert.False(await there.IsInAsync());
    }

    [Fact]
    public async Task Person_DisabledThroughAnotherNode_IsOutAtOnce()
    {
        using var client = await Host.SignInAsync("executive@head-office");
        await using var other = Host.Beside();

        await other.OperateAsync("suspend-account", ("person", Host.Actor("executive@head-office").Person));

        Assert.False(await client.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Key_OfADisabledPerson_IsWorthNothing(Database kind)
    {
        var host = hosts[kind];
        using var caller = await ApiCaller.AsAsync(host, "hotline-agent@hotline");
        await host.AccountAsync("hotline-agent@hotline");
        var before = await caller.Client.GetAsync("/api/v1/policies", Cancellation);

        await host.OperateAsync("suspend-account", ("person", host.Actor("hotline-agent@hotline").Person));
        var after = await caller.Client.GetAsync("/api/v1/policies", Cancellation);
        await host.OperateAsync("resume-account", ("person", host.Actor("hotline-agent@hotline").Person));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Theory]
    [InlineData("/account/app")]
    [InlineData("/account/passkey")]
    [InlineData("/account/codes")]
    public async Task SensitivePage_FiveMinutesAfterTheProof_AsksAgain(string path)
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        var fresh = await client.GetAsync(path, Cancellation);
        host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var stale = await client.GetAsync(path, Cancellation);
        await client.PostNamedAsync("/account/confirm", "confirm", ("Secret", "wrong"));
        var afterWrong = await client.GetAsync(path, Cancellation);
        var confirmed = await client.PostNamedAsync($"/account/confirm?to={path}", "confirm", ("Secret", SignInSteps.Password));

        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.Equal($"/account/confirm?to={Uri.EscapeDataString(path)}", stale.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, afterWrong.StatusCode);
        Assert.Equal(path, confirmed.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SensitiveAct_SentWithoutItsPage_IsStillRefused()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");
        await client.AddAppAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var answer = await client.PostWithTokenAsync("/account", "/account/app/remove");
        await client.PostWithTokenAsync("/account", "/account/codes", ("_handler", "codes"));

        Assert.Equal("/account/confirm?to=%2Faccount", answer.Headers.Location?.ToString());
        Assert.Contains("手机验证器", (await client.PageAsync("/account")).QuerySelector(".sw-factors")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountPage_Opened_ShowsPostsFactorsAndWhatHappened()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");
        client.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0");
        client.DefaultRequestHeaders.Add("X-Test-Address", "203.0.113.7");
        await client.PasswordAsync("cheng-xiulan", "wrong");

        var page = await client.PageAsync("/account");

        Assert.Contains("投诉专员 · 临江分行", page.QuerySelector(".sw-facts")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".sw-me a[href='/account']"));
        Assert.Equal(["2026-03-02 09:30", "登录未成功", "密码", "203.0.113.7", "Edge · Windows"], page.QuerySelectorAll("tbody tr:first-child td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal("登录", page.QuerySelector("tbody tr:nth-child(2) td:nth-child(2)")?.TextContent.Trim());
    }

    [Fact]
    public async Task OthersEvents_OnTheAccountPage_AreNotShown()
    {
        using var other = await Host.SignInAsync("risk-officer@risk");
        using var client = await Host.SignInAsync("business-officer@business");

        Assert.Single((await client.PageAsync("/account")).QuerySelectorAll("tbody tr"));
    }

    // What is computed, not how long it took: that depends on what else the machine does.
    [Fact]
    public async Task WrongPassword_OfAPersonAndOfNobody_CostsTheSameWork()
    {
        await Host.AccountAsync("complaint-officer@branch-1");
        var hasher = new WatchedHasher(Host.Services.GetRequiredService<IPasswordHasher<AccountRow>>());
        var accounts = ActivatorUtilities.CreateInstance<Accounts>(Host.Services, hasher);

        await accounts.CheckAsync("cheng-xiulan", "wrong", Cancellation);
        await accounts.CheckAsync("no-such-name", "wrong", Cancellation);

        Assert.Equal(2, hasher.Verified.Count);
        Assert.Equal(hasher.Verified[0], hasher.Verified[1]);
    }

    /// <summary>Notes what each verification has to compute: algorithm, rounds and lengths, which stand in the first 13 bytes of a hash.</summary>
    private sealed class WatchedHasher(IPasswordHasher<AccountRow> real) : IPasswordHasher<AccountRow>
    {
        public List<string> Verified { get; } = [];

        public string HashPassword(AccountRow user, string password) => real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
        {
            Verified.Add(Convert.ToHexString(Convert.FromBase64String(hashedPassword)[..13]));
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
