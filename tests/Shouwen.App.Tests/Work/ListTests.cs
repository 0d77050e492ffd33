using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;
using static Shouwen.App.Tests.Work.BranchFixture;

namespace Shouwen.App.Tests.Work;

public sealed class ListTests(BranchFixture branches) : IClassFixture<BranchFixture>
{
    [Theory]
    [MemberData(nameof(Searches))]
    public async Task List_AskedByWhatOneKnows_FindsThatCaseOnly(Database kind, string query)
    {
        using var client = await branches[kind].Host.SignInAsync(Officer);

        var page = await client.PageAsync("/complaints?" + query.Replace("{number}", branches[kind].Asked, StringComparison.Ordinal));

        Assert.Equal([branches[kind].Asked], page.QuerySelectorAll("tbody .sw-number").Select(number => number.TextContent));
    }

    public static TheoryData<Database, string> Searches()
    {
        var data = new TheoryData<Database, string>();
        foreach (var kind in Enum.GetValues<Database>())
        {
            foreach (var query in new[] { "number={number}", "q={number}", "phone=139-0000-0003", "q=13900000003", "name=李强", "name=李", "q=李强", "q=盗刷", "stage=registered&unit=branch-1&q=先行垫付", "clause=GD-11" })
            {
                data.Add(kind, query);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Bulk_UrgingSeveral_DoesWhatItCanAndSaysWhyNotForTheRest(Database kind)
    {
        var branch = branches[kind];
        var ended = await Branch.RegisterAsync(branch.Host, Teller, "误登记的一件", "郑某", "13900000009");
        await Branch.DoAsync(branch.Host, ended, Officer, "void", ("reason", "重复登记"));
        using var client = await branch.Host.SignInAsync(Officer);
        var path = $"/complaints/bulk?do=urge&number={branch.Asked}&number={ended}&number={branch.Elsewhere}";
        var page = await client.PageAsync(path);
        Assert.Equal([branch.Asked, ended], page.QuerySelectorAll("input[name=number]").Select(input => input.GetAttribute("value")).Order());

        var answer = await (await client.PressAsync(page, path, "main form", ("text", "请今天联系客户"))).PageAsync();

        Assert.Contains(branch.Asked, Assert.Single(answer.QuerySelectorAll(".sw-results .is-done")).TextContent, StringComparison.Ordinal);
        var refused = Assert.Single(answer.QuerySelectorAll(".sw-results .is-refused"));
        Assert.Contains(ended, refused.TextContent, StringComparison.Ordinal);
        Assert.Contains("不能再催办", refused.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Export_WithAReason_IsMarkedNeutralAndRecorded(Database kind)
    {
        var branch = branches[kind];
        using var client = await branch.Host.SignInAsync(Officer);

        var answer = await branch.Host.ExportAsync(client, "三月分析例会");

        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).TrimStart('\ufeff').Split("\r\n");
        Assert.Equal("text/csv; charset=utf-8", answer.Header("Content-Type"));
        Assert.Contains("程秀兰", lines[0], StringComparison.Ordinal);
        Assert.Contains("三月分析例会", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(branch.Offered, StringComparison.Ordinal) && line.Contains("\"'=HYPERLINK", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("孙大为", StringComparison.Ordinal) || line.Contains(branch.Elsewhere, StringComparison.Ordinal));
        await using var db = branch.Host.Database.CreateDbContext();
        Assert.True(await db.AccessLog.AnyAsync(row => row.Number == branch.Offered && row.What == "export" && row.Reason == "三月分析例会", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Export_WithoutAReason_GivesNothingAndSaysWhatToDo()
    {
        using var client = await branches[Database.Sqlite].Host.SignInAsync(Officer);
        var page = await client.PageAsync("/complaints?stage=registered");

        var answer = await client.PressAsync(page, "/complaints", "form.sw-export", ("reason", " "));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/complaints?stage=registered", answer.Headers.Location?.ToString());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Pages_OfALongList_ShowEveryCaseOnceInEveryOrder(Database kind)
    {
        var host = branches[kind].Host;
        var all = new List<string>();
        for (var i = 0; i < 35; i++)
        {
            all.Add(await Branch.RegisterAsync(host, "teller@sub-branch-3-1", $"第 {i} 件", "吴某", "13900000010")); // all due at the same time
        }

        string[] settled = [all[3], all[20]];
        foreach (var number in settled)
        {
            await Branch.DoAsync(host, number, "complaint-officer@branch-3", "void", ("reason", "重复登记"));
        }

        using var client = await host.SignInAsync("complaint-officer@branch-3");
        foreach (var sort in Enum.GetValues<ListSort>())
        {
            var first = await client.PageAsync($"/complaints?unit=branch-3&sort={sort.Word()}");
            var second = await client.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!); // there are more than a page holds
            var numbers = new[] { first, second }.SelectMany(page => page.QuerySelectorAll("tbody .sw-number")).Select(number => number.TextContent).ToList();

            var owed = sort is ListSort.Due or ListSort.DueLast ? all.Except(settled) : all;
            var expected = sort.IsDescending() ? owed.OrderDescending(StringComparer.Ordinal) : owed.Order(StringComparer.Ordinal);
            Assert.Equal(sort is ListSort.Due or ListSort.DueLast ? [.. expected, settled[1], settled[0]] : expected, numbers);
            Assert.Null(second.QuerySelector("a[rel=next]"));
            var head = Assert.Single(second.QuerySelectorAll("th[aria-sort]"));
            Assert.Equal(sort.IsDescending() ? "descending" : "ascending", head.GetAttribute("aria-sort"));
            Assert.Equal(sort.Turned(), ListFilter.Parse(QueryHelpers.ParseQuery(head.QuerySelector("a")?.GetAttribute("href")?.Split('?')[1])).Sort);
        }
    }
}
