using Shouwen.Policies;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

/// <summary>Whoever is no bank reads no word of banks, on no page, in no file, in no description.</summary>
public sealed class WordsTests
{
    private const int OfEach = 3;

    private static readonly string[] OfBanks = ["银行", "支行", "分行", "总行", "柜员", "网点", "客户经理", "手机银行", "贷款", "理财"];

    /// <summary>The sample of these tests, and every institution of ours that has a word for itself.</summary>
    public static TheoryData<string, string> Institutions
    {
        get
        {
            var data = new TheoryData<string, string> { { "samples", "sample-workshop" } };
            foreach (var institution in RuleBook.Open(AppContext.BaseDirectory).Institutions.Values.Where(institution => institution.Words.We != "本行"))
            {
                data.Add(".", institution.Id);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Institutions))]
    public async Task EveryPage_AsEveryPost_NamesNothingOfABank(string root, string institution)
    {
        await using var host = await Workshop.StartAsync(Path.Combine(AppContext.BaseDirectory, root), institution);
        var posts = host.House.Institution.Holders.DistinctBy(holder => holder.Post.Post).ToList();
        Assert.True(posts.Count > 5, "The posts were not found.");

        var found = new List<string>();
        foreach (var (person, post) in posts)
        {
            using var client = await host.SignInAsync(person.Id);
            if (person.Posts[0] != post)
            {
                await client.PostFormAsync("/", "/switch-post", ("post", $"{post.Post}@{post.Unit}"));
            }

            found.AddRange(Findings($"{post.Post} ", await new PageWalk(client, OfEach).FromAsync("/", "/complaints", "/complaints/new", "/policies", "/approvals", "/notices", "/hand-overs/colleague")));
        }

        found.AddRange(Findings("", await ElsewhereAsync(host)));
        Assert.Empty(found.Distinct());
    }

    /// <summary>The guard itself: where they are, it finds them.</summary>
    [Fact]
    public async Task Walk_ThroughABank_FindsItsWords()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("teller@sub-branch-1-1");

        var found = Findings("", await new PageWalk(client, 1).FromAsync("/complaints/new")).ToList();

        Assert.Contains(found, finding => finding.Contains("柜员", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("网点", StringComparison.Ordinal));
    }

    // What is no page behind sign-in: signing in, the description of the API, the list as a file.
    private static async Task<IReadOnlyDictionary<string, string>> ElsewhereAsync(TestHost host)
    {
        using var client = await host.SignInAsync(host.House.Institution.HolderOf("executive", host.House.Institution.Root.Id)!.Id);
        var file = await client.PostFormAsync("/complaints", "/complaints/export", ("reason", "核对用语"));
        return new Dictionary<string, string>
        {
            ["/sign-in"] = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken),
            ["/openapi/v1.json"] = System.Text.RegularExpressions.Regex.Unescape(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)),
            ["/complaints/export"] = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        };
    }

    private static IEnumerable<string> Findings(string who, IReadOnlyDictionary<string, string> pages) =>
        from page in pages
        from word in OfBanks
        let at = page.Value.IndexOf(word, StringComparison.Ordinal)
        where at >= 0
        select $"{who}{page.Key}: …{page.Value[Math.Max(0, at - 20)..Math.Min(page.Value.Length, at + 20)].ReplaceLineEndings(" ")}…";
}
