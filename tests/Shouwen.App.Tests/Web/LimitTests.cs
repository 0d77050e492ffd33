using System.Net;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

public sealed class LimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task Guessing_FromOneAddress_IsStoppedWithAPageAndHindersNobodyElse()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:SignInsPerMinute", "3"), ("Shouwen:AnonymousRequestsPerMinute", "10"));
        using var officer = await host.SignInAsync("complaint-officer@branch-1");
        using var guesser = host.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => guesser.PostAsync("/Sign-In/", new FormUrlEncodedContent([]), Token)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.True(refused.Count >= 3);
        Assert.NotEqual("", refused[0].Header("Retry-After"));
        Assert.Equal("请求太多", (await refused[0].PageAsync()).QuerySelector("h1")?.TextContent);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => guesser.GetAsync("/sign-in", Token)));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.GetAsync("/sign-in", Token)).StatusCode);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => officer.GetAsync("/no-such-page", Token))), answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task Searching_TooOften_IsStoppedAndOtherWorkGoesOn()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:SearchesPerMinute", "3"));
        using var officer = await host.SignInAsync("complaint-officer@branch-1");
        using var key = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");

        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => officer.GetAsync($"/complaints?name=a{i}", Token)));
        var calls = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => key.Client.GetAsync("/api/v1/complaints", Token)));

        Assert.Contains(pages, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains(calls, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/complaints", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await key.Client.GetAsync("/api/v1/policies", Token)).StatusCode);
    }

    [Fact]
    public async Task Uploading_TooOften_IsStoppedBeforeAnythingIsRead()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:UploadsPerMinute", "2"));
        using var officer = await host.SignInAsync("complaint-officer@branch-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => officer.PostAsync("/complaints/TS202603020001/attach", Browsing.FileForm("函.pdf", SampleFile.Pdf), Token)));

        Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests) >= 2);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/complaints", Token)).StatusCode);
    }
}
