namespace Shouwen.Browser.Tests;

public sealed class FrontPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task FrontPage_Opened_ShowsItsName()
    {
        var page = await chromium.NewPageAsync();

        await page.GotoAsync("/");

        Assert.Contains("首问", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VendoredFiles_Asked_AreServed()
    {
        var page = await chromium.NewPageAsync();

        foreach (var file in new[] { "tabler/tabler.min.css", "htmx/htmx.min.js", "idiomorph/idiomorph-ext.min.js", "icons/sprite.svg" })
        {
            var response = await page.GotoAsync("/lib/" + file);
            Assert.True(response is { Status: 200 }, $"{file}: {response?.Status}");
        }
    }
}
