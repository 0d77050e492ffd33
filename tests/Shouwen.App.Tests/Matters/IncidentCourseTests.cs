using System.Net;
using AngleSharp.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Web;
using Shouwen.Storage.Outbox;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>An incident from its level to what was learnt of it: the media, the proof of its reports, the work afterwards, and all of it on paper.</summary>
public sealed class IncidentCourseTests
{
    private const string Leader = "group-leader@branch-1", Above = "group-leader@head-office", Stranger = "group-leader@branch-2", Teller = "teller@sub-branch-1-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Level_StandsInHeadListAndReport_AndThePlanHasItsReason(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api, ("level", "larger"));
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";
        Assert.Contains((await client.PageAsync(address)).QuerySelectorAll(".sw-tag"), tag => tag.TextContent.Trim() == "较大");

        var form = await client.PageAsync(address + "/grade-incident");
        Assert.Equal(["", "general", "larger", "major", "extraordinary"], form.QuerySelectorAll("select[name=level] option").Select(option => option.GetAttribute("value") ?? ""));
        await client.PostFormAsync(address + "/grade-incident", address + "/grade-incident", ("level", "major"), ("reason", "有媒体到场"));
        await client.PostFormAsync(address + "/activate-plan", address + "/activate-plan", ("plan", "到期产品投诉应急方案"), ("reason", "人数还在增加"));

        var log = (await client.PageAsync(address)).QuerySelector(".sw-desk-log")?.TextContent;
        Assert.Contains("定为重大级，理由：有媒体到场", log, StringComparison.Ordinal);
        Assert.Contains("启动应急预案“到期产品投诉应急方案”。理由：人数还在增加", log, StringComparison.Ordinal);
        Assert.Contains("重大", (await client.PageAsync("/matters/incident")).QuerySelector("td[data-label=状态]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("major", (await api.GetAsync("/api/v1/matters/incident")).GetProperty("items")[0].GetProperty("level").GetString());
        Assert.Contains("级别重大", (await client.PageAsync(address + "/report?to=head-office")).QuerySelector("textarea[name=text]")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Media_AreToldOnlyWhatSomebodyElseApproved()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api);
        using var client = await host.SignInAsync(Leader);
        using var above = await host.SignInAsync(Above);
        var address = $"/matters/incident/{incident}";
        await client.PostFormAsync(address + "/record-media", address + "/record-media", ("outlet", "岚州晚报"), ("reporter", "孙大为"), ("text", "问是不是拒绝客户赎回"));

        var asked = await CardAsync(client, address);
        Assert.Contains("待核实", asked.TextContent, StringComparison.Ordinal);
        Assert.Contains("核实媒体问询，至", asked.TextContent, StringComparison.Ordinal);
        Assert.Contains("WM-10", asked.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("孙大为", asked.TextContent, StringComparison.Ordinal);

        var verify = asked.QuerySelector("a[href*='verify-media']")!.GetAttribute("href")!; // it is not verified yet
        await client.PostFormAsync(verify, address + "/verify-media", ("outlet", "岚州晚报"), ("accurate", "false"), ("text", "当日已办理赎回三笔"), ("evidence", "赎回流水"));
        await client.PostFormAsync(address + "/draft-clarification", address + "/draft-clarification", ("text", "赎回照常办理，当日已办理三笔"));

        var drafted = await CardAsync(client, address);
        Assert.Contains("失实", drafted.TextContent, StringComparison.Ordinal);
        Assert.Contains("待批准", drafted.TextContent, StringComparison.Ordinal);
        Assert.Null(drafted.QuerySelector("a[href$='approve-clarification']")); // nobody approves an own text
        Assert.Null(drafted.QuerySelector("a[href*='issue-clarification']"));
        Assert.DoesNotContain((await client.PageAsync(address)).QuerySelectorAll(".sw-timer h2"), head => head.TextContent.Contains("媒体", StringComparison.Ordinal)); // no report text goes to the media
        var refused = await client.PostFormAsync(address + "/issue-clarification?outlet=岚州晚报", address + "/issue-clarification", ("outlet", "岚州晚报"), ("means", "email"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("说明须经批准才能发给媒体", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        Assert.Contains("赎回照常办理", (await above.PageAsync(address + "/approve-clarification")).QuerySelector(".sw-quote")?.TextContent, StringComparison.Ordinal);
        await above.PostFormAsync(address + "/approve-clarification", address + "/approve-clarification", ("opinion", "同意"));
        var issue = (await CardAsync(client, address)).QuerySelector("a[href*='issue-clarification']")!.GetAttribute("href")!; // approved: it may leave
        await client.PostFormAsync(issue, address + "/issue-clarification", ("outlet", "岚州晚报"), ("means", "email"), ("received-by", "值班编辑"));

        var issued = await CardAsync(client, address);
        Assert.Contains("已批准", issued.TextContent, StringComparison.Ordinal);
        Assert.Contains("以邮件发出说明，对方接收人 值班编辑", issued.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("至 03-", issued.TextContent, StringComparison.Ordinal); // nothing is owed any more
    }

    [Fact]
    public async Task Media_HaveTheirCard_OnAComplaintThatCameFromThem_AndOnNoOther()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var api = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");
        var matured = new Dictionary<string, object> { ["product-matured"] = true };
        var fromMedia = await api.RegisterAsync(("channel", "media"), ("facts", matured), ("about", new { unit = "branch-1", product = "稳健增利 2025-03" }));
        var fromCounter = await api.RegisterAsync(("facts", matured), ("about", new { unit = "branch-1", product = "稳健增利 2025-03" }));
        using var client = await host.SignInAsync("complaint-officer@branch-1");
        await client.PostFormAsync($"/complaints/{fromMedia}/verify-media", $"/complaints/{fromMedia}/verify-media", ("outlet", "岚州晚报"), ("accurate", "true"), ("text", "通知没有附计算过程"));

        var card = (await client.PageAsync($"/complaints/{fromMedia}")).QuerySelector("#media");
        Assert.Contains("属实", card?.TextContent, StringComparison.Ordinal);
        Assert.Contains("核实为属实，改正问题，至 03-03", card?.TextContent, StringComparison.Ordinal);
        Assert.Null((await client.PageAsync($"/complaints/{fromCounter}")).QuerySelector("#media"));
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Report_ShowsWhoMadeIt_WhoTookIt_AndWhetherTheMessageArrived(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-sms").FullName;
        await using var host = await TestHost.StartAsync(kind, ("Shouwen:SmsFolder", folder));
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api);
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await client.PostFormAsync(address + "/report?to=head-office", address + "/report", ("to", "head-office"), ("text", "十二名客户聚集"), ("means", "phone"), ("received-by", "总行值班员"));

        var waiting = await ProofAsync(client, address);
        Assert.Contains("等待发送", waiting, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Services.GetRequiredService<OutboxDelivery>().RunAsync(Token);

        var proof = await ProofAsync(client, address);
        var institution = host.House.Institution;
        Assert.Contains($"{institution.Person(host.Actor(Leader).Person)?.Name}（", proof, StringComparison.Ordinal);
        Assert.Contains("总行，电话", proof, StringComparison.Ordinal);
        Assert.Contains("总行值班员 03-02 周一 09:35", proof, StringComparison.Ordinal);
        Assert.Contains($"{institution.Person(host.Actor(Above).Person)?.Name} 已送达 09:36", proof, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task AfterTheEnd_ThePageSaysWhatIsThere_AndWhoOwesTheRest(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, complaint) = await OpenAsync(api);
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";
        Assert.Null((await client.PageAsync(address)).QuerySelector("#after"));
        await client.PostFormAsync(address, address + "/record-step", ("step", "separate-complainants"));
        await client.PostFormAsync(address + "/stand-down", address + "/stand-down", ("summary", "各户分别答复"));

        var ended = (await client.PageAsync(address)).QuerySelector("#after")!; // it has ended
        Assert.Equal(["处置总结"], ended.QuerySelectorAll(".is-done b").Select(name => name.TextContent));
        Assert.Contains($"{complaint} 已登记，尚未归档", ended.TextContent, StringComparison.Ordinal);
        var owed = ended.QuerySelectorAll("tbody tr").Select(row => row.TextContent).Single(row => row.Contains("群体事件解除后总结原因、提出改进", StringComparison.Ordinal));
        Assert.Contains(host.House.Institution.Person(host.Actor("group-leader@sub-branch-1-1").Person)!.Name, owed, StringComparison.Ordinal); // one of ours
        Assert.Contains("03-16 周一 24:00", owed, StringComparison.Ordinal);
        Assert.Contains("WM-15", owed, StringComparison.Ordinal);

        using var branch = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");
        await branch.DoAsync(complaint, "plan-rectification", ("text", "补充到期告知流程"), ("owner", host.Actor("unit-head@sub-branch-1-1").Person), ("due", "2026-03-31"));
        await client.PostFormAsync(address + "/summarise", address + "/summarise", ("cause", "到期说明不够清楚"), ("improvement", "到期前一周逐户告知"));
        await client.PostFormAsync(address + "/review-incident", address + "/review-incident", ("members", "分行应急小组"), ("decisions", "按总结改进"));

        var after = (await client.PageAsync(address)).QuerySelector("#after")!; // as before
        Assert.Equal(["处置总结", "原因和改进", "事后评估", "整改"], after.QuerySelectorAll(".is-done b").Select(name => name.TextContent));
        Assert.Equal($"/complaints/{complaint}", after.QuerySelectorAll(".is-done a").Select(link => link.GetAttribute("href")).First());
        Assert.Contains($"补充到期告知流程（{complaint}，整改中）", after.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("群体事件解除后总结", after.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_TellsTheWholeCourse_MaskedMarkedAndWrittenDown()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, complaint) = await OpenAsync(api, ("level", "major"));
        using var client = await host.SignInAsync(Leader);
        var address = $"/matters/incident/{incident}";
        await client.PostFormAsync(address, address + "/note", ("text", "王小明来电 13800138000，要求见产品经理"));
        await client.PostFormAsync(address + "/update-people", address + "/update-people", ("people", "14"), ("bystanders", "5"));
        await client.PostFormAsync($"{address}/receive-complainant?of={complaint}", address + "/receive-complainant", ("of", complaint), ("person", host.Actor("lobby-manager@sub-branch-1-1").Person), ("place", "二楼接待室"));
        await client.PostFormAsync(address + "/report?to=head-office", address + "/report", ("to", "head-office"), ("text", "十四名客户聚集"), ("means", "phone"), ("received-by", "总行值班员"));
        await client.PostFormAsync(address, address + "/record-step", ("step", "separate-complainants"));
        await client.PostFormAsync(address + "/stand-down", address + "/stand-down", ("summary", "各户分别答复"));
        await client.PostFormAsync(address + "/summarise", address + "/summarise", ("cause", "到期说明不够清楚"), ("improvement", "到期前一周逐户告知"));
        await client.PostFormAsync(address + "/review-incident", address + "/review-incident", ("members", "分行应急小组"), ("decisions", "按总结改进"));

        var answer = await client.PostFormAsync(address, address + "/document", ("reason", "报分行应急小组"));

        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.Content.Headers.ContentType?.MediaType);
        using var document = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Token)), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Token).Select(mistake => mistake.Description));
        var body = document.MainDocumentPart!.Document.Body!; // it was written with both
        var leader = host.House.Institution.Person(host.Actor(Leader).Person)!; // one of ours
        var mark = document.MainDocumentPart.HeaderParts.Single().Header.InnerText;
        Assert.Contains($"{leader.Name}（{leader.StaffNumber ?? leader.Id}，", mark, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 09:30 导出 · 事由：报分行应急小组", mark, StringComparison.Ordinal);

        Assert.Equal(["级别", "重大"], RowsOf(body, "编号").First(row => row[0] == "级别"));
        Assert.Equal(["12", "14"], RowsOf(body, "时间", "投诉人").Skip(1).Select(row => row[1]));
        Assert.Contains(RowsOf(body, "报告"), row => row[0] == "集体投诉报告总行" && row[1] == "WM-30" && row[5].StartsWith("总行值班员", StringComparison.Ordinal));
        Assert.Contains("二楼接待室", RowsOf(body, "时间", "投诉").Last()[2], StringComparison.Ordinal);
        var version = (await client.GetStringAsync(address + "/live", Token)).Split(':')[^1].TrimEnd('}');
        var journal = RowsOf(body, "序号").Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)).Select(position => $"{position}"), journal.Select(row => row[0]));
        Assert.All(journal, row => Assert.StartsWith("2026-03-02 09:30", row[1], StringComparison.Ordinal));
        Assert.Contains(journal, row => row[2].StartsWith($"{leader.Name}（", StringComparison.Ordinal) && row[3].StartsWith("电话向总行报告", StringComparison.Ordinal) && row[4] == "WM-30");
        Assert.Contains("到期前一周逐户告知", body.InnerText, StringComparison.Ordinal);
        Assert.Contains("按总结改进", body.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", body.InnerText, StringComparison.Ordinal);

        await using var db = host.Database.CreateDbContext();
        var logged = await db.AccessLog.SingleAsync(row => row.What == "incident-export", Token);
        Assert.Equal((incident, leader.Id, "报分行应急小组"), (logged.Number, logged.Person, logged.Reason));
    }

    [Fact]
    public async Task Document_IsForThoseWhoSeeTheIncidentAndMayExport_AndSayWhy()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var api = await ApiCaller.AsAsync(host, Leader);
        var (incident, _) = await OpenAsync(api);
        var address = $"/matters/incident/{incident}";
        using var leader = await host.SignInAsync(Leader);
        using var stranger = await host.SignInAsync(Stranger);
        using var teller = await host.SignInAsync(Teller);

        Assert.Equal(address, (await leader.PostFormAsync(address, address + "/document", ("reason", " "))).Headers.Location?.OriginalString);
        Assert.Null((await teller.PageAsync(address)).QuerySelector("#export"));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(teller)).StatusCode);
        await using var db = host.Database.CreateDbContext();
        Assert.False(await db.AccessLog.AnyAsync(row => row.What == "incident-export", Token));

        // With a token of the asker's own.
        async Task<HttpResponseMessage> PostAsync(HttpClient client)
        {
            var token = (await client.PageAsync("/complaints")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!; // every page has a form to sign out
            return await client.PostAsync(address + "/document", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("reason", "看看")]), Token);
        }
    }

    private static async Task<(string Incident, string Complaint)> OpenAsync(ApiCaller api, params (string Name, string Value)[] more)
    {
        var complaint = await api.RegisterAsync(("about", new { unit = "sub-branch-1-1", product = "稳健增利 2025-03" }), ("facts", new Dictionary<string, object> { ["product-matured"] = true }));
        var body = more.ToDictionary(field => field.Name, field => (object)field.Value);
        (body["complaints"], body["people"], body["place"]) = (new[] { complaint }, 12, "榆钱巷支行大堂");
        var opened = await api.PostAsync("/api/v1/matters/incident", body);
        return ((await opened.JsonAsync()).GetProperty("number").GetString()!, complaint); // it was opened
    }

    private static async Task<IElement> CardAsync(HttpClient client, string address) => (await client.PageAsync(address)).QuerySelector("#media")!; // an incident has one

    private static async Task<string> ProofAsync(HttpClient client, string address)
    {
        var timer = (await client.PageAsync(address)).QuerySelectorAll(".sw-timer.is-reported").Single(card => card.TextContent.Contains("集体投诉报告总行", StringComparison.Ordinal));
        return string.Join(' ', (timer.QuerySelector(".sw-timer-proof")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Of the table whose first row begins with these words; the lines of a cell follow each other.
    private static IReadOnlyList<IReadOnlyList<string>> RowsOf(Body body, params string[] begins) => body.Elements<Table>()
        .Select(table => table.Elements<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.Elements<TableCell>().Select(cell => cell.InnerText)]).ToList())
        .First(rows => rows[0].Take(begins.Length).SequenceEqual(begins));
}
