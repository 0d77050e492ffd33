using Microsoft.EntityFrameworkCore;
using Shouwen.App.Tests.Institutions;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>What changes something asks for the form's token and comes from our own pages; what only shows something changes nothing.</summary>
[Claim(54)]
public sealed class UnsafeRouteTests(PastBugs.PastBugFixture bugs) : IClassFixture<PastBugs.PastBugFixture>
{
    private const string Teller = "teller@sub-branch-1-1";

    private static readonly string[] Writing = ["access_log"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Fact]
    public async Task EveryUnsafeRoute_WithoutTokenOrFromAnotherSite_IsRefusedAndChangesNothing()
    {
        using var teller = await Host.SignInAsync(Teller);
        using var key = await ApiCaller.AsAsync(Host, Teller);
        var routes = RouteWalk.Of(Host, bugs.Branch.Asked).Where(route => route.Method is not ("GET" or "HEAD" or "OPTIONS")).Append(("POST", "/api/v1/no-such")).ToList();
        var before = await Host.Database.PictureAsync(Writing);
        var done = new List<string>();

        foreach (var (method, path) in routes)
        {
            var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
            var bare = await SendAsync(teller, method, path, ("X-Nothing", "1"));
            done.AddRange(isApi ? Expect(bare, 401) : Expect(bare, 400, 404));
            foreach (var (name, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
            {
                done.AddRange(Expect(await SendAsync(teller, method, path, (name, value)), 403));
                done.AddRange(isApi ? Expect(await SendAsync(key.Client, method, path, (name, value)), 403) : []);
            }

            IEnumerable<string> Expect(HttpResponseMessage answer, params int[] wanted) => wanted.Contains((int)answer.StatusCode) ? [] : [$"{method} {path}: {(int)answer.StatusCode}"];
        }

        Assert.True(routes.Count > 60, $"Only {routes.Count} routes were found.");
        Assert.Empty(done);
        Assert.Equal(before, await Host.Database.PictureAsync(Writing));
    }

    [Theory]
    [Trait("PastBug", "38")]
    [InlineData(Teller)]
    [InlineData("complaint-officer@branch-1")]
    [InlineData("security-administrator@head-office")]
    public async Task EveryAddress_Opened_ChangesNothingButTheAccessLog(string who)
    {
        using var client = await Host.SignInAsync(who);
        using var key = await ApiCaller.AsAsync(Host, Teller);
        var before = await Host.Database.PictureAsync(Writing);

        await new PageWalk(client, 2).FromAsync("/", "/complaints", "/notices", "/policies");
        foreach (var (_, path) in RouteWalk.Of(Host, bugs.Branch.Asked).Where(route => route.Method == "GET"))
        {
            using var answer = await (path.StartsWith("/api/", StringComparison.Ordinal) ? key.Client : client).GetAsync(path, Token);
        }

        Assert.Equal(before, await Host.Database.PictureAsync(Writing));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(new(method), path) { Content = new FormUrlEncodedContent([new("text", "不该写下"), new("post", "teller@sub-branch-1-1"), new("reason", "x")]) };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return client.SendAsync(request, Token);
    }
}
