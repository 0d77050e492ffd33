using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Shouwen.App.Tests;

public sealed class HostTests(WebApplicationFactory<Program> host) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task FrontPage_Asked_SaysItsName()
    {
        using var client = host.CreateClient();

        var html = await client.GetStringAsync("/", TestContext.Current.CancellationToken);

        var page = new HtmlParser().ParseDocument(html);
        Assert.Contains("首问", page.Title, StringComparison.Ordinal);
    }
}
