using AngleSharp.Html.Dom;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

public sealed class PasskeyTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Origin = "http://localhost";

    private TestHost Host => hosts[Database.Sqlite];

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Passkey_Alone_SignsIn(Database kind)
    {
        var host = hosts[kind];
        using var key = new SoftKey(Origin);
        await AddAsync(host, key, "complaint-officer@branch-1");
        using var client = host.CreateClient();

        var answer = await ShowAsync(client, "/sign-in?to=/complaints", key);

        Assert.Equal("/complaints", answer.Headers.Location?.ToString());
        Assert.Contains("程秀兰", (await client.PageAsync("/account")).QuerySelector(".sw-me")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("用过", (await client.PageAsync("/account")).QuerySelector(".sw-factors")?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Passkey_AfterThePassword_SignsIn(Database kind)
    {
        var host = hosts[kind];
        using var key = new SoftKey(Origin);
        var person = await AddAsync(host, key, "unit-head@branch-1");
        using var client = host.CreateClient();

        var half = await client.PasswordAsync(person);
        await ShowAsync(client, "/sign-in/second", key);

        Assert.Equal("/sign-in/second", half.Headers.Location?.ToString());
        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task Passkey_OfAnother_IsNoSecondStep()
    {
        using var own = new SoftKey(Origin);
        using var foreign = new SoftKey(Origin);
        var person = await AddAsync(Host, own, "auditor@head-office");
        await AddAsync(Host, foreign, "executive@head-office");
        using var client = Host.CreateClient();
        await client.PasswordAsync(person);

        var answer = await ShowAsync(client, "/sign-in/second", foreign);

        Assert.StartsWith("没有认出这个通行密钥", await answer.ErrorsAsync(), StringComparison.Ordinal);
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Answer_SentAgain_IsRefused()
    {
        using var key = new SoftKey(Origin);
        await AddAsync(Host, key, "risk-officer@risk");
        using var first = Host.CreateClient();
        using var second = Host.CreateClient();
        var page = await first.PageAsync("/sign-in");
        (string, string)[] fields = [("State", StateOf(page)), ("Credential", key.Show(OptionsOf(page)))];

        await first.PostNamedAsync("/sign-in", page, "passkey", fields);
        await second.PostNamedAsync("/sign-in", await second.PageAsync("/sign-in"), "passkey", fields);

        Assert.True(await first.IsInAsync());
        Assert.False(await second.IsInAsync());
    }

    [Theory]
    [InlineData("https://evil.example", true, 0)]
    [InlineData("http://localhost:81", true, 0)]
    [InlineData(Origin, false, 0)]
    [InlineData(Origin, true, 11)]
    public async Task Answer_FromElsewhereOrUnverifiedOrLate_IsRefused(string origin, bool verifies, int minutes)
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var good = new SoftKey(Origin);
        await AddAsync(host, good, "complaint-officer@branch-1");
        using var client = host.CreateClient();
        var page = await client.PageAsync("/sign-in");
        var state = StateOf(page);
        using var key = good.At(origin);
        key.Verifies = verifies;
        var credential = key.Show(OptionsOf(page));

        host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await client.PostNamedAsync("/sign-in", page, "passkey", ("State", state), ("Credential", credential));

        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Copy_WhoseCounterFallsBack_IsRefused()
    {
        using var key = new SoftKey(Origin);
        await AddAsync(Host, key, "hotline-agent@hotline");
        using var first = Host.CreateClient();
        using var second = Host.CreateClient();
        key.Counter = 7;
        await ShowAsync(first, "/sign-in", key);

        key.Counter = 3;
        await ShowAsync(second, "/sign-in", key);

        Assert.True(await first.IsInAsync());
        Assert.False(await second.IsInAsync());
    }

    [Fact]
    public async Task Passkey_OfADisabledPerson_IsRefused()
    {
        using var key = new SoftKey(Origin);
        var person = await AddAsync(Host, key, "branch-officer@branch-1");
        await Host.OperateAsync("suspend-account", ("person", person));
        using var client = Host.CreateClient();

        await ShowAsync(client, "/sign-in", key);

        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Passkey_Removed_OpensNothing()
    {
        using var key = new SoftKey(Origin);
        using var client = await Host.SignInAsync("compliance-officer@compliance");
        await AddAsync(client, key);

        await client.PostFormAsync("/account", "/account/passkey/remove", ("credential", (await client.PageAsync("/account")).QuerySelector("button[name=credential]")!.GetAttribute("value")!));
        using var later = Host.CreateClient();
        await ShowAsync(later, "/sign-in", key);

        Assert.False(await later.IsInAsync());
        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task Options_ForAPasskey_AskForOneThatIsUnlockedAndFoundWithoutAName()
    {
        using var client = await Host.SignInAsync("branch-officer@branch-2");

        var options = OptionsOf(await client.PageAsync("/account/passkey"));

        Assert.Contains("\"residentKey\":\"required\"", options, StringComparison.Ordinal);
        Assert.Contains("\"userVerification\":\"required\"", options, StringComparison.Ordinal);
    }

    private static async Task<string> AddAsync(TestHost host, SoftKey key, string who)
    {
        using var client = await host.SignInAsync(who);
        await AddAsync(client, key);
        return host.Actor(who).Person;
    }

    private static async Task AddAsync(HttpClient client, SoftKey key)
    {
        var page = await client.PageAsync("/account/passkey");
        var answer = await client.PostNamedAsync("/account/passkey", page, "passkey", ("Name", "蓝色安全密钥"), ("Credential", key.Make(OptionsOf(page))));
        Assert.Equal("", await answer.ErrorsAsync());
    }

    private static async Task<HttpResponseMessage> ShowAsync(HttpClient client, string path, SoftKey key)
    {
        var page = await client.PageAsync(path);
        return await client.PostNamedAsync(path, page, "passkey", ("Credential", key.Show(OptionsOf(page))));
    }

    private static string OptionsOf(IHtmlDocument page) => page.QuerySelector("form[data-passkey]")!.GetAttribute("data-options")!;

    private static string StateOf(IHtmlDocument page) => page.QuerySelector("form[data-passkey] input[name=State]")!.GetAttribute("value")!;
}
