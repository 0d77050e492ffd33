using Shouwen.App.Tests.Web;
using Shouwen.Testing;
using static Shouwen.App.Tests.Work.BranchFixture;

namespace Shouwen.App.Tests.Work;

public sealed class HandOverTests(BranchFixture branches) : IClassFixture<BranchFixture>
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task AllCases_OfAnAbsentColleague_GoToTheTakerBatchByBatch(Database kind)
    {
        var host = branches[kind].Host;
        for (var i = 0; i < 7; i++)
        {
            await Branch.RegisterAsync(host, "complaint-officer@sub-branch-1-3", $"第 {i} 件待交接", "冯某", "13900000020");
        }

        var (from, to) = (host.Actor("complaint-officer@sub-branch-1-3").Person, host.Actor("complaint-officer@sub-branch-1-2").Person);
        var path = $"/hand-overs/colleague?person={from}";
        using var client = await host.SignInAsync(Officer);
        Assert.Contains("7 件", (await client.PageAsync("/hand-overs/colleague")).QuerySelector($"tr:has(a[href='{path}'])")?.TextContent, StringComparison.Ordinal);
        var form = await client.PageAsync(path);
        Assert.Equal(7, form.QuerySelectorAll("input[name=number][checked]").Length);

        var first = await (await PressAsync(client, form, path, to, form.QuerySelectorAll("input[name=number]").Select(box => box.GetAttribute("value")!))).PageAsync(); // boxes have values
        var second = await (await PressAsync(client, first, path, to, first.QuerySelectorAll("input[name=number]").Select(box => box.GetAttribute("value")!))).PageAsync();

        Assert.Equal(5, first.QuerySelectorAll(".sw-results .is-done").Length);
        Assert.Contains("已办 5 / 7 件", first.QuerySelector(".sw-progress")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("7 件投诉已全部从", second.QuerySelector(".sw-empty")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(from, (await client.PageAsync("/hand-overs/colleague")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colleague_OfAnotherBranch_CannotBeChosen()
    {
        var host = branches[Database.Sqlite].Host;
        using var client = await host.SignInAsync(Stranger);

        var page = await client.PageAsync($"/hand-overs/colleague?person={host.Actor(OutletOfficer).Person}");

        Assert.Equal("交接同事的投诉", page.QuerySelector("h1")?.TextContent);
    }

    private static Task<HttpResponseMessage> PressAsync(HttpClient client, AngleSharp.Html.Dom.IHtmlDocument page, string path, string to, IEnumerable<string> numbers)
    {
        var hidden = page.QuerySelectorAll("main form[method=post] input[type=hidden]").Where(input => input.GetAttribute("name") is not ("number" or "to")).Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")); // hidden fields have names
        return client.PostAsync(path, new FormUrlEncodedContent([.. hidden, new("to", to), .. numbers.Select(number => KeyValuePair.Create("number", number))]));
    }
}
