using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>The page of periodic duties and the form that hands one in, on both databases.</summary>
public sealed class DutyPageTests
{
    private const string Officer = "complaint-officer@branch-1", Stranger = "complaint-officer@branch-2", Teller = "teller@sub-branch-1-1";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Duty_HandedInByItsForm_IsNoLongerOwed_AndNotTwice(Database kind)
    {
        await using var host = await InAprilAsync(kind);
        using var client = await host.SignInAsync(Officer);
        var link = Row(await client.PageAsync("/duties"), "客户经理月度考核评分")!.QuerySelector("a.sw-btn")!.GetAttribute("href")!; // it has a button

        var first = await client.PostFormAsync(link, "/duties/submit", ("text", "本月无不合格人员"));
        var again = await client.PostFormAsync(link, "/duties/submit", ("text", "再报一次"));

        Assert.Equal("/duties", first.Headers.Location?.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var refused = await again.PageAsync();
        Assert.Contains("已经报送过", refused.QuerySelector(".sw-errors")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("再报一次", (refused.QuerySelector("[name=text]") as IHtmlTextAreaElement)?.Value);
        var done = (await client.PageAsync("/duties")).QuerySelector("a[href^='/duties/BS-RM']")?.GetAttribute("href") ?? throw new InvalidOperationException("It is not among what was handed in.");
        Assert.Contains("本月无不合格人员", (await client.PageAsync(done)).Body?.TextContent, StringComparison.Ordinal);
        Assert.Contains("校验通过", (await client.PageAsync(done)).Body?.TextContent, StringComparison.Ordinal);
        using var stranger = await host.SignInAsync(Stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(done, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Duties_Overdue_ComeFirst_AndThoseOfUnitsBelowWhenAskedFor()
    {
        await using var host = await InAprilAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Officer);
        using var teller = await host.SignInAsync(Teller);

        var (own, all, outlet) = (await client.PageAsync("/duties"), await client.PageAsync("/duties?scope=all"), await teller.PageAsync("/duties"));

        Assert.Equal(["已超期", "待报送"], own.QuerySelectorAll(".sw-card h2").Select(head => head.TextContent));
        Assert.All(own.QuerySelectorAll("tr.is-over"), row => Assert.Contains("超期", row.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("榆钱巷支行", own.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("榆钱巷支行", all.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("支行检查客户经理周计划并开例会", outlet.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("月度考核评分", outlet.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("定期报送", (await teller.PageAsync("/")).QuerySelector(".is-side-right > .sw-stack:last-child")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditor_SeesWhatIsOwed_AndHandsInNothing()
    {
        await using var host = await InAprilAsync(Database.Sqlite);
        using var client = await host.SignInAsync("auditor@head-office");

        var page = await client.PageAsync("/duties?scope=all");

        Assert.Contains("临江分行", page.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href^='/duties/submit']"));
    }

    // The rules were adopted on 2 March; the quarter is over.
    private static async Task<TestHost> InAprilAsync(Database kind)
    {
        var host = await TestHost.StartAsync(kind);
        host.Clock.Now = new(2026, 4, 3, 10, 0, 0, TimeSpan.FromHours(8));
        return host;
    }

    private static IElement? Row(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("main tr").FirstOrDefault(row => row.TextContent.Contains(name, StringComparison.Ordinal) && row.QuerySelector("a.sw-btn") is not null);
}
