using System.Net;
using System.Net.Http.Headers;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>The desk of an incident: its clocks, steps and log, what one press does, and that it hears of what others do.</summary>
public sealed class IncidentDeskTests
{
    private const string Leader = "group-leader@branch-1", Stranger = "group-leader@branch-2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Desk_ShowsWhatIsOwed_AndOnePressTicksAStepOff(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, complaint) = await OpenAsync(api);
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";

        var page = await client.PageAsync(address);
        Assert.Equal(["集体投诉报告当地监管机构", "集体投诉报告总行"], page.QuerySelectorAll(".sw-timer h2").Take(2).Select(head => head.TextContent).Order(StringComparer.Ordinal));
        Assert.Equal("30:00", page.QuerySelector(".sw-timer-clock")?.TextContent.Trim());
        Assert.Contains("把投诉人逐一请到单独的地方", page.QuerySelector(".sw-desk-steps")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("separate-complainants", page.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href^='tel:']"));
        Assert.Contains("未安排接待人员和地点", page.QuerySelector(".sw-desk-complaints")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", page.QuerySelector("main")?.TextContent, StringComparison.Ordinal);

        var ticked = await client.PostFormAsync(address, address + "/record-step", ("step", "separate-complainants"));
        await client.PostFormAsync(address, address + "/note", ("text", "代表要求见产品经理"));
        await client.PostFormAsync($"{address}/receive-complainant?of={complaint}", $"{address}/receive-complainant", ("of", complaint), ("person", host.Actor("lobby-manager@sub-branch-1-1").Person), ("place", "二楼接待室"));
        await client.PostFormAsync($"{address}/update-people", $"{address}/update-people", ("people", "14"), ("bystanders", "5"));

        Assert.Equal(address, ticked.Headers.Location?.AbsolutePath);
        page = await client.PageAsync(address);
        Assert.Contains("把投诉人逐一请到单独的地方", page.QuerySelector(".sw-desk-steps .is-done")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("代表要求见产品经理", page.QuerySelector(".sw-desk-log")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("二楼接待室", page.QuerySelector(".sw-desk-complaints")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(["19", "14", "5"], page.QuerySelectorAll(".sw-desk-counts dd").Select(number => number.TextContent));
        Assert.NotNull(page.QuerySelector(".sw-desk-chart polyline"));
    }

    [Fact]
    public async Task Report_IsWrittenFromWhatIsKnown_AndStopsItsClock()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api);
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";
        await client.PostFormAsync(address, address + "/record-step", ("step", "separate-complainants"));

        var form = await client.PageAsync(address + "/report?to=head-office");
        var text = form.QuerySelector("textarea[name=text]")?.TextContent ?? "";
        Assert.Contains("榆钱巷支行大堂发生群体投诉", text, StringComparison.Ordinal);
        Assert.Contains("现有投诉人 12 名", text, StringComparison.Ordinal);
        Assert.Contains("已采取措施：把投诉人逐一请到单独的地方", text, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
        await client.PostFormAsync(address + "/report?to=head-office", address + "/report", ("to", "head-office"), ("text", text), ("received-by", "总行值班员"));

        var timer = (await client.PageAsync(address)).QuerySelectorAll(".sw-timer.is-reported").First(card => card.TextContent.Contains("集体投诉报告总行", StringComparison.Ordinal));
        Assert.Contains("09:30 已报", timer.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Stream_SaysEachChange_AlsoOneMadeOnAnotherNode(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api);
        await using var other = host.Beside();
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}/live";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("changed", "1"), await NextAsync(stream));

        using var elsewhere = await ApiCaller.AsAsync(other, Leader);
        (await elsewhere.PostAsync($"/api/v1/matters/incident/{incident}/note", new { text = "到场" }, "\"1\"")).EnsureSuccessStatusCode();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("changed", "2"), await NextAsync(stream));

        using var stranger = await host.SignInAsync(Stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Token)).StatusCode);
        Assert.Contains("\"version\":2", await client.GetStringAsync(address, Token), StringComparison.Ordinal); // not asked as a stream
    }

    private static async Task<(string Incident, string Complaint)> OpenAsync(ApiCaller api)
    {
        var complaint = await api.RegisterAsync(("about", new { unit = "sub-branch-1-1", product = "稳健增利 2025-03" }), ("facts", new Dictionary<string, object> { ["product-matured"] = true }));
        var opened = await api.PostAsync("/api/v1/matters/incident", new { complaints = new[] { complaint }, people = 12, place = "榆钱巷支行大堂" });
        return ((await opened.JsonAsync()).GetProperty("number").GetString()!, complaint); // it was opened
    }

    private static async Task<(string Event, string Data)> NextAsync(StreamReader stream)
    {
        var (name, data) = ("", "");
        while (await stream.ReadLineAsync(Token) is { Length: > 0 } line)
        {
            (name, data) = line.StartsWith("event:", StringComparison.Ordinal) ? (line[6..].Trim(), data) : line.StartsWith("data:", StringComparison.Ordinal) ? (name, line[5..].Trim()) : (name, data);
        }

        return (name, data);
    }
}
