using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Domain.Institutions;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>What incidents and campaigns ask of people, where these look for their work.</summary>
public sealed class MatterWorkTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Teller = "teller@sub-branch-1-1", Officer = "complaint-officer@branch-1", Executive = "executive@head-office";

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Incident_OwingSomething_StandsOnTheWorkbenchOfItsUnitAndNobodyElses(Database kind)
    {
        var host = hosts[kind];
        using var officer = await host.SignInAsync(Officer);
        using var stranger = await host.SignInAsync("complaint-officer@branch-2");
        var path = await officer.OpenAsync("incident", ("complaints", await Branch.RegisterAsync(host, Teller, "要求兑付", "郑三", "13700000003")), ("people", "12"), ("place", "二楼会客区"));

        var grave = (await officer.PageAsync("/?scope=unit&card=grave&show=all")).QuerySelectorAll(".sw-work tr");
        var theirs = await stranger.PageAsync("/?scope=unit&show=all");

        Assert.Contains(grave, row => row.QuerySelector($"a[href='{path}']") is not null && row.QuerySelector(".sw-clause") is not null && row.TextContent.Contains("二楼会客区", StringComparison.Ordinal));
        Assert.Null(theirs.QuerySelector($"a[href='{path}']"));
    }

    [Fact]
    public async Task Incident_NamesWhomToCall()
    {
        using var officer = await hosts[Database.Sqlite].SignInAsync(Officer);
        var path = await officer.OpenAsync("incident", ("complaints", await Branch.RegisterAsync(hosts[Database.Sqlite], Teller, "要求兑付", "郑八", "13700000008")), ("people", "12"), ("place", "一楼大厅"));

        var numbers = (await officer.PageAsync(path)).QuerySelectorAll(".sw-contacts a[href^='tel:']");

        var leader = hosts[Database.Sqlite].House.Institution.Holders.First(holder => holder.Post == new Assignment("group-leader", "branch-1")).Person;
        Assert.Contains(numbers, number => number.GetAttribute("href") == $"tel:{leader.Phone}");
    }

    [Fact]
    public async Task Campaign_TellsUnitByUnitWhatWasDoneBeforeTheDay()
    {
        using var executive = await hosts[Database.Sqlite].SignInAsync(Executive);
        using var head = await hosts[Database.Sqlite].SignInAsync("unit-head@sub-branch-1-1");
        var path = await executive.OpenAsync("campaign", ("product", "稳盈宝 9 期"), ("matures-on", "2026-04-10"), ("expected-yield", "4.2"), ("actual-yield", "2.71"));

        await ActAsync(head, "confirm-script", ("unit", "sub-branch-1-1")); // of no script yet: does not count
        await ActAsync(executive, "approve-plan", ("plan", "redemption"));
        await ActAsync(executive, "approve-plan", ("plan", "renewal"));
        await ActAsync(executive, "publish-script", ("version", "2"), ("text", "您好"));
        await ActAsync(executive, "issue-customers", ("unit", "sub-branch-1-1"), ("count", "30"));
        await ActAsync(head, "record-customer-contact", ("customer", "赵一"), ("reached", "true"), ("agrees-to-redeem", "true"));
        await ActAsync(head, "record-customer-contact", ("customer", "赵二"), ("reached", "false"));
        await ActAsync(executive, "post-materials", ("unit", "sub-branch-1-1"));

        var page = await executive.PageAsync(path);
        var row = Assert.Single(page.QuerySelectorAll("tr"), row => row.QuerySelector("[data-label='单位']")?.TextContent == "临江榆钱巷支行");
        Assert.Equal(["临江榆钱巷支行", "—", "—", "30", "0", "2", "1", "1", "0", "0", "待检查"], row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("第 2 版", page.QuerySelector(".sw-kpis")?.TextContent, StringComparison.Ordinal);

        await ActAsync(executive, "check-materials", ("unit", "sub-branch-1-1"), ("up", "false")); // it has gone

        Assert.Contains((await executive.PageAsync(path)).QuerySelectorAll("[data-label='公告']"), cell => cell.TextContent == "未张贴");

        async Task ActAsync(HttpClient client, string action, params (string, string)[] fields)
        {
            var answer = await client.PostFormAsync($"{path}/{action}", $"{path}/{action}", fields);
            Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Redirect, $"{action}: {(await answer.PageAsync()).QuerySelector(".sw-errors")?.TextContent}");
        }
    }
}
