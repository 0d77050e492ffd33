using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.Campaigns;
using Shouwen.App.Tests.Matters;
using Shouwen.App.Tests.Web;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Campaigns;

/// <summary>A list of customers from the file to the complaint, as browsers without scripts meet it.</summary>
public sealed class CustomerListTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Head = "unit-head@wealth", Executive = "executive@head-office", Branch = "unit-head@branch-1", Other = "unit-head@branch-2", Manager = "relationship-manager@sub-branch-1-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task List_ReadAndIssued_IsSeenByItsBranchOnly_AndBadLinesAreTold(Database kind)
    {
        var host = hosts[kind];
        var number = await CampaignAsync(host, "稳盈 1 期");
        using var head = await host.SignInAsync(Head);

        await UploadAsync(host, head, number, "客户姓名,电话,单位,负责人员,持有金额\n王小明,13811110001,sub-branch-1-1,,200000\n李雷,13811110002,branch-2,,\n韩梅,12,branch-1,,\n赵六,13811110001,branch-1,,\n");
        var read = await head.PageAsync($"/campaigns/{number}/list");
        using var branch = await host.SignInAsync(Branch);
        var before = (await branch.PageAsync($"/campaigns/{number}/customers")).Body!.TextContent;
        await head.PostFormAsync($"/campaigns/{number}/list", $"/campaigns/{number}/list", ("_do", "issue"));
        var after = (await branch.PageAsync($"/campaigns/{number}/customers")).Body!.TextContent;
        using var other = await host.SignInAsync(Other);
        var elsewhere = (await other.PageAsync($"/campaigns/{number}/customers")).Body!.TextContent;
        var errors = await head.GetAsync(read.QuerySelector("a[href$='/errors']")!.GetAttribute("href"), Stop);

        Assert.Contains("2 行有问题", read.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("王**", before, StringComparison.Ordinal);
        Assert.Contains("王**", after, StringComparison.Ordinal);
        Assert.DoesNotContain("李**", after, StringComparison.Ordinal);
        Assert.Contains("李**", elsewhere, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, errors.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task List_BeforePlansAreApproved_IsRefusedWithItsClauses(Database kind)
    {
        var host = hosts[kind];
        using var head = await host.SignInAsync(Head);
        var number = (await head.OpenAsync("campaign", ("product", "稳盈 2 期"), ("matures-on", "2026-04-10"), ("expected-yield", "4.2"), ("actual-yield", "2.71"))).Split('/')[^1];

        await UploadAsync(host, head, number, "客户姓名,电话,单位\n王小明,13811110011,branch-1\n");
        var answer = await head.PostFormAsync($"/campaigns/{number}/list", $"/campaigns/{number}/list", ("_do", "issue"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("WM-19", (await answer.PageAsync()).QuerySelector(".sw-errors")?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Customer_WhoComplains_BecomesALinkedComplaint_AndCountsInTheReport(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind); // its clock goes on
        var number = await CampaignAsync(host, "稳盈 3 期");
        using var head = await host.SignInAsync(Head);
        await UploadAsync(host, head, number, "客户姓名,电话,单位\n孙小红,13811110021,sub-branch-1-1\n周大,13811110022,sub-branch-1-1\n");
        await head.PostFormAsync($"/campaigns/{number}/list", $"/campaigns/{number}/list", ("_do", "issue"));
        using var branch = await host.SignInAsync(Branch);
        var person = host.Actor(Manager).Person;
        await branch.PostFormAsync($"/campaigns/{number}/customers?unit=branch-1", $"/campaigns/{number}/customers", ("person", person));
        using var manager = await host.SignInAsync(Manager);
        var mine = await manager.PageAsync($"/campaigns/mine?campaign={number}");
        var links = mine.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!).ToList();

        await manager.PostFormAsync(links[0], links[0], ("_do", "redeem"));
        var empty = await manager.PostFormAsync(links[1], links[1], ("_do", "complains"), ("said", ""));
        var complained = await manager.PostFormAsync(links[1], links[1], ("_do", "complains"), ("said", "收益比宣传的低，要求说明"), ("channel", "phone"));
        var complaint = complained.Headers.Location!.ToString().Split('/')[^1];
        var customer = await manager.PageAsync(links[1]);
        var ready = (await branch.PageAsync($"/campaigns/{number}?unit=branch-1")).Body!.TextContent;
        host.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await host.SignInAsync(Manager); // the session has ended overnight
        var form = await later.PageAsync("/duties/submit?clause=WM-42&unit=sub-branch-1-1&period=2026-03-02");
        var submitted = await later.PostFormAsync("/duties/submit?clause=WM-42&unit=sub-branch-1-1&period=2026-03-02", "/duties/submit");
        var kept = await later.PageAsync("/duties/BS-WM-42-sub-branch-1-1-2026-03-02");

        Assert.Equal(2, links.Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("孙", mine.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(customer.QuerySelector($"a[href='/complaints/{complaint}']"));
        var stored = (await host.Services.GetRequiredService<CaseReader>().ReadAsync(complaint, Stop))!.Complaint;
        Assert.Equal("稳盈 3 期", stored.Data.Text("about.product"));
        Assert.True(stored.Data.Flag("campaign-open"));
        Assert.Contains("1", ready, StringComparison.Ordinal);
        Assert.Contains("已联系", form.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Contains("有投诉客户", kept.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Phone_IsTold_OnlyOnceItIsAskedFor_AndIsLogged(Database kind)
    {
        var host = hosts[kind];
        var number = await CampaignAsync(host, "稳盈 4 期");
        using var head = await host.SignInAsync(Head);
        await UploadAsync(host, head, number, "客户姓名,电话,单位\n吴小丽,13811110031,sub-branch-1-1\n");
        await head.PostFormAsync($"/campaigns/{number}/list", $"/campaigns/{number}/list", ("_do", "issue"));
        using var branch = await host.SignInAsync(Branch);
        var path = (await branch.PageAsync($"/campaigns/{number}/customers")).QuerySelector("tbody a")!.GetAttribute("href")!;

        var masked = await branch.PageAsync(path);
        var token = masked.QuerySelector("#contact input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var shown = await (await branch.PostAsync(path, new FormUrlEncodedContent([new("_handler", "reveal"), new("__RequestVerificationToken", token)]), Stop)).PageAsync();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(Stop);
        using var other = await host.SignInAsync(Other);

        Assert.DoesNotContain("13811110031", masked.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector("a[href='tel:13811110031']"));
        Assert.Equal(1, await db.AccessLog.CountAsync(row => row.Number == number && row.What == "campaign-customer", Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path, Stop)).StatusCode);
    }

    private static async Task<string> CampaignAsync(TestHost host, string product)
    {
        using var executive = await host.SignInAsync(Executive);
        var path = await executive.OpenAsync("campaign", ("product", product), ("matures-on", "2026-04-10"), ("expected-yield", "4.2"), ("actual-yield", "2.71"));
        await executive.PostFormAsync(path + "/approve-plan", path + "/approve-plan", ("plan", "redemption"));
        await executive.PostFormAsync(path + "/approve-plan", path + "/approve-plan", ("plan", "renewal"));
        return path.Split('/')[^1];
    }

    private static async Task UploadAsync(TestHost host, HttpClient client, string number, string table)
    {
        await client.PostFileAsync($"/campaigns/{number}/list", $"/campaigns/{number}/list", "名单.csv", Encoding.UTF8.GetBytes(table));
        await host.Services.GetRequiredService<CustomerReading>().RunAsync(Stop);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(Stop);
        while (await db.CampaignImports.AnyAsync(row => row.Number == number && row.State == ImportState.Reading, Stop))
        {
            await host.Services.GetRequiredService<CustomerReading>().RunAsync(Stop); // the server's own job may be at it
        }
    }
}
