using System.Net;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

public sealed class LimitTests
{
    [Fact]
    public async Task Key_AskingTooOften_IsToldWhenToComeBack()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:RequestsPerMinute", "5"));
        using var eager = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        using var other = await ApiCaller.AsAsync(host, "teller@sub-branch-1-2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => eager.Client.GetAsync("/api/v1/policies", TestContext.Current.CancellationToken)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(int.Parse(answer.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture) >= 1));
        Assert.Equal("application/problem+json", refused[0].Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await other.Client.GetAsync("/api/v1/policies", TestContext.Current.CancellationToken)).StatusCode);
    }
}
