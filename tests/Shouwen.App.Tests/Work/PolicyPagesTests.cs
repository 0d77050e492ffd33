using System.Net;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;
using static Shouwen.App.Tests.Work.BranchFixture;

namespace Shouwen.App.Tests.Work;

public sealed class PolicyPagesTests(BranchFixture branches) : IClassFixture<BranchFixture>
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Clause_Opened_SaysWhereItBitesAndShowsItsLinesAndCases(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(Compliance);

        var page = await client.PageAsync("/policies/rg-2012-13/RG-09");

        var clause = page.QuerySelector("#clause")!.TextContent; // the page is about it
        Assert.Contains("自收到投诉起 15 个工作日", clause, StringComparison.Ordinal);
        Assert.Contains("最长 60 个工作日", clause, StringComparison.Ordinal);
        Assert.Contains("at-most: 60 working days", clause, StringComparison.Ordinal);
        Assert.Contains("本行约定", clause, StringComparison.Ordinal);
        Assert.Contains("进行中 4", clause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clause_WithForms_NamesThemByTheirTitles()
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Compliance);

        var page = await client.PageAsync("/policies/tr-handling-skills/TR-06");

        Assert.Contains("和解协议", page.QuerySelector("#clause")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("#clause dd, #clause li, #clause td"), part => part.TextContent.Trim() == "settlement-agreement");
    }

    [Fact]
    public async Task Story_Run_TellsEveryStepAndThatItWentAsTold()
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Compliance);

        var page = await client.PageAsync("/policies/ct-counter-plan/CT-06?run=ct-06-leading-group-approves-first");

        var story = page.QuerySelector("#story-ct-06-leading-group-approves-first");
        Assert.Contains("全部符合", story?.TextContent, StringComparison.Ordinal);
        Assert.Contains("拒绝：处理意见须先经领导小组审批同意", story?.QuerySelector("table")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryClause_OfEveryAdoptedPolicy_HasAPage()
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Auditor);
        var clauses = branches[Database.Sqlite].Host.House.Policies.SelectMany(policy => policy.Clauses.Select(clause => $"/policies/{policy.Id}/{clause.Id}")).ToList();
        Assert.True(clauses.Count > 100, "The policies were not found.");

        foreach (var path in clauses)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/policies/clauses/CT-06", HttpStatusCode.Redirect, "/policies/ct-counter-plan/CT-06")]
    [InlineData("/policies/clauses/XX-99", HttpStatusCode.NotFound, null)]
    [InlineData("/policies/no-such-policy", HttpStatusCode.NotFound, null)]
    [InlineData("/policies/rg-2012-13/CT-06", HttpStatusCode.NotFound, null)]
    public async Task ClauseTag_Followed_LeadsToItsPolicy(string path, HttpStatusCode status, string? to)
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Teller);

        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.EndsWith(to ?? "", answer.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }
}
