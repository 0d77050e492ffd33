using System.Net;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;
using static Shouwen.App.Tests.Work.BranchFixture;

namespace Shouwen.App.Tests.Work;

public sealed class ApprovalTests(BranchFixture branches) : IClassFixture<BranchFixture>
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Proposal_OnTheDesk_IsRejectedOnlyWithAReasonAndSignedByAnotherPerson(Database kind)
    {
        var branch = branches[kind];
        using var proposer = await branch.Host.SignInAsync(OutletOfficer);
        Assert.Empty((await proposer.PageAsync("/approvals")).QuerySelectorAll(".sw-desk"));
        Assert.Contains("等", (await proposer.PageAsync("/approvals")).QuerySelector(".sw-desk-others")?.TextContent, StringComparison.Ordinal);
        using var client = await branch.Host.SignInAsync(LeadingGroup);
        var page = await client.PageAsync("/approvals");
        var card = Assert.Single(page.QuerySelectorAll(".sw-desk"));
        Assert.Contains("向客户道歉并更换叫号机", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("双人原则", card.TextContent, StringComparison.Ordinal);

        var refused = await (await client.PressAsync(page, "/approvals", ".sw-desk-form", ("_decision", "reject"))).PageAsync();
        var signed = await client.PressAsync(refused, "/approvals", ".sw-desk-form", ("_decision", "approve"), ("words", "同意，限三日内更换"));

        Assert.Contains("请填写理由", refused.QuerySelector(".sw-errors")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        Assert.Empty((await client.PageAsync("/approvals")).QuerySelectorAll(".sw-desk"));
        Assert.Contains("已审批", (await client.PageAsync($"/complaints?number={branch.Proposed}")).QuerySelector("tbody")?.TextContent, StringComparison.Ordinal);
    }
}
