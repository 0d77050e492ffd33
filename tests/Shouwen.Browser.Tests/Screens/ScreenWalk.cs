using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouwen.Testing;

namespace Shouwen.Browser.Tests.Screens;

/// <summary>
/// Every page of the product once, followed from link to link by a few people who together see all of them; looked at dark on a desk and on a phone,
/// and on paper. One walk for all tests of it.
/// </summary>
public sealed class ScreenWalk(ChromiumFixture chromium) : IAsyncLifetime
{
    private const int Desk = 1440, Phone = 375, Paper = 680; // A4 between its margins

    private static readonly string[] People =
    [
        "executive@head-office", "complaint-officer@branch-1", "relationship-manager@sub-branch-1-1",
        "security-administrator@head-office", "audit-administrator@head-office", "administrator@head-office",
    ];

    private const string Importer = "administrator@head-office";

    // No page links to them.
    private static readonly string[] Unlinked = ["/not-found", "/password", "/error/500", "/account/second-factor", "/complaints/bulk", "/policies/rg-2012-13/versions"];

    private readonly string script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Screens", "screen.js"));
    private readonly List<string> tooWide = [], tooFaint = [], pressable = [];
    private readonly HashSet<string> kinds = [], routes = [];
    private IReadOnlyList<(string Route, TemplateMatcher Matcher, bool IsPage)> known = []; // whatever can be asked for, the most particular first

    /// <summary>Sentences: page, then what is wrong there.</summary>
    public IReadOnlyList<string> TooWide => tooWide;

    public IReadOnlyList<string> TooFaint => tooFaint;

    /// <summary>On paper.</summary>
    public IReadOnlyList<string> Pressable => pressable;

    /// <summary>Routes of pages that nobody came to.</summary>
    public IReadOnlyList<string> Missed => [.. known.Where(route => route.IsPage).Select(route => route.Route).Except(routes)];

    public async ValueTask InitializeAsync()
    {
        await FilledHouse.FillAsync(chromium.Host, TestContext.Current.CancellationToken);
        known =
        [
            .. from endpoint in chromium.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
               where isPage || endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
               orderby endpoint.RoutePattern.InboundPrecedence
               let route = endpoint.RoutePattern.RawText!
               select (route, new TemplateMatcher(TemplateParser.Parse(route), []), isPage),
        ];
        await LookAroundAsync(await chromium.NewPageAsync(), "/sign-in");
        foreach (var person in People)
        {
            var page = await chromium.SignedInAsync(person); // and stands on a page with the person's menu
            string[] sent = person == Importer ? [await SendLedgerAsync(page)] : [];
            await LookAroundAsync(page, [.. Unlinked, .. sent, .. await AskAsync(page, "links")]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task LookAroundAsync(IPage page, params string[] first)
    {
        var ahead = new Queue<string>(first.Where(IsNew));
        while (ahead.TryDequeue(out var path))
        {
            await LookAsync(page, path);
            foreach (var link in (await AskAsync(page, "links")).Where(IsNew))
            {
                ahead.Enqueue(link);
            }
        }

        await page.Context.CloseAsync();
    }

    // A job reads it; the page fetches itself until it has.
    private static async Task<string> SendLedgerAsync(IPage page)
    {
        await page.GotoAsync("/imports");
        await page.SetInputFilesAsync("#upload input[type=file]", new FilePayload { Name = "台账.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("投诉日期,客户姓名,投诉渠道,投诉内容\n2026-02-03,王某,柜台,排队太久\n昨天,,柜面,\n") });
        await page.ClickAsync("#upload button[data-main]");
        await page.WaitForSelectorAsync("#columns");
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task LookAsync(IPage page, string path)
    {
        await SetAsync(page, Desk, Media.Screen);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        await NoteAsync(tooFaint, "faint");
        await SetAsync(page, Phone, Media.Screen);
        await NoteAsync(tooFaint, "faint");
        await NoteAsync(tooWide, "wide");
        await SetAsync(page, Paper, Media.Print);
        await NoteAsync(tooFaint, "faint");
        await NoteAsync(tooWide, "wide");
        await NoteAsync(pressable, "pressable");

        async Task NoteAsync(List<string> into, string question) => into.AddRange((await AskAsync(page, question)).Select(found => $"{path}: {found}"));
    }

    private static async Task SetAsync(IPage page, int width, Media media)
    {
        await page.EmulateMediaAsync(new() { Media = media, ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(width, 900);
    }

    private Task<string[]> AskAsync(IPage page, string question) => page.EvaluateAsync<string[]>($"{script.TrimEnd()}.{question}()");

    // Of each page one example; of lists and files one of each kind, and one of each tab.
    private bool IsNew(string link)
    {
        var (path, query) = (link.Split('?')[0], link.Contains("?tab=", StringComparison.Ordinal) ? link[link.IndexOf('?', StringComparison.Ordinal)..] : "");
        foreach (var (route, matcher, isPage) in known)
        {
            var values = new RouteValueDictionary();
            if (matcher.TryMatch(new PathString(path), values))
            {
                routes.Add(route);
                return isPage && kinds.Add($"{route} {(query.Length > 0 ? query : route.EndsWith("Name}", StringComparison.Ordinal) ? "" : values.GetValueOrDefault("kind"))}");
            }
        }

        return false; // a file, or a place to send something to
    }
}
