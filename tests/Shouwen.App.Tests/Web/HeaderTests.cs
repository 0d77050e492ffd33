using System.Net;
using Shouwen.App.Tests.Institutions;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>Headers and cookies of every answer there is, as it goes out over https.</summary>
[Claim(71)]
public sealed class HeaderTests : IAsyncLifetime
{
    private const string Address = "https://shouwen.bank.example";
    private const string Teller = "teller@sub-branch-1-1";

    private TestHost host = null!; // set before the first test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:PublicUrl", Address), ("Shouwen:RequestsPerMinute", "1000000"), ("Shouwen:AnonymousRequestsPerMinute", "1000000"));
        host.ClientOptions.BaseAddress = new(Address);
        await FilledHouse.FillAsync(host, Token);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    [Trait("PastBug", "57")]
    public async Task EveryRoute_AskedByAnybody_CarriesEveryHeaderAndMarkedCookies()
    {
        var number = await Branch.RegisterAsync(host, Teller, "排队太久", "王某", "13800138000");
        using var nobody = host.CreateClient();
        using var teller = await host.SignInAsync(Teller);
        using var key = await ApiCaller.AsAsync(host, Teller);
        var routes = RouteWalk.Of(host, number).ToList();
        var faults = new List<string>();

        foreach (var client in new[] { nobody, key.Client, teller })
        {
            foreach (var (method, path) in routes.Where(route => route.Path is not "/sign-out"))
            {
                await AskAsync(client, method, path);
            }
        }

        Assert.True(routes.Count > 100, $"Only {routes.Count} routes were found.");
        Assert.Empty(faults);

        async Task AskAsync(HttpClient client, string method, string path)
        {
            using var answer = await client.SendAsync(new(new(method), path), HttpCompletionOption.ResponseHeadersRead, Token);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            faults.AddRange(AnswerHeaders.Faults($"{method} {path}", answer, isHttps: true));
        }
    }

    [Fact]
    public async Task EveryRefusal_OfARequest_CarriesThemToo()
    {
        using var teller = await host.SignInAsync(Teller);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Headers = { { "Origin", "https://evil.example" } } };
        using var crowded = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:PublicUrl", Address), ("Shouwen:AnonymousRequestsPerMinute", "1"));
        crowded.ClientOptions.BaseAddress = new(Address);
        using var flood = crowded.CreateClient();
        await flood.GetAsync("/sign-in", Token);

        (int Status, HttpResponseMessage Answer)[] answers =
        [
            (404, await teller.GetAsync("/no-such-page", Token)),
            (404, await teller.GetAsync("/lib/no-such-file.js", Token)),
            (405, await teller.SendAsync(new(HttpMethod.Put, "/complaints"), Token)),
            (401, await teller.SendAsync(new(HttpMethod.Delete, "/api/v1/policies"), Token)),
            (400, await teller.PostAsync("/sign-out", null, Token)),
            (403, await teller.SendAsync(foreign, Token)),
            (400, await teller.GetAsync("https://evil.example/sign-in", Token)),
            (401, await teller.GetAsync("/api/v1/complaints", Token)),
            (429, await flood.GetAsync("/sign-in", Token)),
        ];

        Assert.Equal(answers.Select(each => each.Status), answers.Select(each => (int)each.Answer.StatusCode));
        Assert.Empty(answers.SelectMany(each => AnswerHeaders.Faults(each.Answer.RequestMessage!.RequestUri!.PathAndQuery, each.Answer, isHttps: true)));
    }

    [Fact]
    [Trait("PastBug", "57")]
    public async Task SigningInAndOut_SetsCookiesOfThisHostAndClearsTheBrowser()
    {
        var (username, password) = await host.AccountAsync(Teller);
        using var client = host.CreateClient();
        var form = await client.GetAsync("/sign-in", Token);

        var entered = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", username), ("Password", password));
        var left = await client.PostFormAsync("/complaints", "/sign-out");

        Assert.Equal([], AnswerHeaders.Faults("form", form, isHttps: true).Concat(AnswerHeaders.Faults("in", entered, isHttps: true)).Concat(AnswerHeaders.Faults("out", left, isHttps: true)));
        Assert.Contains("__Host-shouwen-form=", form.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Contains("__Host-shouwen=", entered.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal("\"cache\", \"storage\"", left.Header("Clear-Site-Data"));
    }

    [Theory]
    [InlineData(Teller)]
    [InlineData("complaint-officer@branch-1")]
    [InlineData("unit-administrator@branch-1")]
    [InlineData("auditor@head-office")]
    public async Task EveryPage_Walked_HasNothingInline(string who)
    {
        using var client = await host.SignInAsync(who);

        var pages = await new PageWalk(client, 1).FromAsync("/", "/complaints", "/approvals", "/notices", "/policies");

        Assert.True(pages.Count > 10, $"Only {pages.Count} pages were found.");
        Assert.Empty(pages.SelectMany(page => CleanPage.Faults(page.Key, page.Value)));
    }
}
