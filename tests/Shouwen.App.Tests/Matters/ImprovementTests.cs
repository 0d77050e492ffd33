using System.Net;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>The boards of rectifications and of findings against staff, on both databases.</summary>
public sealed class ImprovementTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Teller = BranchFixture.Teller, Officer = BranchFixture.Officer, Head = "unit-head@branch-1", Liable = "teller@sub-branch-1-2";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rectification_Planned_MovesOverTheBoardAsItIsDone(Database kind)
    {
        var host = hosts[kind];
        var number = await Branch.RegisterAsync(host, Teller, "叫号机常坏", "严一", "13800000021");
        using var client = await host.SignInAsync(Officer);

        await Branch.DoAsync(host, number, Officer, "plan-rectification", ("text", "更换叫号机并增设引导员"), ("owner", "sub-branch-1-1"), ("due", "2026-03-20"));
        Assert.Contains("更换叫号机并增设引导员", await BoardAsync(client, ""), StringComparison.Ordinal);
        await client.PostFormAsync($"/complaints/{number}/complete-rectification", $"/complaints/{number}/complete-rectification", ("evidence", "验收单 2026-03"));

        Assert.DoesNotContain("更换叫号机并增设引导员", await BoardAsync(client, ""), StringComparison.Ordinal);
        Assert.Contains("验收单 2026-03", await BoardAsync(client, "?show=waiting"), StringComparison.Ordinal);
        await Branch.DoAsync(host, number, Officer, "verify-rectification", ("effective", "false"));
        Assert.Contains("无效，须重改", await BoardAsync(client, ""), StringComparison.Ordinal);
        using var stranger = await host.SignInAsync(BranchFixture.Stranger);
        Assert.DoesNotContain("更换叫号机并增设引导员", await BoardAsync(stranger, "?show=all"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Finding_QuotesItsRange_AndTheLiableAppealWithoutSeeingTheCase(Database kind)
    {
        var host = hosts[kind];
        var number = await Branch.RegisterAsync(host, Teller, "柜员挪用客户资料", "严二", "13800000022");
        using var head = await host.SignInAsync(Head);
        await head.PostFormAsync($"/complaints/{number}/find-liability", $"/complaints/{number}/find-liability", ("person", host.Actor(Liable).Person), ("clause", "DV-31"), ("sanction", "warning"));
        using var liable = await host.SignInAsync(Liable);

        var mine = (await liable.PageAsync("/rectifications/liabilities?mine=true")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(number, StringComparison.Ordinal));
        Assert.Contains("警告", mine.TextContent, StringComparison.Ordinal);
        Assert.Contains("幅度：", mine.TextContent, StringComparison.Ordinal);
        Assert.Contains("最迟 04-", mine.TextContent, StringComparison.Ordinal);
        Assert.Null(mine.QuerySelector($"a[href^='/complaints/{number}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await liable.GetAsync($"/complaints/{number}", TestContext.Current.CancellationToken)).StatusCode);

        var path = $"/rectifications/liabilities/{number}/appeal";
        var answer = await liable.PostFormAsync(path, path, ("stage", "re-examination"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var board = (await head.PageAsync("/rectifications/liabilities")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(number, StringComparison.Ordinal));
        Assert.Contains("复审中", board.TextContent, StringComparison.Ordinal);
        Assert.NotNull(board.QuerySelector($"a[href='/complaints/{number}/decide-appeal']"));
        using var stranger = await host.SignInAsync(BranchFixture.Stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task FormOfAFinding_OffersTheSanctionsOfTheChosenClause()
    {
        var number = await Branch.RegisterAsync(hosts[Database.Sqlite], Teller, "服务冷漠", "严三", "13800000023");
        using var head = await hosts[Database.Sqlite].SignInAsync(Head);

        var (any, chosen) = (await head.PageAsync($"/complaints/{number}/find-liability"), await head.PageAsync($"/complaints/{number}/find-liability?clause=DV-31"));

        Assert.NotNull(any.QuerySelector("select[name=clause] option[value=DV-31]"));
        Assert.NotNull(any.QuerySelector("[name=sanction][value=reprimand], [name=sanction] option[value=reprimand]"));
        Assert.Contains("DV", chosen.GetElementById("liability-ranges")?.TextContent, StringComparison.Ordinal);
        Assert.True(chosen.QuerySelectorAll(".sw-ranges p").Length < any.QuerySelectorAll(".sw-ranges p").Length);
    }

    private static async Task<string> BoardAsync(HttpClient client, string query) => (await client.PageAsync("/rectifications" + query)).QuerySelector("main")?.TextContent ?? "";
}
