using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Tests.Web;
using Shouwen.App.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

public sealed class WelcomeTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Chosen = "a quiet river at dusk";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Invitation_Taken_LetsThePersonChooseAPasswordOnce(Database kind)
    {
        var (host, accounts, person) = Of(hosts[kind], "complaint-officer@branch-1");
        var code = await accounts.InviteAsync(person, null, Cancellation);
        using var client = host.CreateClient();

        var chosen = await ChooseAsync(client, code);
        var again = await client.GetAsync("/welcome?code=" + code, Cancellation);
        await client.PasswordAsync(person, Chosen);

        Assert.Equal($"/sign-in?account={person}", chosen.Headers.Location?.ToString());
        Assert.StartsWith("登记码不正确", await again.ErrorsAsync(), StringComparison.Ordinal);
        Assert.True(await client.IsInAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("x")]
    public async Task Code_BlankOrUnknown_OpensNothing(string code)
    {
        var (host, accounts, person) = Of(hosts[Database.Sqlite], "auditor@head-office");
        await accounts.InviteAsync(person, null, Cancellation);
        using var client = host.CreateClient();

        var page = await client.PageAsync("/welcome?code=" + Uri.EscapeDataString(code));

        Assert.Equal("首次登录", page.QuerySelector("h1")?.TextContent);
        Assert.Null(page.QuerySelector("input[name=New]"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    public async Task Account_WithoutAPassword_IsOpenedByNone(string password)
    {
        var (host, accounts, person) = Of(hosts[Database.Sqlite], "risk-officer@risk");
        await accounts.InviteAsync(person, null, Cancellation);
        using var client = host.CreateClient();

        await client.PasswordAsync(person, password);

        Assert.False(await client.IsInAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Invitation_ADayOldOrReplaced_OpensNothing(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (_, accounts, person) = Of(host, "complaint-officer@branch-1");
        var replaced = await accounts.InviteAsync(person, null, Cancellation);
        var late = await accounts.InviteAsync(person, null, Cancellation);
        using var client = host.CreateClient();

        var first = await client.PageAsync("/welcome?code=" + replaced);
        host.Clock.Advance(TimeSpan.FromHours(24));
        var second = await client.PageAsync("/welcome?code=" + late);

        Assert.Null(first.QuerySelector("input[name=New]"));
        Assert.Null(second.QuerySelector("input[name=New]"));
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Reset_Done_EndsSessionsAndTheOldPassword(Database kind)
    {
        var (host, accounts, person) = Of(hosts[kind], "unit-head@branch-1");
        using var client = await host.SignInAsync("unit-head@branch-1");

        var code = await accounts.ResetAsync(person, Cancellation);
        var isIn = await client.IsInAsync();
        await client.PasswordAsync(person);
        var withOldPassword = await client.IsInAsync();
        await ChooseAsync(client, code!);
        await client.PasswordAsync(person, Chosen);

        Assert.False(isIn);
        Assert.False(withOldPassword);
        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task Code_InTheDatabase_IsAHashOfAtLeast128Bits()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var (_, accounts, person) = Of(host, "complaint-officer@branch-1");

        var code = await accounts.InviteAsync(person, null, Cancellation);
        await using var db = host.Database.CreateDbContext();
        var row = await db.Tickets.SingleAsync(Cancellation);

        Assert.True(code.Length * 5 >= 128);
        Assert.Equal(32, row.Hash.Length);
        Assert.Equal(TimeSpan.FromHours(24), row.ExpiresAt - host.Clock.Now);
    }

    [Fact]
    public async Task Code_TypedInGroupsAndSmallLetters_IsTheSame()
    {
        var (host, accounts, person) = Of(hosts[Database.Sqlite], "executive@head-office");
        var code = await accounts.InviteAsync(person, null, Cancellation);
        using var client = host.CreateClient();

        var page = await client.PageAsync($"/welcome?code={code[..4].ToLowerInvariant()}+{code[4..10]}-{code[10..]}");

        Assert.NotNull(page.QuerySelector("input[name=New]"));
    }

    [Fact]
    public async Task Password_ChosenBySomebodyWithASecondFactor_DoesNotSignIn()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var (_, accounts, person) = Of(host, "complaint-officer@branch-1");
        using var before = await host.SignInAsync("complaint-officer@branch-1");
        await before.AddAppAsync(host);
        using var client = host.CreateClient();

        await ChooseAsync(client, (await accounts.ResetAsync(person, Cancellation))!);
        var half = await client.PasswordAsync(person, Chosen);

        Assert.Equal("/sign-in/second", half.Headers.Location?.ToString());
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Codes_TriedAtRandom_AreLimited()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = host.CreateClient();

        var answers = new List<string>();
        for (var i = 0; i < 61; i++)
        {
            answers.Add(await (await client.GetAsync($"/welcome?code=X{i}", Cancellation)).ErrorsAsync());
        }

        Assert.StartsWith("登记码不正确", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("尝试次数过多", answers[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Link_OfACode_LeadsToTheConfiguredAddress()
    {
        Assert.Equal("https://shouwen.bank.example/welcome?code=ABC", Welcoming.LinkOf(new ShouwenOptions { PublicUrl = "https://shouwen.bank.example/" }, "ABC"));
        Assert.Equal("/welcome?code=ABC", Welcoming.LinkOf(new ShouwenOptions(), "ABC"));
    }

    private static (TestHost Host, Accounts Accounts, string Person) Of(TestHost host, string who) => (host, host.Services.GetRequiredService<Accounts>(), host.Actor(who).Person);

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient client, string code)
    {
        var path = "/welcome?code=" + code;
        return await client.PostNamedAsync(path, await client.PageAsync(path), "welcome", ("New", Chosen), ("Again", Chosen));
    }
}
