using Microsoft.Playwright;

namespace Shouwen.Browser.Tests;

/// <summary>A passkey made and shown by Chromium itself, with an authenticator that it plays.</summary>
public sealed class PasskeyTests(ChromiumFixture chromium)
{
    private static readonly Dictionary<string, object> Authenticator = new()
    {
        ["options"] = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        },
    };

    [Fact]
    public async Task Passkey_AddedOnTheAccountPage_SignsInWithoutAPassword()
    {
        var (username, password) = await chromium.Host.AccountAsync("business-officer@business"); // nobody else signs in as this one: from now on a second step is asked for
        var page = await chromium.NewPageAsync();
        var site = $"http://localhost:{chromium.Host.ClientOptions.BaseAddress.Port}"; // a passkey belongs to a name, not to an address
        await ChromiumFixture.WatchAsync(page, "passkey", async () =>
        {
            var devices = await page.Context.NewCDPSessionAsync(page);
            await devices.SendAsync("WebAuthn.enable");
            await devices.SendAsync("WebAuthn.addVirtualAuthenticator", Authenticator);
            await page.GotoAsync(site + "/sign-in");
            await page.FillAsync("[name=Username]", username);
            await page.FillAsync("[name=Password]", password);
            await page.ClickAsync("[data-main]");
            await page.WaitForURLAsync(site + "/");

            await page.GotoAsync(site + "/account/passkey");
            await page.FillAsync("[name=Name]", "办公电脑");
            await page.ClickAsync("form[data-passkey] button");
            await Assertions.Expect(page.Locator(".sw-codes li")).ToHaveCountAsync(10);
            await page.GotoAsync(site + "/account");
            await Assertions.Expect(page.Locator(".sw-factors")).ToContainTextAsync("办公电脑");
            await page.ClickAsync("main form[action='/sign-out'] button");
            await page.WaitForURLAsync(site + "/sign-in");
            await page.ClickAsync("form[data-passkey] button");
            await page.WaitForURLAsync(site + "/");
        });

        await Assertions.Expect(page.Locator(".sw-bar")).ToContainTextAsync("业务主管");
    }
}
