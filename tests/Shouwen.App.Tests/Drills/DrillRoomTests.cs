using System.Net;
using AngleSharp.Dom;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Drills;

/// <summary>An exercise has the real pages and nothing else of the real house: what happens in it is seen nowhere but in its score.</summary>
public sealed class DrillRoomTests
{
    private const string Leader = "group-leader@branch-1", Scenario = "到期日的周五：十余人到网点，有人围观";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Exercise_ChangesNothingOfTheRealHouse_AndLeavesItsScore(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("drill-sms").FullName;
        await using var host = await TestHost.StartAsync(kind, ("Shouwen:SmsFolder", folder));
        using var client = await host.SignInAsync(Leader);
        var drill = await BegunAsync(client);
        await EnterAsync(client, drill);
        var before = await PictureAsync(host);

        var room = await client.PageAsync("/");
        Assert.Contains(Scenario, room.QuerySelector(".sw-exercise")?.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("【演练】", room.Title, StringComparison.Ordinal);
        Assert.Contains("03-13 周五 09:10", room.QuerySelector(".sw-exercise time")?.TextContent, StringComparison.Ordinal);
        await SkipAsync(client, "60"); // to 10:10
        var incident = (await client.PageAsync("/matters/incident")).QuerySelector("tbody a[href^='/matters/incident/']")?.GetAttribute("href") ?? "";
        Assert.Contains("一楼大堂", (await client.PageAsync(incident)).QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        await client.PostFormAsync($"{incident}/report?to=head-office", $"{incident}/report", ("to", "head-office"), ("text", "十五人在大堂，已分开接待"));
        var registered = await client.PostFormAsync("/complaints/new", "/complaints/new", ("channel", "counter"), ("summary", "演练中登记"), ("category", "other"), ("complainants[0].name", "演练客户"), ("complainants[0].phone", "13900009999"));
        Assert.Equal(HttpStatusCode.Found, registered.StatusCode);
        await SkipAsync(client, "600");

        Assert.Equal(before, await PictureAsync(host));
        Assert.Empty(Directory.GetFiles(folder));
        using var colleague = await host.SignInAsync("unit-head@branch-1");
        Assert.Null((await colleague.PageAsync("/matters/incident")).QuerySelector("tbody a[href^='/matters/incident/']"));
        Assert.DoesNotContain("演练中登记", (await colleague.PageAsync("/complaints")).DocumentElement.TextContent, StringComparison.Ordinal);

        await client.GetAsync("/drills/leave", Token);
        var address = $"/matters/drill/{drill}";
        Assert.Null((await client.PageAsync("/")).QuerySelector(".sw-exercise"));
        Assert.Contains("WM-30", (await client.PageAsync(address)).QuerySelector("#room")?.TextContent, StringComparison.Ordinal);
        await client.PostFormAsync(address, $"/drills/{drill}/end");

        var rows = (await client.PageAsync(address)).QuerySelectorAll("#score tbody tr");
        var reported = rows.Single(row => row.TextContent.Contains("集体投诉报告总行", StringComparison.Ordinal));
        Assert.Equal(["1", "0", "0"], Figures(reported));
        Assert.Equal(["0", "0", "1"], Figures(rows.Single(row => row.TextContent.Contains("集体投诉报告当地监管机构", StringComparison.Ordinal))));
        Assert.Contains("20 分钟 / 30 分钟", reported.TextContent, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(host.Database.Folder, "drills", drill)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Form_OpenedOnOneSide_IsRefusedOnTheOther()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Leader);
        var drill = await BegunAsync(client);
        var real = await FieldsAsync(client);
        await EnterAsync(client, drill);
        var before = await PictureAsync(host);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, real)).StatusCode);
        Assert.Empty((await client.PageAsync("/complaints?q=x")).QuerySelectorAll("tbody a[href*='TS']"));
        var exercise = await FieldsAsync(client);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(client, exercise)).StatusCode);
        Assert.Equal(before, await PictureAsync(host));

        await client.GetAsync("/drills/leave", Token);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, exercise)).StatusCode);
    }

    [Fact]
    public async Task Room_AfterARestart_GoesOnWhereItWas()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        string drill;
        await using (var first = host.Beside())
        {
            using var client = await first.SignInAsync(Leader);
            drill = await BegunAsync(client);
            await EnterAsync(client, drill);
            await SkipAsync(client, "30"); // to 09:40: two have complained
        }

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        using var next = await host.SignInAsync(Leader);
        await EnterAsync(next, drill);

        var page = await next.PageAsync("/complaints");
        Assert.Contains("03-13 周五 09:45", page.QuerySelector(".sw-exercise time")?.TextContent, StringComparison.Ordinal);
        await SkipAsync(next, "next"); // the incident names both complaints by number
        var incident = (await next.PageAsync("/matters/incident")).QuerySelector("tbody a[href^='/matters/incident/']")?.GetAttribute("href") ?? "";
        Assert.Equal(2, (await next.PageAsync(incident)).QuerySelectorAll(".sw-desk-complaints a[href^='/complaints/']").Select(link => link.GetAttribute("href")).Distinct().Count(href => href!.Split('/').Length == 3));
    }

    [Fact]
    public async Task Room_IsForWhoSeesTheDrill_AndItsClockForWhoLeadsIt()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Leader);
        var drill = await BegunAsync(client);
        using var stranger = await host.SignInAsync("group-leader@branch-2");
        using var teller = await host.SignInAsync("teller@branch-1");
        var token = (await stranger.PageAsync("/")).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var entering = await stranger.PostAsync($"/drills/{drill}/enter", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]), Token);
        Assert.Equal(HttpStatusCode.NotFound, entering.StatusCode);

        await EnterAsync(teller, drill);
        var page = await teller.PageAsync("/");
        Assert.NotNull(page.QuerySelector(".sw-exercise"));
        Assert.Null(page.QuerySelector(".sw-exercise form"));
        var own = page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var skipping = await teller.PostAsync("/exercise/skip", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", own), KeyValuePair.Create("by", "60")]), Token);
        Assert.Equal(HttpStatusCode.NotFound, skipping.StatusCode);
    }

    [Fact]
    public async Task Session_EndsInTheRoomAsEverywhere()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Leader);
        await EnterAsync(client, await BegunAsync(client));
        await SkipAsync(client, "600"); // ten hours of the exercise end no session
        Assert.True((await client.GetAsync("/", Token)).IsSuccessStatusCode);

        host.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("/sign-in", (await client.GetAsync("/complaints", Token)).Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Drill_RecordedBeforeItsRoomWasClosed_CanStillBeScored()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Leader);
        var drill = await BegunAsync(client);
        var address = $"/matters/drill/{drill}";
        await EnterAsync(client, drill);
        await SkipAsync(client, "99999999"); // a week at most
        Assert.Contains("03-20 周五 09:10", (await client.PageAsync("/")).QuerySelector(".sw-exercise time")?.TextContent, StringComparison.Ordinal);
        await client.GetAsync("/drills/leave", Token);
        await client.PostFormAsync(address + "/record-drill", address + "/record-drill", ("lessons", "先评分，再记教训"));

        await client.PostFormAsync(address, $"/drills/{drill}/end");

        Assert.NotEmpty((await client.PageAsync(address)).QuerySelectorAll("#score tbody tr"));
        Assert.False(Directory.Exists(Path.Combine(host.Database.Folder, "drills", drill)));
    }

    [Fact]
    public async Task DrillOnPaper_HasNoRoom()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Leader);
        var address = (await client.PostFormAsync("/matters/drill/new", "/matters/drill/new", ("unit", "branch-1"), ("scenario", "媒体到场"), ("on", "2026-03-13"))).Headers.Location?.AbsolutePath ?? "";

        Assert.Null((await client.PageAsync(address)).QuerySelector("#room"));
        var recorded = await client.PostFormAsync(address + "/record-drill", address + "/record-drill", ("lessons", "联络人要有第二位"));
        Assert.Equal(address, recorded.Headers.Location?.AbsolutePath);
    }

    private static async Task<string> BegunAsync(HttpClient client)
    {
        var answer = await client.PostFormAsync("/matters/drill/new", "/matters/drill/new", ("unit", "branch-1"), ("scenario", Scenario), ("on", "2026-03-13"));
        var address = answer.Headers.Location?.AbsolutePath ?? throw new InvalidOperationException($"The drill was not planned: {answer.StatusCode}");
        await client.PostFormAsync(address + "/start-drill", address + "/start-drill");
        return address.Split('/')[^1];
    }

    private static async Task EnterAsync(HttpClient client, string drill) =>
        Assert.Equal("/", (await client.PostFormAsync($"/matters/drill/{drill}", $"/drills/{drill}/enter")).Headers.Location?.OriginalString);

    private static async Task SkipAsync(HttpClient client, string by) => Assert.Equal(HttpStatusCode.Found, (await client.PostFormAsync("/", "/exercise/skip", ("by", by))).StatusCode);

    private static IEnumerable<string> Figures(IElement row) => row.QuerySelectorAll("td.is-figure").Take(3).Select(cell => cell.TextContent.Trim());

    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(HttpClient client)
    {
        var page = await client.PageAsync("/complaints/new");
        var form = page.Forms.First(form => form.GetAttribute("action")?.Split('?')[0] == "/complaints/new");
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return [.. hidden, new("channel", "counter"), new("summary", "两边的表单"), new("category", "other"), new("complainants[0].name", "周某某"), new("complainants[0].phone", "13900007777")];
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, List<KeyValuePair<string, string>> fields) => client.PostAsync("/complaints/new", new FormUrlEncodedContent(fields), Token);

    // The real house's tables; a checkpoint of its journal, which may come at any time, touches these two.
    private static Task<string> PictureAsync(TestHost host) => host.Database.PictureAsync(["checkpoints", "streams"]);
}
