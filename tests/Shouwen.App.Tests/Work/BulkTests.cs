using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>One action on more complaints than a page of the list holds.</summary>
public sealed class BulkTests
{
    private const string Officer = "complaint-officer@branch-1", Text = "请今天联系客户";

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Urging_AllThatFit_GoesBatchByBatch_AndOffersTheRefusedAgainWithWhatWasTyped(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind, (TestHost.Jobs, "none"));
        var voided = "";
        for (var i = 0; i < 33; i++)
        {
            voided = await Branch.RegisterAsync(host, BranchFixture.Teller, $"第 {i} 件", "吴某", "13900000010");
        }

        await Branch.DoAsync(host, voided, Officer, "void", ("reason", "重复登记"));
        using var client = await host.SignInAsync(Officer);
        var list = await client.PageAsync("/complaints?unit=branch-1&sort=number");
        Assert.Contains("全部 33 件", list.QuerySelector("input[name=all]")?.ParentElement?.TextContent, StringComparison.Ordinal);
        var query = list.QuerySelector<IHtmlInputElement>("form.sw-list input[name=query]")?.Value ?? "";
        var path = $"/complaints/bulk?do=urge&all=true&query={Uri.EscapeDataString(query)}";
        var page = await client.PageAsync(path);
        Assert.Equal(33, page.QuerySelectorAll("main form input[name=number]").Length);

        var begun = await (await client.PressAsync(page, path, "main form", ("text", Text))).PageAsync();
        Assert.Equal(20, begun.QuerySelectorAll(".sw-results .is-done").Length);
        Assert.Contains("已办 20 / 33 件", begun.QuerySelector("#rest")?.TextContent, StringComparison.Ordinal);
        var ended = await (await client.PressAsync(begun, "/complaints/bulk", "form#rest")).PageAsync();

        Assert.Equal(12, ended.QuerySelectorAll(".sw-results .is-done").Length);
        Assert.Contains("不能再催办", Assert.Single(ended.QuerySelectorAll(".sw-results .is-refused")).TextContent, StringComparison.Ordinal);
        Assert.Contains("32 件已催办，1 件没有办成", ended.QuerySelector("#batch")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(ended.QuerySelector("#batch a[href='/complaints?unit=branch-1&sort=number']"));
        var again = await (await client.PressAsync(ended, "/complaints/bulk", "#batch form#again")).PageAsync();
        Assert.Equal([voided], again.QuerySelectorAll<IHtmlInputElement>("main form input[name=number]").Select(input => input.Value));
        Assert.Equal(Text, again.QuerySelector("textarea[name=text]")?.TextContent.Trim());
    }

    [Fact]
    public async Task HandOver_WithoutAReceiver_KeepsWhatWasTyped()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.Jobs, "none"));
        var number = await Branch.RegisterAsync(host, BranchFixture.Teller, "排队太久", "吴某", "13900000010");
        using var client = await host.SignInAsync(Officer);
        var path = $"/complaints/bulk?do=hand-over&number={number}";

        var refused = await (await client.PressAsync(await client.PageAsync(path), path, "main form", ("text", Text))).PageAsync();

        Assert.Contains("请选择转办给", refused.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(Text, refused.QuerySelector("textarea[name=text]")?.TextContent.Trim());
        Assert.Equal([number], refused.QuerySelectorAll<IHtmlInputElement>("main form input[name=number]").Select(input => input.Value));
    }

    [Fact]
    public async Task Search_StandsOnEveryPage_AndFindsFromThere()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.Jobs, "none"));
        var number = await Branch.RegisterAsync(host, BranchFixture.Teller, "夜间被盗刷", "李强", "13900000003");
        await Branch.RegisterAsync(host, BranchFixture.Teller, "排队太久", "吴某", "13900000010");
        using var client = await host.SignInAsync(Officer);
        foreach (var (page, words) in new[] { ("/", number), ("/exports", "李强"), ($"/complaints/{number}", "139 0000 0003"), ("/policies", "盗刷"), ("/complaints/new", number.ToLowerInvariant()), ("/notices", "被盗刷") })
        {
            var form = (await client.PageAsync(page)).QuerySelector("[data-search]")?.Closest("form");
            Assert.True(form?.GetAttribute("action") == "/complaints/find", $"{page} has no search.");
            var found = (await client.PostFormAsync(page, "/complaints/find", ("q", words))).Headers.Location?.OriginalString ?? "";

            Assert.Equal([number], (await client.PageAsync(found)).QuerySelectorAll("tbody .sw-number").Select(each => each.TextContent));
        }
    }
}
