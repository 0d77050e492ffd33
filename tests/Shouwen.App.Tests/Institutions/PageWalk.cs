using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Shouwen.App.Tests.Institutions;

/// <summary>Follows the links of a signed-in person from page to page: of each kind of address a few examples.</summary>
/// <param name="walked">Kinds of addresses that others have walked; those that are the same for everybody are left out, and what is walked here is added.</param>
internal sealed partial class PageWalk(HttpClient client, int ofEach, HashSet<string>? walked = null)
{
    private readonly Dictionary<string, int> opened = [];
    private readonly HashSet<string> met = [];
    private readonly Queue<string> ahead = new();

    /// <summary>Every page by its address, as sent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FromAsync(params string[] first)
    {
        var pages = new Dictionary<string, string>();
        Array.ForEach(first, Meet);
        while (ahead.TryDequeue(out var path))
        {
            var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found)
            {
                Meet(answer.Headers.Location?.ToString());
                continue;
            }

            if (answer.StatusCode == HttpStatusCode.NotFound && first.Contains(path))
            {
                continue; // not every post has the page; a link to one that it has not is a mistake
            }

            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
            pages[path] = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (var link in new HtmlParser().ParseDocument(pages[path]).QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")))
            {
                Meet(link);
            }
        }

        walked?.UnionWith(opened.Keys);
        return pages;
    }

    private void Meet(string? href)
    {
        var path = href?.Split('#')[0] ?? "";
        if (path.Length == 0 || !path.StartsWith('/') || path.StartsWith("/lib/", StringComparison.Ordinal) || !met.Add(path))
        {
            return;
        }

        var kind = Particular().Replace(path, "…");
        if (walked?.Contains(kind) == true && IsForEverybody(kind))
        {
            return;
        }

        opened[kind] = opened.GetValueOrDefault(kind) + 1;
        if (opened[kind] <= ofEach)
        {
            ahead.Enqueue(path);
        }
    }

    // Clauses; a page in another order or on another tab; the form of an act, for whoever may do it.
    private static bool IsForEverybody(string kind) => kind.Contains('?', StringComparison.Ordinal) || kind.Contains("…/", StringComparison.Ordinal) || kind.StartsWith("/policies/", StringComparison.Ordinal);

    // Numbers of complaints, clauses and versions; what a filter or a form is given.
    [GeneratedRegex(@"(?<=/)[A-Z]*[-\d][\w-]*|(?<==)[^&]*")]
    private static partial Regex Particular();
}
