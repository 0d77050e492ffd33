using Shouwen.App.Tests.Web;
using Shouwen.App.Ui;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>The search box of every page.</summary>
public sealed class SearchTests
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Words_AreFoundNewestFirst_WithinTheReadersSight_AndStandOut(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var near = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        using var far = await ApiCaller.AsAsync(host, "teller@sub-branch-2-1");
        var first = await near.RegisterAsync(("summary", "信用卡被盗刷两笔"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var hidden = await far.RegisterAsync(("summary", "也是盗刷"));
        var second = await near.RegisterAsync(("summary", "柜台排队两个小时，工作人员没有解释原因，后来才告诉我要先去报案。我是来说明昨天晚上的盗刷的"));
        await near.RegisterAsync(("summary", "理财到期收益低"));
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        var found = await client.PostFormAsync("/", "/complaints/find", ("q", "盗刷"));
        var page = await client.PageAsync(found.Headers.Location?.OriginalString ?? "");

        Assert.Equal([second, first], page.QuerySelectorAll("tbody .sw-number").Select(number => number.TextContent));
        Assert.DoesNotContain(hidden, page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Contains("共 2 件", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Equal(["盗刷", "盗刷"], page.QuerySelectorAll("tbody mark.sw-found").Select(mark => mark.TextContent));
        Assert.Contains("昨天晚上的盗刷", page.QuerySelector("tbody")?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Atm 吞卡", "atm 卡", "[Atm] 吞[卡]")]
    [InlineData("盗刷盗刷", "盗刷", "[盗刷][盗刷]")]
    [InlineData("盗刷案", "盗 盗刷", "[盗刷]案")]
    [InlineData("没有", "别的", "没有")]
    [InlineData("<b>", null, "<b>")]
    public void Text_IsSplitAtWhatWasLookedFor(string text, string? words, string parts) =>
        Assert.Equal(parts, string.Concat(MarkedText.Split(text, words).Select(part => part.IsFound ? $"[{part.Part}]" : part.Part)));
}
