using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using Shouwen.Browser.Tests;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace Shouwen.Browser.Tests;

/// <summary>One Chromium for all tests, and the app listening on a free port of loopback.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly WebApplicationFactory<Program> host = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        host.UseKestrel(0);
        host.StartServer();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>A page with cookies of its own, as a clerk in China sees it. Its addresses start at the app's root.</summary>
    public async Task<IPage> NewPageAsync()
    {
        if (browser is null)
        {
            throw new InvalidOperationException("The fixture has not been started.");
        }

        var context = await browser.NewContextAsync(new()
        {
            BaseURL = host.ClientOptions.BaseAddress.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await host.DisposeAsync();
    }
}
