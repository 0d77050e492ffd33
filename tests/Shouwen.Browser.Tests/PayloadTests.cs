using Microsoft.Playwright;
using Shouwen.Testing;

namespace Shouwen.Browser.Tests;

/// <summary>Texts that would run if they could, on the pages that show them, in a real browser.</summary>
public sealed class PayloadTests(ChromiumFixture chromium)
{
    private const string Teller = "teller@sub-branch-3-1";

    // Tells of everything that the content policy stopped; it is there before any script of the page.
    private const string Watch = "window.stopped = []; document.addEventListener('securitypolicyviolation', e => window.stopped.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));";

    [Fact]
    public async Task Texts_ThatWouldRun_NeitherRunNorMeetTheContentPolicy()
    {
        var host = chromium.Host;
        using var caller = await ApiCaller.AsAsync(host, Teller);
        var numbers = new List<string>();
        foreach (var some in Payloads.All.Chunk(24))
        {
            var number = await caller.RegisterAsync(("summary", some[0] + some[1]), ("demands", string.Join('\n', some)), ("place", some[2]), ("complainants", new[] { new { name = some[3], phone = "13800138000" } }));
            await caller.DoAsync(number, "note", ("text", string.Join('\n', some)));
            numbers.Add(number);
        }

        var page = await chromium.SignedInAsync(Teller);
        var ran = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            ran.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        await page.AddInitScriptAsync(Watch);

        foreach (var path in numbers.Select(number => $"/complaints/{number}").Concat(["/", "/complaints", "/complaints?q=" + Uri.EscapeDataString(Payloads.All[60]), $"/complaints/{numbers[0]}/note", "/complaints/new", $"/complaints/{numbers[1]}?tab=duties"]))
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            await page.Locator("body").ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
            ran.AddRange((await page.EvaluateAsync<string[]>("window.stopped")).Select(stopped => $"{path}: {stopped}"));
        }

        Assert.Empty(ran);
    }
}
