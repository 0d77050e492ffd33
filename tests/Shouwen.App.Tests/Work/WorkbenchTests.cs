using Shouwen.App.Tests.Web;
using Shouwen.Testing;
using static Shouwen.App.Tests.Work.BranchFixture;

namespace Shouwen.App.Tests.Work;

public sealed class WorkbenchTests(BranchFixture branches) : IClassFixture<BranchFixture>
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Teller_OpeningTheWorkbench_SeesWhatTheCasesOfTheOutletOwe(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(Teller);

        var page = await client.PageAsync("/");

        Assert.Equal("工作台", page.QuerySelector("h1")?.TextContent);
        Assert.Contains(page.QuerySelectorAll(".sw-work tr"), row => row.TextContent.Contains(branches[kind].Asked, StringComparison.Ordinal) && row.TextContent.Contains("受理", StringComparison.Ordinal) && row.QuerySelectorAll(".sw-clause").Any(clause => clause.TextContent == "RG-07"));
        Assert.DoesNotContain(branches[kind].Elsewhere, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Officer_OfferedACase_FindsItBeforeAnythingElse(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(Officer);

        var page = await client.PageAsync("/");

        var offer = Assert.Single(page.QuerySelectorAll(".sw-handed li"));
        Assert.Contains(branches[kind].Offered, offer.TextContent, StringComparison.Ordinal);
        Assert.NotNull(offer.QuerySelector($"a[href='/complaints/{branches[kind].Offered}/receive-hand-over']"));
        Assert.Contains("孙**", offer.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("孙大为", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Department_AskedToContribute_FindsTheQuestion(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync("risk-officer@risk");

        var page = await client.PageAsync("/");

        Assert.Contains(branches[kind].Asked, Assert.Single(page.QuerySelectorAll(".sw-handed li")).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task LeadingGroup_ChoosingTheCardOfApprovals_SeesTheProposalInstead(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(LeadingGroup);

        var page = await client.PageAsync("/?card=approvals");

        var row = Assert.Single(page.QuerySelectorAll(".sw-work tr:has(td)"));
        Assert.Contains(branches[kind].Proposed, row.TextContent, StringComparison.Ordinal);
        Assert.Equal("CT-06", row.QuerySelector(".sw-clause")?.TextContent);
        Assert.Equal("审批", row.QuerySelector(".sw-btn")?.TextContent);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Auditor_WhoOwesNothing_SeesTheWholeBankAndNoButtonToActBy(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(Auditor);

        var page = await client.PageAsync("/");

        Assert.Contains(branches[kind].Elsewhere, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".sw-work .sw-btn"), button => Assert.Equal("查看", button.TextContent));
        Assert.Null(page.QuerySelector("[data-new]"));
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Colleague_OfAnotherBranch_SeesNothingOfThisOne(Database kind)
    {
        using var client = await branches[kind].Host.SignInAsync(Stranger);

        foreach (var path in new[] { "/?scope=unit&show=all", "/complaints", "/approvals", $"/complaints?number={branches[kind].Proposed}", "/complaints?phone=13900000001", "/complaints?q=叫号机" })
        {
            Assert.DoesNotContain(branches[kind].Proposed, (await client.PageAsync(path)).QuerySelector("table")?.TextContent ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rows_OfOneCaseInOneGroup_AreOneWithTheOthersFolded()
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Auditor);

        var page = await client.PageAsync("/");

        foreach (var group in page.QuerySelectorAll(".sw-work tbody"))
        {
            var numbers = group.QuerySelectorAll(".sw-number").Select(number => number.TextContent).ToList();
            Assert.Equal(numbers.Distinct(), numbers);
        }

        Assert.NotEmpty(page.QuerySelectorAll(".sw-work-also li"));
    }
}
