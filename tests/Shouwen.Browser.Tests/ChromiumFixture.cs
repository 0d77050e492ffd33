using Microsoft.Playwright;
using Shouwen.Browser.Tests;
using Shouwen.Testing;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace Shouwen.Browser.Tests;

/// <summary>One Chromium for all tests, and the app listening on a free port of loopback, with a database of its own and a clock that stands still.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private TestHost? host;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public TestHost Host => host ?? throw new InvalidOperationException("The fixture has not been started.");

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.ListenAsync(Database.Sqlite);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>A page with cookies of its own, as a clerk in China sees it. Its addresses start at the app's root.</summary>
    public async Task<IPage> NewPageAsync(int width = 1440, int height = 900)
    {
        if (browser is null)
        {
            throw new InvalidOperationException("The fixture has not been started.");
        }

        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Host.ClientOptions.BaseAddress.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
        });
        return await context.NewPageAsync();
    }

    /// <summary>A page on which that person has signed in.</summary>
    /// <param name="who"><c>post@unit</c> of the sample bank.</param>
    public async Task<IPage> SignedInAsync(string who, int width = 1440, int height = 900)
    {
        var (username, password) = await Host.AccountAsync(who);
        var page = await NewPageAsync(width, height);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=Username]", username);
        await page.FillAsync("[name=Password]", password);
        await page.ClickAsync("[data-main]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Runs the steps of a test; when one fails, the page as it stood is kept as a picture beside the test results.</summary>
    public static async Task WatchAsync(IPage page, string name, Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots");
            Directory.CreateDirectory(folder);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
