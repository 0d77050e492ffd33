using Shouwen.App.Features.SignIn;
using Shouwen.App.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

/// <summary>Against a real OpenLDAP, which <c>build/slapd</c> starts and fills.</summary>
public sealed class DirectoryTests : IAsyncLifetime
{
    private const string Variable = "SHOUWEN_TEST_DIRECTORY";
    private const string Password = "directory password";
    private static readonly (string, string)[] Officers = Group("cn=complaint officers (branch 1),dc=bank", "complaint-officer@branch-1");

    private static readonly string[] Server = (Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} is not set. Run the tests by ./test, or set it to what `build/slapd start` prints.")).Split(' ');

    private TestHost host = null!; // set before each test

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await StartAsync(Officers);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Person_OfTheDirectory_SignsInWithItsPassword()
    {
        using var client = host.CreateClient();

        var wrong = await client.PasswordAsync("cheng-xiulan", "wrong");
        await client.PasswordAsync("Cheng-Xiulan", Password);
        var page = await client.PageAsync("/account");

        Assert.Equal("账号或密码不正确", await wrong.ErrorsAsync());
        Assert.Contains("投诉专员 · 临江分行", page.QuerySelector(".sw-me")?.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a[href='/password']"));
    }

    [Theory]
    [InlineData("cheng-xiulan", "")]
    [InlineData("cheng-xiulan", " ")]
    [InlineData("*", Password)]
    [InlineData("cheng*", Password)]
    [InlineData("cheng-xiulan)(uid=*", Password)]
    [InlineData("stranger", Password)]
    [InlineData("", Password)]
    public async Task Name_WithoutAPasswordOrWithSignsOfAFilterOrOfNobodyOfUs_IsRefused(string username, string password)
    {
        using var client = host.CreateClient();

        await client.PasswordAsync(username, password);

        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Person_OfADirectoryWithTlsFromTheStart_SignsIn()
    {
        var address = new Uri(Server[0]);
        await using var other = await StartAsync([.. Officers, ("Shouwen:Directory:Url", $"ldaps://127.0.0.1:{address.Port + 1}")]);
        using var client = other.CreateClient();

        await client.PasswordAsync("cheng-xiulan", Password);

        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task Person_InNoneOfTheGroups_HasNoPost()
    {
        await using var other = await StartAsync(Group("cn=auditors,dc=bank", "complaint-officer@branch-1"));
        using var client = other.CreateClient();

        var answer = await client.PasswordAsync("cheng-xiulan", Password);

        Assert.Equal("您现在没有岗位，请联系管理员", await answer.ErrorsAsync());
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Person_WithAPasswordOfOurOwn_IsNotAskedForInTheDirectory()
    {
        var (username, own) = await host.AccountAsync("complaint-officer@branch-1");
        using var client = host.CreateClient();

        await client.PasswordAsync(username, Password);
        var byTheDirectorys = await client.IsInAsync();
        await client.PasswordAsync(username, own);

        Assert.False(byTheDirectorys);
        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task Person_DisabledWithUs_StaysOut()
    {
        using var client = host.CreateClient();
        await client.PasswordAsync("cheng-xiulan", Password);

        await host.OperateAsync("suspend-account", ("person", "cheng-xiulan"));
        await client.PasswordAsync("cheng-xiulan", Password);

        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task Directory_NotThere_IsToldAndCountsAsNoGuess()
    {
        await using var other = await StartAsync(("Shouwen:Directory:Url", "ldap://127.0.0.1:1"));
        using var client = other.CreateClient();

        for (var i = 0; i < 7; i++)
        {
            Assert.Equal("统一账号系统暂时连不上，请稍后再试", await (await client.PasswordAsync("cheng-xiulan", Password)).ErrorsAsync());
        }
    }

    [Fact]
    public async Task Server_WithAnothersCertificate_GetsNoPassword()
    {
        await using var other = await StartAsync(("Shouwen:Directory:Url", Server[0].Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal)));
        using var client = other.CreateClient();

        var answer = await client.PasswordAsync("cheng-xiulan", Password);

        Assert.Equal("统一账号系统暂时连不上，请稍后再试", await answer.ErrorsAsync());
    }

    [Fact]
    public void Value_InAFilter_IsEscaped() => Assert.Equal(@"a\2a\28b\29\5c\00 程", StaffDirectory.Escape("a*(b)\\\0 程"));

    [Theory]
    [InlineData("ldap://ad.bank.example", false)]
    [InlineData("http://ad.bank.example", true)]
    [InlineData("", true)]
    public void Options_ThatWouldSendPasswordsInTheClearOrNowhere_AreRefused(string url, bool startTls) =>
        Assert.Throws<StartRefusedException>(() => new DirectoryOptions { Url = url, StartTls = startTls, BaseDn = "dc=bank", BindDn = "cn=x", BindPasswordFile = Path.Combine(Server[1], "password") }.Check());

    private static (string, string)[] Group(string dn, string post) => [("Shouwen:Directory:GroupPosts:0:Group", dn), ("Shouwen:Directory:GroupPosts:0:Post", post)];

    private static Task<TestHost> StartAsync(params (string Name, string Value)[] settings) => TestHost.StartAsync(Database.Sqlite,
        [("Shouwen:Directory:Url", Server[0]), ("Shouwen:Directory:BaseDn", "dc=bank"), ("Shouwen:Directory:BindDn", "cn=shouwen,dc=bank"), ("Shouwen:Directory:BindPasswordFile", Path.Combine(Server[1], "password")), .. settings]);
}
