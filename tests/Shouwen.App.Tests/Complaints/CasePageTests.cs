using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Web;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Complaints;

/// <summary>The pages as a browser without scripts meets them, on both databases.</summary>
public sealed class CasePageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Teller = "teller@sub-branch-1-1", Officer = "complaint-officer@branch-1";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    private static (string, string)[] Form(string phone, params (string, string)[] more) =>
        [("channel", "counter"), ("summary", "排队两小时没人理"), ("complainants[0].name", "邓小梅"), ("complainants[0].phone", phone), ("occurred-at", "2026-03-01T10:00"), ("severity", "minor"), .. more];

    private static async Task<string> RegisteredAsync(HttpClient client, string phone, string button = "register")
    {
        var answer = await client.PostFormAsync("/complaints/new", "/complaints/new", Form(phone, ("_do", button)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath; // a redirect has one
    }

    private static async Task<string> TextAsync(HttpClient client, string path) => (await client.PageAsync(path)).Body!.TextContent; // a page has a body

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Register_AndAccept_LeadsToTheCase(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);

        var path = await RegisteredAsync(client, "13600000001", "accept");

        var text = await TextAsync(client, path);
        Assert.Contains("已登记并受理", text, StringComparison.Ordinal);
        Assert.Contains("136****0001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("邓小梅", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Register_Refused_KeepsWhatWasTyped(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);

        var answer = await client.PostFormAsync("/complaints/new", "/complaints/new", ("channel", "counter"), ("complainants[0].name", "邓小梅"), ("_do", "register"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Equal("邓小梅", (page.QuerySelector("[name='complainants[0].name']") as IHtmlInputElement)?.Value);
        Assert.Contains("请填写投诉内容", page.QuerySelector(".sw-field-error")?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [Claim(12)]
    [MemberData(nameof(Databases))]
    public async Task Register_SentTwiceWithOneKey_MakesOneComplaint(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);
        var form = Form("13600000002", ("_do", "register"), ("_key", Guid.NewGuid().ToString("N")));

        var first = await client.PostFormAsync("/complaints/new", "/complaints/new", form);
        var second = await client.PostFormAsync("/complaints/new", "/complaints/new", form);

        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Draft_SavedWithoutScript_ComesBackAndGoesWithTheRegistration(Database kind)
    {
        using var client = await hosts[kind].SignInAsync("hotline-agent@hotline");

        await client.PostFormAsync("/complaints/new", "/complaints/new", ("channel", "hotline"), ("summary", "说到一半"), ("_do", "draft"));
        Assert.Contains("说到一半", await TextAsync(client, "/complaints/new"), StringComparison.Ordinal);

        await RegisteredAsync(client, "13600000003");
        Assert.DoesNotContain("说到一半", await TextAsync(client, "/complaints/new"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Aside_KnowsTheCustomerByNumberAndWhatIsMissing(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);
        await RegisteredAsync(client, "13600000004");

        var answer = await client.PostFormAsync("/complaints/new?complainants[0].phone=13600000004", "/complaints/new", ("channel", "counter"), ("complainants[0].phone", "13600000004"), ("_do", "register"));
        var text = (await answer.PageAsync()).GetElementById("aside")?.TextContent;

        Assert.Contains("可能是同一件事", text, StringComparison.Ordinal);
        Assert.Contains("请问怎么称呼您？", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guidance_FollowsTheCase()
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(Teller);
        var register = await client.PageAsync("/complaints/new");
        Assert.Contains("第一步 接待客户", register.QuerySelector("#aside .sw-strip")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("避免五种最糟的应对", register.GetElementById("aside")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("避免五种最糟的应对", (await client.PageAsync("/complaints/new")).QuerySelector(".sw-other-hints")?.TextContent ?? "", StringComparison.Ordinal);

        var accepted = await client.PageAsync(await RegisteredAsync(client, "13600000031", "accept"));

        Assert.Contains("第七步 跟踪服务，转化投诉", accepted.QuerySelector(".sw-strip")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("读懂投诉", accepted.QuerySelector(".sw-strip + .sw-lines")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("避免五种最糟的应对", accepted.Body!.TextContent, StringComparison.Ordinal); // a page has a body
    }

    [Fact]
    public async Task Facts_OfPolicies_AreAskedForAndShownByTheirLabels()
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(Teller);
        var path = await RegisteredAsync(client, "13600000032", "accept");

        var form = await client.PageAsync(path + "/record-facts");
        Assert.Equal("投诉处理部门负责人有变动", form.QuerySelector("label[for='f-facts-head-changed']")?.TextContent.Trim());
        await client.PostFormAsync(path + "/record-facts", path + "/record-facts", ("facts.mass-incident-risk", "true"), ("facts[0].name", "hat"), ("facts[0].value", "红帽子"));

        var text = await TextAsync(client, path);
        Assert.Contains("可能引发群体性事件 是，hat 红帽子", text, StringComparison.Ordinal);
        Assert.DoesNotContain("mass-incident-risk", text, StringComparison.Ordinal);
    }

    [Theory]
    [Claim(14)]
    [MemberData(nameof(Databases))]
    public async Task Act_OnAnOldVersion_SaysWhatChangedAndKeepsTheText(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);
        var path = await RegisteredAsync(client, "13600000005");
        await client.PostFormAsync(path + "/note", path + "/note", ("text", "别人先写的备注"));

        var answer = await client.PostFormAsync(path + "/note", path + "/note", ("text", "后写的备注"), ("_version", "1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Contains("别人先写的备注", page.QuerySelector(".sw-conflict")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("后写的备注", (page.QuerySelector("[name=text]") as IHtmlTextAreaElement)?.Value);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Act_RefusedByARule_NamesItsClause(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Officer);
        using var teller = await hosts[kind].SignInAsync(Teller);
        var path = await RegisteredAsync(teller, "13600000006", "accept");

        var answer = await client.PostFormAsync(path + "/answer", path + "/answer", ("means", "phone"), ("text", "已处理"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("GD-05", (await answer.PageAsync()).QuerySelector(".sw-errors")?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Case_OutOfSight_DoesNotExist(Database kind)
    {
        using var teller = await hosts[kind].SignInAsync(Teller);
        using var stranger = await hosts[kind].SignInAsync("complaint-officer@branch-2");
        var path = await RegisteredAsync(teller, "13600000007");

        foreach (var page in new[] { "", "/due/RG-09", "/receipt", "/reveal", "/note" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path + page, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Reveal_ShowsTheNameAndLeavesARecord(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);
        var path = await RegisteredAsync(client, "13600000008");

        var answer = await client.PostFormAsync(path, path + "/reveal", ("reason", "contact"));

        Assert.Contains("邓小梅", (await answer.PageAsync()).GetElementById("revealed")?.TextContent, StringComparison.Ordinal);
        await using var db = await hosts[kind].Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var number = path.Split('/')[^1];
        Assert.Contains(await db.AccessLog.Where(row => row.Number == number).ToListAsync(TestContext.Current.CancellationToken), row => row is { What: "complainants", Reason: "联系客户" });
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Due_AndProof_AreShown(Database kind)
    {
        using var client = await hosts[kind].SignInAsync(Teller);
        var path = await RegisteredAsync(client, "13600000009");

        Assert.Contains("为什么“办结答复”在", await TextAsync(client, path + "/due/RG-09"), StringComparison.Ordinal);
        Assert.Contains("校验通过", await TextAsync(client, path + "?tab=proof"), StringComparison.Ordinal);
        Assert.Contains("登记回执", await TextAsync(client, path + "/receipt"), StringComparison.Ordinal);
    }
}
