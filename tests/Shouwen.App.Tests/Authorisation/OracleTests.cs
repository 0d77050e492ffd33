using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>A hundred random persons ask for lists, search, counts, export, earlier complaints and the API's list: each is told of exactly the complaints that the rules, said again, let them see.</summary>
public sealed partial class OracleTests
{
    private const int Persons = 100;
    private const string Word = "残损币";
    private const string Phone = "13800138000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task RandomPersons_InEveryList_FindWhatTheyMaySee(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind, ("Shouwen:RequestsPerMinute", "1000000"), ("Shouwen:AnonymousRequestsPerMinute", "1000000"));
        var chance = new Random(20260302);
        var complaints = await SeedAsync(host, chance);
        var holders = host.House.Institution.Holders.OrderBy(_ => chance.Next()).DistinctBy(holder => holder.Person.Id).Take(kind == Database.Sqlite ? Persons : Persons / 2).ToList();

        await Parallel.ForEachAsync(holders, Token, async (holder, _) => await AskAsync(host, holder.Person, complaints));
    }

    private static async Task AskAsync(TestHost host, Person person, IReadOnlyList<Complaint> complaints)
    {
        var institution = host.House.Institution;
        var post = person.Usual!; // holders hold one
        var scope = !institution.May(post.Post, "read-cases") ? "-" : post.Post switch { "auditor" => "*", "hotline-agent" => "A", _ => "T" };
        var visible = complaints.Where(complaint => Sights.Sees(institution, scope, institution.May(post.Post, "read-confidential"), person, post, complaint)).ToList();
        using var browser = await host.SignInAsync(person.Id);
        using var api = await ApiCaller.AsAsync(host, person.Id);
        if (scope == "-")
        {
            Assert.Empty(NumbersIn(await (await browser.GetAsync("/complaints", Token)).Content.ReadAsStringAsync(Token)));
            return;
        }

        await SameAsync("/complaints?show=all", visible);
        await SameAsync($"/complaints?q={Word}", visible.Where(complaint => complaint.Data.Text("summary")!.Contains(Word, StringComparison.Ordinal)));
        await SameAsync($"/complaints?phone={Phone}", visible.Where(complaint => complaint.Data.Groups("complainants").Any(one => one.Text("phone") == Phone)));
        Assert.Equal(NumbersOf(visible), NumbersIn((await api.GetAsync("/api/v1/complaints?limit=100")).ToString()));
        foreach (var path in new[] { "/", "/?scope=unit", "/notices", "/approvals", "/rectifications", "/rectifications/liabilities" })
        {
            Assert.Subset(NumbersOf(visible).ToHashSet(), NumbersIn(await browser.GetStringAsync(path, Token)).ToHashSet());
        }

        if (institution.May(post.Post, "export"))
        {
            var form = (await browser.PageAsync("/complaints")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!; // every page with a form has one
            await browser.PostAsync("/complaints/export", new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("reason", "核对"), new("query", "")]), Token);
            await host.MakeExportsAsync();
            var csv = await browser.PostFormAsync("/exports", await browser.FetchFormAsync() ?? "");
            Assert.Equal(NumbersOf(visible), NumbersIn(await csv.Content.ReadAsStringAsync(Token)));
        }

        if (institution.May(post.Post, "register"))
        {
            var form = (await browser.PageAsync("/complaints/new")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!; // the same
            var aside = await browser.PostAsync("/complaints/aside", new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("complainants[0].phone", Phone), new("complainants[0].name", "王小明"), new("about.unit", "sub-branch-1-1"), new("summary", "同一件事")]), Token);
            Assert.Subset(NumbersOf(visible).ToHashSet(), NumbersIn(await aside.Content.ReadAsStringAsync(Token)).ToHashSet());
        }

        async Task SameAsync(string path, IEnumerable<Complaint> expected)
        {
            var page = await browser.PageAsync(path);
            var wanted = NumbersOf(expected);
            Assert.True(wanted.SequenceEqual(NumbersIn(page.QuerySelector("main")!.InnerHtml)), $"{person.Id} {post} {path}: should find {string.Join(' ', wanted)}"); // every page has a main
            Assert.Contains(wanted.Count == 0 ? "没有" : $"共 {wanted.Count} 件", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<string> NumbersOf(IEnumerable<Complaint> complaints) => [.. complaints.Select(complaint => complaint.Number!).Order()];

    private static IReadOnlyList<string> NumbersIn(string text) => [.. Number().Matches(text).Select(match => match.Value).Distinct().Order()];

    // Less than a page holds, in every unit, with recusals, respondents, hand-overs, questions to departments, and complaints of employees.
    private static async Task<IReadOnlyList<Complaint>> SeedAsync(TestHost host, Random chance)
    {
        var institution = host.House.Institution;
        var tellers = institution.Holders.Where(holder => institution.May(holder.Post.Post, "register")).ToArray();
        var numbers = new List<string>();
        foreach (var i in Enumerable.Range(0, 28))
        {
            var (person, post) = tellers[chance.Next(tellers.Length)];
            var unit = institution.Units[chance.Next(institution.Units.Count)].Id;
            var more = new List<(string, Raw)> { ("summary", Seeds.Text(i % 2 == 0 ? $"不受理{Word}兑换" : "排队太久")) };
            more.AddRange(i % 3 == 0 ? [("about", Seeds.Map(("unit", Seeds.Text(unit)), ("person", Seeds.Text(institution.Persons[chance.Next(institution.Persons.Count)].Id))))] : [("about", Seeds.Map(("unit", Seeds.Text(unit))))]);
            more.AddRange(i % 5 == 0 ? [("kind", Seeds.Text("employee-complaint"))] : Array.Empty<(string, Raw)>());
            more.AddRange(i % 4 == 0 ? [("complainants", new RawList([Seeds.Map(("name", Seeds.Text("李强")), ("phone", Seeds.Text("13900139000")))], default))] : Array.Empty<(string, Raw)>());
            if (await Seeds.RegisterAsync(host, Institution.ActorOf(person, post), [.. more]) is not { } number)
            {
                continue;
            }

            numbers.Add(number);
            await Seeds.DoAsync(host, number, host.Actor("complaint-officer@head-office"), (i % 4) switch { 0 => "recuse", 1 => "hand-over", 2 => "ask-co-handler", _ => "assign" }, (i % 4) switch
            {
                0 => [("person", Seeds.Text(institution.Persons[chance.Next(institution.Persons.Count)].Id)), ("reason", Seeds.Text("亲属"))],
                1 => [("to", Seeds.Text(institution.Units[chance.Next(institution.Units.Count)].Id))],
                2 => [("unit", Seeds.Text(unit)), ("question", Seeds.Text("当日排班"))],
                _ => [("to", Seeds.Text(tellers[chance.Next(tellers.Length)].Person.Id))],
            });
        }

        Assert.True(numbers.Count > 20, "Too few complaints could be registered.");
        var files = await Task.WhenAll(numbers.Select(number => host.Services.GetRequiredService<CaseReader>().ReadAsync(number, Token)));
        return [.. files.Select(file => file!.Complaint)]; // they were just registered
    }

    [GeneratedRegex(@"TS\d{12}")]
    private static partial Regex Number();
}
