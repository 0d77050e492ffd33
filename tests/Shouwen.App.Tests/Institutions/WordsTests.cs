using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Policies;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

/// <summary>Whoever is no bank reads no word of banks, on no page, in no file, in no description.</summary>
public sealed partial class WordsTests
{
    private const int OfEach = 3;
    private const int Sentence = 8;

    [Fact]
    public async Task EveryPageOfTheWorkshop_AsEveryPost_NamesNothingOfABank()
    {
        await using var host = await Workshop.StartAsync(Workshop.Root, "sample-workshop");

        Assert.Equal([], await FindingsAsync(host, OfEach));
    }

    [Theory]
    [InlineData("sample-law-firm")]
    [InlineData("sample-garage")]
    [InlineData("sample-manufacturer")]
    [InlineData("sample-company")]
    public async Task EveryPage_WithEveryPermission_NamesNothingOfABank(string institution)
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:Institution", institution), ("Shouwen:RequestsPerMinute", "1000000"));
        await FilledHouse.FillAsync(host, TestContext.Current.CancellationToken);

        Assert.Equal([], await FindingsAsync(host, 1));
    }

    /// <summary>The guard itself: where they are, it finds them.</summary>
    [Fact]
    public async Task Walk_ThroughABank_FindsItsWords()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("teller@sub-branch-1-1");

        var found = Findings("", "", await new PageWalk(client, 1).FromAsync("/complaints/new")).ToList();

        Assert.Contains(found, finding => finding.Contains("柜员", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("网点", StringComparison.Ordinal));
    }

    // Whoever may do the same sees the same pages; those who may do most walk first, and alone through the clauses.
    private static async Task<IReadOnlyList<string>> FindingsAsync(TestHost host, int ofEach)
    {
        var institution = host.House.Institution;
        var posts = institution.Holders.DistinctBy(holder => string.Join(' ', institution.Posts[holder.Post.Post].May.Order())).OrderByDescending(holder => institution.Posts[holder.Post.Post].May.Count).ToList();
        Assert.True(posts.Count > 5, "The posts were not found.");

        var (found, documents) = (new List<string>(), DocumentsOf(host));
        foreach (var (person, post) in posts)
        {
            using var client = await host.SignInAsync(person.Id);
            if (person.Posts[0] != post)
            {
                await client.PostFormAsync("/", "/switch-post", ("post", $"{post.Post}@{post.Unit}"));
            }

            found.AddRange(Findings($"{post.Post} ", documents, await new PageWalk(client, ofEach, post == posts[0].Post ? null : "/policies/").FromAsync("/", "/complaints", "/complaints/new", "/policies", "/approvals", "/notices", "/hand-overs/colleague")));
        }

        found.AddRange(Findings("", documents, await ElsewhereAsync(host)));
        return [.. found.Distinct()];
    }

    // What is no page behind sign-in: signing in, the description of the API, the list as a file.
    private static async Task<IReadOnlyDictionary<string, string>> ElsewhereAsync(TestHost host)
    {
        using var client = await host.SignInAsync(host.House.Institution.HolderOf("executive", host.House.Institution.Root.Id)!.Id);
        var file = await client.PostFormAsync("/complaints", "/complaints/export", ("reason", "核对用语"));
        return new Dictionary<string, string>
        {
            ["/sign-in"] = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken),
            ["/openapi/v1.json"] = Regex.Unescape(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)),
            ["/complaints/export"] = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        };
    }

    private static IEnumerable<string> Findings(string who, string documents, IReadOnlyDictionary<string, string> pages) =>
        from page in pages
        from Match match in OfBanks().Matches(page.Value)
        where match.Length < Sentence || !documents.Contains(match.Value, StringComparison.Ordinal)
        select $"{who}{page.Key}: {match.Value}";

    // What adopted documents and their stories say themselves, in sentences, is theirs and not ours.
    private static string DocumentsOf(TestHost host)
    {
        var book = host.Services.GetRequiredService<RuleBook>();
        var files = book.VersionsOf(host.House.Institution.Adopts).Select(policy => book.FileOf(policy)!).Concat(host.House.Institution.Adopts.SelectMany(book.StoriesOf)); // the book read it from a file
        return string.Join('\n', files.Select(File.ReadAllText));
    }

    // A word with the characters that stand around it without a break.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}*(银行|支行|分行|总行|柜员|网点|客户经理|贷款|理财)\p{IsCJKUnifiedIdeographs}*")]
    private static partial Regex OfBanks();
}
