using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Import;
using Shouwen.App.Tests.Web;
using Shouwen.Storage;
using Shouwen.Storage.Imports;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Import;

/// <summary>A ledger from the file to the complaints, as browsers without scripts meet it.</summary>
public sealed class LedgerPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Officer = "complaint-officer@head-office", Administrator = "administrator@head-office", Branch = "complaint-officer@branch-1";
    private const string Head = "受理时间,发生日期,客户姓名,联系电话,投诉渠道,投诉内容,网点,颜色\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Ledger_GuessedAndConfirmed_IsTakenOver_AndWhatIsNotIsTold(Database kind)
    {
        var host = hosts[kind];
        using var client = await host.SignInAsync(Officer);
        var before = await CountAsync(host);
        var page = await UploadAsync(host, client, Sheet(Head + Row("王大", "来电") + Row("李二", "飞鸽") + "2026-01-40,2026-01-02,张三,13811110003,来电,很久,临江分行,红\n"));
        var ready = await client.PageAsync(page);

        await SubmitAsync(client, page, "start");
        await WorkAsync(host);
        var done = await client.PageAsync(page);
        var rejected = await client.GetAsync(page + "/rejected", Stop);
        var rows = SheetFile.Read(await rejected.Content.ReadAsByteArrayAsync(Stop));
        var again = await UploadAsync(host, client, Sheet(Head + Row("王大", "来电")));
        await SubmitAsync(client, again, "start");
        await WorkAsync(host);

        Assert.Equal("register.complainants.phone", Selected(ready, "column.3"));
        Assert.Equal("", Selected(ready, "column.7"));
        Assert.Equal("phone", Selected(ready, "value.4.0"));
        Assert.Contains("“飞鸽”不在对照表", ready.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("王大", ready.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before + 1, await CountAsync(host));
        Assert.Contains("已导入", done.QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["行", "3", "4"], rows.Select(row => row[0]));
        Assert.Contains("不在对照表", rows[1][1], StringComparison.Ordinal);
        Assert.Contains("日期", rows[2][1], StringComparison.Ordinal);
        Assert.Equal("张三", rows[2][4]);
        await using var db = host.Database.CreateDbContext();
        Assert.Equal(["ledger-rejected", "ledger-sent", "ledger-started"], (await db.AccessLog.Where(row => row.What.StartsWith("ledger")).Select(row => row.What).ToListAsync(Stop)).Distinct().Order(StringComparer.Ordinal));
        var complaint = (await host.Services.GetRequiredService<CaseReader>().ReadAsync((await db.Complaints.OrderByDescending(row => row.Number).FirstAsync(Stop)).Number, Stop))!.Complaint;
        Assert.Equal(("phone", "sub-branch-1-2"), (complaint.Data.Text("channel"), complaint.Data.Text("about.unit")));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(8)), complaint.ReceivedAt);
    }

    [Fact]
    public async Task WhatIsChosen_IsKept_WhenSomethingElseIsWrong_AndCorrectedColumnsCount()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Administrator);
        var page = await UploadAsync(host, client, Encoding.UTF8.GetBytes(Head + Row("赵四", "飞鸽", "某某小店")));

        var twice = await SubmitAsync(client, page, "start", ("column.7", "register.summary"), ("value.4.0", "letter"), ("value.6.0", "没有这个支行"));
        var shown = await twice.PageAsync();
        var corrected = await SubmitAsync(client, page, "check", ("column.7", ""), ("value.4.0", "letter"), ("value.6.0", "临江榆钱巷支行"), ("default.answer.means", "sms"));
        var kept = await client.PageAsync(page);
        await SubmitAsync(client, page, "start");
        await WorkAsync(host);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Equal(("register.summary", "letter"), (Selected(shown, "column.7"), Selected(shown, "value.4.0")));
        Assert.Equal("没有这个支行", shown.QuerySelector<IHtmlInputElement>("[name='value.6.0']")!.Value);
        Assert.Equal(2, shown.QuerySelectorAll(".sw-errors li").Length);
        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        Assert.Equal(("letter", "sms"), (Selected(kept, "value.4.0"), Selected(kept, "default.answer.means")));
        await using var db = host.Database.CreateDbContext();
        Assert.Contains("letter", await db.Complaints.Select(row => row.Channel).ToListAsync(Stop));
    }

    [Fact]
    public async Task Ledger_WithoutADateColumn_CannotBeStarted()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Officer);
        var page = await UploadAsync(host, client, Encoding.UTF8.GetBytes("投诉内容,投诉渠道\n等了很久,来电\n"));

        var answer = await SubmitAsync(client, page, "start");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("收到时间", (await answer.PageAsync()).QuerySelector(".sw-errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_IsItsSendersAlone_AndABranchImportsOnlyItsOwn()
    {
        var host = hosts[Database.Sqlite];
        using var branch = await host.SignInAsync(Branch);
        using var other = await host.SignInAsync(Officer);
        using var teller = await host.SignInAsync("teller@sub-branch-1-1");
        var page = await UploadAsync(host, branch, Encoding.UTF8.GetBytes(Head + Row("孙五", "来电") + Row("周六", "来电", "望川分行") + Row("吴七", "来电", "")));
        var before = await CountAsync(host);

        await SubmitAsync(branch, page, "start");
        await WorkAsync(host);

        Assert.Equal(before + 1, await CountAsync(host));
        foreach (var path in new[] { page, page + "/mapping", page + "/rejected" })
        {
            Assert.Equal(HttpStatusCode.OK, (await branch.GetAsync(path, Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path, Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await teller.GetAsync(path, Stop)).StatusCode);
        }

        Assert.DoesNotContain(page, (await other.PageAsync("/imports")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await teller.GetAsync("/imports", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("", "请选择")]
    [InlineData("空", "空的")]
    public async Task NoFile_IsAskedFor(string name, string told)
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Officer);

        var answer = await client.PostFileAsync("/imports", "/imports", name, []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(told, (await answer.PageAsync()).QuerySelector(".sw-errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTable_IsToldSo_AndItsFileIsDeleted()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Officer);

        var page = await UploadAsync(host, client, [.. "PK"u8, 3, 4, 0, 0, 0, 0]);

        Assert.Contains("读不出", (await client.PageAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(host.Services.GetRequiredService<ImportFolder>().Open(Guid.Parse(page.Split('/')[^1])));
    }

    [Fact]
    public async Task Ledger_WhoseServerDies_GoesOnElsewhere_WithoutDoubles_AndIsReadableByNobodyElse()
    {
        const int Rows = 190, KilledAfter = 175;
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Officer);
        var page = await UploadAsync(host, client, Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(0, Rows).Select(i => Row($"冯{i}", i % 50 == 7 ? "飞鸽" : "来电")))));
        await SubmitAsync(client, page, "start");
        var id = Guid.Parse(page.Split('/')[^1]);
        Assert.All(Directory.EnumerateFiles(Path.Combine(host.Database.Folder, "attachments", "imports"), "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("冯", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));

        using var death = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var work = host.Services.GetRequiredService<LedgerWork>().ImportAsync(death.Token);
        while (await CountAsync(host) < KilledAfter)
        {
            await Task.Delay(5, Stop);
        }

        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        var left = host.Services.GetRequiredService<LedgerJobs>().Find(id)!;
        await using var next = host.Beside();
        await WorkAsync(next);
        var done = next.Services.GetRequiredService<LedgerJobs>().Find(id)!;

        Assert.Equal((LedgerState.Running, 100), (left.State, left.Counts.All));
        Assert.Equal((LedgerState.Done, Rows, 4), (done.State, done.Counts.All, done.Counts.Rejected));
        Assert.InRange(done.Counts.Known, 1, Rows - 100);
        Assert.Equal(Rows - 4, await CountAsync(next));
        Assert.Equal(4, next.Services.GetRequiredService<ImportFolder>().Rejected(id, done.RejectedLength).Count());
        Assert.Null(next.Services.GetRequiredService<ImportFolder>().Open(id));
        next.Clock.Advance(TimeSpan.FromHours(25));
        await next.Services.GetRequiredService<LedgerWork>().SweepAsync();
        Assert.Equal((0L, Rows), (next.Services.GetRequiredService<LedgerJobs>().Find(id)!.RejectedLength, next.Services.GetRequiredService<LedgerJobs>().Find(id)!.Counts.All));
    }

    private static string Row(string name, string channel, string unit = "临江青石街支行") => $"2026-01-05 09:30,2026-01-05,{name},13811110001,{channel},办理补登等了很久没有人管,{unit},红\n";

    // The same as a workbook.
    private static byte[] Sheet(string text) => SheetFile.Write("台账", SheetFile.Read(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> UploadAsync(TestHost host, HttpClient client, byte[] file)
    {
        var answer = await client.PostFileAsync("/imports", "/imports", "台账.xlsx", file);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await WorkAsync(host);
        return answer.Headers.Location!.ToString();
    }

    private static async Task WorkAsync(TestHost host)
    {
        var work = host.Services.GetRequiredService<LedgerWork>();
        while (host.Services.GetRequiredService<LedgerJobs>().All().Any(job => job.State is LedgerState.Reading or LedgerState.Running))
        {
            await work.ReadAsync(Stop);
            await work.ImportAsync(Stop); // the server's own job may be at it
        }
    }

    // What a browser would send: everything that the form shows, but for what is changed.
    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, string page, string does, params (string Name, string Value)[] changes)
    {
        var form = (await client.PageAsync(page)).Forms.Single(form => form.Id == "columns");
        var fields = form.Elements.Where(element => element is IHtmlInputElement or IHtmlSelectElement && element.GetAttribute("name") is not null)
            .Select(element => (Name: element.GetAttribute("name")!, Value: element is IHtmlSelectElement select ? select.Value ?? "" : ((IHtmlInputElement)element).Value));
        return await client.PostAsync(page, new FormUrlEncodedContent([.. fields.Where(field => !changes.Any(change => change.Name == field.Name)).Concat(changes).Append(("_do", does)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))]));
    }

    private static string? Selected(IDocument page, string name) => page.QuerySelector<IHtmlSelectElement>($"select[name='{name}']")?.Value;

    private static async Task<int> CountAsync(TestHost host)
    {
        await using var db = host.Database.CreateDbContext();
        return await db.Complaints.CountAsync(Stop);
    }
}
