using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>Incidents, campaigns, funds and their like as a browser without scripts meets them.</summary>
public sealed class MatterPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Teller = "teller@sub-branch-1-1", Officer = "complaint-officer@branch-1", Executive = "executive@head-office", Auditor = "auditor@head-office";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    public static TheoryData<string, string, (string, string)[], string> Openings => new()
    {
        { "campaign", Executive, [("product", "稳盈宝 8 期"), ("matures-on", "2026-04-10"), ("expected-yield", "4.2"), ("actual-yield", "2.71")], "预期收益率 4.2，实际 2.71" },
        { "document", Teller, [("title", "致客户的说明"), ("text", "各位客户")], "起草文件“致客户的说明”" },
        { "directive", Officer, [("body", "岚州监管局"), ("reference", "函〔2026〕3号"), ("text", "限期整改排队问题"), ("due", "2026-04-01T17:00")], "限 04-01 周三 17:00 前落实" },
        { "drill", Officer, [("unit", "sub-branch-1-1"), ("scenario", "大厅聚集"), ("on", "2026-03-20")], "安排临江榆钱巷支行于 2026-03-20 周五 演练：大厅聚集" },
        { "training", Officer, [("person", "teller@sub-branch-1-1"), ("course", "七步法")], "完成培训“七步法”" },
        { "fund", Executive, [("year", "2031"), ("amount", "50000")], "设定 2031 年度预算 50,000.00 元" },
    };

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Matter_OpenedByItsForm_HasAPageThatTellsOfIt(string kind, string who, (string, string)[] fields, string told)
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(who);

        var path = await client.OpenAsync(kind, fields);

        var page = await client.PageAsync(path);
        Assert.Contains(told, page.QuerySelector(".sw-timeline")?.TextContent, StringComparison.Ordinal);
        Assert.Contains(path.Split('/')[^1], (await client.PageAsync($"/matters/{kind}")).QuerySelector("table")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("校验通过", (await client.PageAsync(path + "?tab=proof")).Body?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Incident_AndItsComplaints_LeadToEachOther(Database kind)
    {
        var host = hosts[kind];
        var (first, second) = (await Branch.RegisterAsync(host, Teller, "大厅二十人要说法", "郑一", "13700000001"), await Branch.RegisterAsync(host, Teller, "同一产品收益不足", "郑二", "13700000002"));
        using var client = await host.SignInAsync(Officer);

        var path = await client.OpenAsync("incident", ("complaints", $"{first}\n{second}"), ("people", "24"), ("place", "榆钱巷大厅"), ("onlookers", "true"));
        var page = await client.PageAsync(path);
        var complaint = await client.PageAsync($"/complaints/{first}?tab=related");

        Assert.Equal("榆钱巷大厅群体投诉", page.QuerySelector("h1")?.TextContent);
        Assert.NotNull(page.QuerySelector($"a[href='/complaints/{first}']"));
        Assert.NotNull(page.QuerySelector($"a[href='/complaints/{second}']"));
        Assert.NotNull(complaint.QuerySelector($"a[href='{path}']"));
        Assert.NotNull(page.QuerySelector($"a[href^='{path}/record-step']"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Step_Recorded_StandsInTheTimeline_AndOnAnOldVersionIsRefused(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Officer);
        var path = await client.OpenAsync("incident", ("complaints", await Branch.RegisterAsync(hosts[kind], Teller, "要求兑付", "郑三", "13700000003")), ("people", "12"), ("place", "二楼会客区"));

        await client.PostFormAsync(path + "/record-step", path + "/record-step", ("step", "separate-onlookers"), ("note", "围观客户已引导离开"));
        var late = await client.PostFormAsync(path + "/record-step", path + "/record-step", ("step", "再记一步"), ("_version", "1"));

        Assert.Contains("围观客户已引导离开", (await client.PageAsync(path)).QuerySelector(".sw-timeline")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public async Task Incident_NamingAComplaintOutOfSight_HearsThatThereIsNone()
    {
        using var stranger = await hosts[Database.Sqlite].SignInAsync("complaint-officer@branch-2");
        var number = await Branch.RegisterAsync(hosts[Database.Sqlite], Teller, "别的分行的事", "郑四", "13700000004");

        var answer = await stranger.PostFormAsync("/matters/incident/new", "/matters/incident/new", ("complaints", number), ("people", "3"), ("place", "大厅"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Contains($"“{number}”不存在", page.QuerySelector(".sw-errors")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(number, (page.QuerySelector("[name=complaints]") as IHtmlTextAreaElement)?.Value);
    }

    [Fact]
    public async Task Matter_OutOfSightOrOfNoKind_DoesNotExist()
    {
        using var officer = await hosts[Database.Sqlite].SignInAsync(Officer);
        using var stranger = await hosts[Database.Sqlite].SignInAsync("complaint-officer@branch-2");
        var path = await officer.OpenAsync("directive", ("body", "监管局"), ("reference", "函9号"), ("text", "整改"), ("due", "2026-04-01T17:00"));

        foreach (var page in new[] { path, path + "/note", path + "/complete-directive", "/matters/complaint", "/matters/duty/new", "/matters/directive/JG0000", path.Replace("directive", "drill", StringComparison.Ordinal), path + "/stand-down" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(page, TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(path + "/stand-down", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task List_WithNothing_SaysWhatToDo_AndOffersItOnlyToWhoMay()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var officer = await host.SignInAsync(Officer);
        using var teller = await host.SignInAsync(Teller);

        var (mine, theirs) = (await officer.PageAsync("/matters/drill"), await teller.PageAsync("/matters/drill"));

        Assert.Contains("还没有演练", mine.QuerySelector(".sw-empty")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(mine.QuerySelector("a[href='/matters/drill/new']"));
        Assert.Null(theirs.QuerySelector("a[href='/matters/drill/new']"));
    }

    [Fact]
    public async Task Menu_NamesOnlyPagesOfUseToThePost()
    {
        async Task<IEnumerable<string?>> MenuAsync(string who)
        {
            using var client = await hosts[Database.Sqlite].SignInAsync(who);
            return (await client.PageAsync("/policies")).QuerySelectorAll(".sw-menu a[href^='/matters/']").Select(link => link.GetAttribute("href")).ToList();
        }

        Assert.Equal(["/matters/incident", "/matters/document"], await MenuAsync(Teller));
        Assert.Contains("/matters/fund", await MenuAsync(Executive));
        Assert.Equal(AggregateKinds.Matters.Count, (await MenuAsync(Auditor)).Count());
        Assert.Empty(await MenuAsync("administrator@head-office"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task EveryPerson_ListingMatters_SeesExactlyThoseReached(Database kind)
    {
        var host = hosts[kind];
        var numbers = await SeedAsync(host);
        var reader = host.Services.GetRequiredService<CaseReader>();
        var matters = new List<Complaint>();
        foreach (var (each, number) in numbers)
        {
            matters.Add((await reader.ReadAsync(each, number, TestContext.Current.CancellationToken))!.Complaint);
        }

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var (institution, wanted) = (host.House.Institution, numbers.Select(pair => pair.Number).ToList());
        foreach (var (person, post) in institution.Holders)
        {
            var actor = Institution.ActorOf(person, post);
            var seen = await db.Matters.VisibleTo(actor, institution).Where(row => wanted.Contains(row.Number)).Select(row => row.Number).ToListAsync(TestContext.Current.CancellationToken);

            var reached = matters.Where(matter => Reaches(institution, matter, actor)).Select(matter => matter.Number!);
            Assert.True(reached.Order().SequenceEqual(seen.Order()), $"{actor} should see {string.Join(' ', reached)}, sees {string.Join(' ', seen)}");
        }
    }

    private static bool Reaches(Institution institution, Complaint matter, Actor actor) => (matter.Kind, actor.Post) switch
    {
        _ when !institution.May(actor.Post, Capability.ReadCases) => false,
        (_, "auditor") => true,
        (AggregateKind.Fund, _) => institution.May(actor.Post, Capability.ReadFunds),
        (AggregateKind.Incident, _) when matter.Data.Texts("units").Any(unit => institution.IsAtOrAbove(institution.ReachOf(actor.Unit), unit)) => true,
        (AggregateKind.Campaign, _) when institution.IsAtOrAbove(institution.ReachOf(matter.ResponsibleUnit!), actor.Unit) => true,
        _ => institution.Reaches(matter with { Data = matter.Data.Has("about") || !matter.Data.Has("unit") ? matter.Data : matter.Data.With("about", new Fields([new("unit", matter.Data.Text("unit")!)])) }, actor),
    };

    private static async Task<IReadOnlyList<(AggregateKind Kind, string Number)>> SeedAsync(TestHost host)
    {
        async Task<(AggregateKind, string)> OpenAsync(string kind, string who, params (string, string)[] fields)
        {
            using var client = await host.SignInAsync(who);
            return (AggregateKinds.Matter(kind)!.Value, (await client.OpenAsync(kind, fields)).Split('/')[^1]); // the seeds name real kinds
        }

        var complaint = await Branch.RegisterAsync(host, "teller@sub-branch-2-1", "三楼排队", "郑五", "13700000005");
        var (here, there) = (await Branch.RegisterAsync(host, Teller, "产品亏损", "郑六", "13700000006"), await Branch.RegisterAsync(host, "teller@sub-branch-3-2", "产品亏损", "郑七", "13700000007"));
        return
        [
            await OpenAsync("incident", "teller@sub-branch-2-1", ("complaints", complaint), ("people", "11"), ("place", "大厅")),
            await OpenAsync("incident", Executive, ("complaints", $"{here} {there}"), ("people", "11"), ("place", "两处大厅")),
            await OpenAsync("campaign", Executive, ("product", "月月添利"), ("matures-on", "2026-05-10"), ("expected-yield", "3"), ("actual-yield", "2")),
            await OpenAsync("campaign", "unit-head@branch-3", ("product", "季享增强"), ("matures-on", "2026-05-10"), ("expected-yield", "3"), ("actual-yield", "2")),
            await OpenAsync("drill", Executive, ("unit", "sub-branch-1-2"), ("scenario", "挤兑"), ("on", "2026-03-20")),
            await OpenAsync("directive", "complaint-officer@branch-3", ("body", "监管局"), ("reference", "函4号"), ("text", "整改"), ("due", "2026-04-01T17:00")),
            await OpenAsync("fund", Executive, ("year", "2032"), ("amount", "1000")),
        ];
    }
}
