using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

public sealed class SecondFactorTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task App_Added_IsAskedForAfterThePassword(Database kind)
    {
        var host = hosts[kind];
        var (person, secret, _) = await EnrolAsync(host, "complaint-officer@branch-1");
        using var client = host.CreateClient();

        var half = await client.PasswordAsync(person);
        var inBetween = await client.IsInAsync();
        var whole = await client.CodeAsync(SignInSteps.CodeOf(secret, host));

        Assert.Equal("/sign-in/second", half.Headers.Location?.ToString());
        Assert.False(inBetween);
        Assert.Equal("/", whole.Headers.Location?.ToString());
        Assert.True(await client.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Code_UsedAgain_IsRefused(Database kind)
    {
        var host = hosts[kind];
        var (person, secret, _) = await EnrolAsync(host, "unit-head@branch-1");
        using var first = host.CreateClient();
        using var second = host.CreateClient();
        var code = SignInSteps.CodeOf(secret, host);
        await first.PasswordAsync(person);
        await first.CodeAsync(code);

        await second.PasswordAsync(person);
        var answer = await second.CodeAsync(code);

        Assert.Equal("验证码不正确，或已用过", await answer.ErrorsAsync());
        Assert.False(await second.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Code_BroughtBySeveralAtOnce_LetsOneIn(Database kind)
    {
        var host = hosts[kind];
        var (person, secret, _) = await EnrolAsync(host, "auditor@head-office");
        var account = await host.Services.GetRequiredService<Accounts>().FindAsync(person, TestContext.Current.CancellationToken);
        var code = SignInSteps.CodeOf(secret, host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Services.GetRequiredService<Factors>().UseCodeAsync(account!, code, TestContext.Current.CancellationToken)));

        Assert.Single(answers, answer => answer is not null);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task RecoveryCode_InPlaceOfTheApp_LetsInOnce(Database kind)
    {
        var host = hosts[kind];
        var (person, _, codes) = await EnrolAsync(host, "risk-officer@risk");
        using var first = host.CreateClient();
        using var second = host.CreateClient();

        await first.PasswordAsync(person);
        await first.CodeAsync(codes[3].ToLowerInvariant());
        await second.PasswordAsync(person);
        await second.CodeAsync(codes[3]);

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True(await first.IsInAsync());
        Assert.False(await second.IsInAsync());
        Assert.Contains("还剩 9 个", (await first.PageAsync("/account")).QuerySelector(".sw-factors")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_GuessedAt_AreLimitedLikePasswords()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var (person, secret, _) = await EnrolAsync(host, "complaint-officer@branch-1");
        using var client = host.CreateClient();
        await client.PasswordAsync(person);
        for (var i = 0; i < 5; i++)
        {
            await client.CodeAsync("000000");
        }

        var answer = await client.CodeAsync(SignInSteps.CodeOf(secret, host));

        Assert.Equal("尝试次数过多，请12分钟后再试", await answer.ErrorsAsync());
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task SecondStep_AfterTenMinutes_BeginsAnew()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var (person, _, _) = await EnrolAsync(host, "complaint-officer@branch-1");
        using var client = host.CreateClient();
        await client.PasswordAsync(person);

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var answer = await client.GetAsync("/sign-in/second", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SecondStep_WithoutThePassword_IsNotToBeHad()
    {
        using var client = hosts[Database.Sqlite].CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", "shouwen-step=");

        var answer = await client.GetAsync("/sign-in/second", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Person_WithoutAFactorWhereOneIsRequired_SetsOneUpBeforeAnythingElse()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:SecondFactor", "required"));
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        var before = await client.GetAsync("/complaints", TestContext.Current.CancellationToken);
        var act = await client.PostWithTokenAsync("/account/second-factor", "/switch-post", ("post", "complaint-officer@branch-1"));
        var codes = (await client.AddAppAsync(host)).Codes;
        var after = await client.GetAsync("/complaints", TestContext.Current.CancellationToken);

        Assert.Equal("/account/second-factor", before.Headers.Location?.ToString());
        Assert.Equal("/account/second-factor", act.Headers.Location?.ToString());
        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task LastFactor_WhereOneIsRequired_IsNotRemoved()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:SecondFactor", "required"));
        using var client = await host.SignInAsync("complaint-officer@branch-1");
        await client.AddAppAsync(host);

        var page = await client.PageAsync("/account");
        await client.PostWithTokenAsync("/account", "/account/app/remove");

        Assert.Null(page.QuerySelector("form[action='/account/app/remove']"));
        Assert.Contains("最后一种不能移除", (await client.PageAsync("/account")).QuerySelector(".sw-flash")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await host.Services.GetRequiredService<Factors>().OfAsync(host.Actor("complaint-officer@branch-1").Person, TestContext.Current.CancellationToken)).TotpSince);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Secret_OfTheApp_LiesEncryptedInTheDatabase(Database kind)
    {
        var host = hosts[kind];
        var (person, secret, codes) = await EnrolAsync(host, "teller@sub-branch-1-1");

        await using var db = host.Database.CreateDbContext();
        var row = await db.Accounts.SingleAsync(row => row.PersonId == person, TestContext.Current.CancellationToken);
        var hashes = await db.RecoveryCodes.Where(code => code.PersonId == person).Select(code => code.Hash).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(-1, row.TotpSecret.AsSpan().IndexOf(secret));
        Assert.Equal(codes.Count, hashes.Count);
        Assert.All(hashes, hash => Assert.Equal(16, hash.Length));
    }

    private static async Task<(string Person, byte[] Secret, IReadOnlyList<string> Codes)> EnrolAsync(TestHost host, string who)
    {
        using var client = await host.SignInAsync(who);
        var (secret, codes) = await client.AddAppAsync(host);
        return (host.Actor(who).Person, secret, codes);
    }
}
