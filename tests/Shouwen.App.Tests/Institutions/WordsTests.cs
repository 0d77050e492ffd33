using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Policies;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

/// <summary>Whoever is no bank reads no word of banks, on no page, in no file, in no description.</summary>
public sealed partial class WordsTests
{
    private const int OfEach = 3;
    private const int Sentence = 8;

    private static readonly string[] Entries = ["/", "/complaints", "/complaints/new", "/policies", "/approvals", "/notices", "/hand-overs/colleague"];

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

    // Whoever may do the same sees the same pages. Those who may do most walk first; what they may do besides is all that those after them add, and
    // who may do nothing reads everything.
    private static async Task<IReadOnlyList<string>> FindingsAsync(TestHost host, int ofEach)
    {
        var (institution, documents, walked, done) = (host.House.Institution, DocumentsOf(host), new HashSet<string>(), new List<IReadOnlySet<string>>());
        var found = institution.Holders.Select(holder => institution.LabelOf(holder.Person, holder.Post)).Where(title => OfBanks().IsMatch(title)).ToList();
        foreach (var (person, post) in institution.Holders.OrderByDescending(holder => MayOf(holder).Count).Where(holder => !done.Exists(MayOf(holder).SetEquals)))
        {
            using var client = await host.SignInAsync(person.Id);
            if (person.Posts[0] != post)
            {
                await client.PostFormAsync("/", "/switch-post", ("post", $"{post.Post}@{post.Unit}"));
            }

            var may = MayOf((person, post));
            var pages = may.Count > 0 && done.Exists(may.IsSubsetOf) ? await EntriesAsync(client) : await new PageWalk(client, ofEach, walked).FromAsync(Entries);
            found.AddRange(Findings($"{post.Post} ", documents, pages));
            done.Add(may);
        }

        Assert.True(done.Count > 5, "The posts were not found.");
        found.AddRange(Findings("", documents, await ElsewhereAsync(host)));
        return [.. found.Distinct()];

        IReadOnlySet<string> MayOf((Domain.Institutions.Person Person, Domain.Institutions.Assignment Post) holder) => institution.Posts[holder.Post.Post].May;
    }

    private static async Task<IReadOnlyDictionary<string, string>> EntriesAsync(HttpClient client)
    {
        var pages = new Dictionary<string, string>();
        foreach (var path in Entries)
        {
            pages[path] = await (await client.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        return pages;
    }

    // What is no page behind sign-in: signing in, the description of the API, the list as a file.
    private static async Task<IReadOnlyDictionary<string, string>> ElsewhereAsync(TestHost host)
    {
        using var client = await host.SignInAsync(host.House.Institution.Holders.First(holder => host.House.Institution.May(holder.Post.Post, Domain.Institutions.Capability.Export) && holder.Person.Usual == holder.Post).Person.Id);
        var file = await host.ExportAsync(client, "核对用语");
        return new Dictionary<string, string>
        {
            ["/sign-in"] = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken),
            ["/openapi/v1.json"] = Regex.Unescape(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)),
            ["/complaints/export"] = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        };
    }

    private static IEnumerable<string> Findings(string who, string documents, IReadOnlyDictionary<string, string> pages)
    {
        var sentences = documents.Split('\n').Select(line => line.Trim(' ', '-')).Where(line => line.Length >= Sentence && OfBanks().IsMatch(line)).Distinct().ToList();
        return from page in pages
               where !page.Key.StartsWith("/audit/", StringComparison.Ordinal) // configuration files, as they are written
               from Match match in OfBanks().Matches(sentences.Aggregate(page.Value, (text, sentence) => text.Replace(sentence, "", StringComparison.Ordinal)))
               where match.Length < Sentence || !documents.Contains(match.Value, StringComparison.Ordinal)
               select $"{who}{page.Key}: {match.Value}";
    }

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
