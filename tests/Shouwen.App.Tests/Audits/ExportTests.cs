using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.Exports;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Audits;

/// <summary>A large export needs somebody else's consent, holds what its asker may see, dies in a day, and each of its lines can be traced.</summary>
public sealed class ExportTests
{
    private const string Officer = "complaint-officer@branch-1", Head = "unit-head@branch-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task LargeExport_NeedsAnother_AndIsFetchedByItsAskerForADay(Database kind)
    {
        await using var host = await StartAsync(kind);
        using var officer = await host.SignInAsync(Officer);

        var asked = await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "三月分析"));

        Assert.Equal("/exports", asked.Headers.Location?.ToString());
        Assert.Null(Form(await officer.PageAsync("/exports"), "fetch"));
        Assert.Null(Form(await officer.PageAsync("/exports"), "decide"));
        using var head = await host.SignInAsync(Head);
        var decide = Form(await head.PageAsync("/exports"), "decide")!;
        await head.PostFormAsync("/exports", decide, ("decision", "approve"));
        var fetch = Form(await officer.PageAsync("/exports"), "fetch")!;
        await using (var db = host.Database.CreateDbContext())
        {
            Assert.Null((await db.Exports.SingleAsync(Token)).Content);
        }

        await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "批准以后来的", "后来人", "13700001009");
        var file = await TextAsync(await officer.PostFormAsync("/exports", fetch));

        var lines = file.Trim().Split("\r\n");
        Assert.Equal(2 + 4, lines.Length);
        Assert.Contains("三月分析", lines[0], StringComparison.Ordinal);
        await using (var db = host.Database.CreateDbContext())
        {
            var row = await db.Exports.SingleAsync(Token);
            Assert.Equal((4, host.Actor(Head).Person), (row.Rows, row.DecidedBy));
            Assert.DoesNotContain("三月分析", Encoding.UTF8.GetString(row.Content!), StringComparison.Ordinal);
            var batch = lines[^1].Split(',')[^1].Trim('"');
            Assert.Equal(4, await db.AccessLog.CountAsync(log => log.What == "export" && log.Fields!.Contains(batch), Token)); // null contains nothing
            Assert.True(await db.AccessLog.AnyAsync(log => log.What == "export-approved" && log.Person == row.DecidedBy, Token));
        }

        Assert.Equal(file, await TextAsync(await officer.PostFormAsync("/exports", fetch)));
        host.Clock.Advance(ExportDesk.Life);
        Assert.Equal(1, await host.Services.GetRequiredService<ExportSweep>().RunAsync(Token));
        await using var after = host.Database.CreateDbContext();
        Assert.Null((await after.Exports.SingleAsync(Token)).Content);
    }

    [Fact]
    public async Task Asker_Strangers_AndThoseWithoutTheRight_CannotAllow()
    {
        await using var host = await StartAsync(Database.Sqlite);
        using var head = await host.SignInAsync(Head);
        await head.PostFormAsync("/complaints", "/complaints/export", ("reason", "本人申请"));

        foreach (var who in new[] { Head, Officer, "unit-head@branch-2", "auditor@head-office" })
        {
            using var client = await host.SignInAsync(who);
            Assert.Null(Form(await client.PageAsync("/exports"), "decide"));
        }

        using var executive = await host.SignInAsync("executive@head-office");
        var decide = Form(await executive.PageAsync("/exports"), "decide")!;
        await executive.PostFormAsync("/exports", decide, ("decision", "refuse"), ("note", "范围太大"));
        using var again = await host.SignInAsync(Head);
        var own = await again.PageAsync("/exports");
        Assert.Contains("范围太大", own.Body?.TextContent, StringComparison.Ordinal);
        Assert.Null(Form(own, "fetch"));
    }

    [Fact]
    public async Task SmallExport_IsGivenAtOnce_WithItsBatchInEveryLine()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "排队太久，回电13700001111", "某某", "13700001111");
        using var officer = await host.SignInAsync(Officer);

        var file = await TextAsync(await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会")));

        Assert.DoesNotContain("13700001111", file, StringComparison.Ordinal);
        var lines = file.Trim().Split("\r\n");
        var batch = lines[2].Split(',')[^1].Trim('"');
        Assert.Equal(10, batch.Length);
        Assert.Contains(batch, lines[0], StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartAsync(Database kind)
    {
        var host = await TestHost.StartAsync(kind, ("Shouwen:DirectExport", "2"));
        for (var i = 0; i < 3; i++)
        {
            await Branch.RegisterAsync(host, "teller@sub-branch-1-1", $"排队太久 {i}", "某某", $"1370000100{i}");
        }

        return host;
    }

    private static string? Form(AngleSharp.Html.Dom.IHtmlDocument page, string what) =>
        page.Forms.Select(form => form.GetAttribute("action")).FirstOrDefault(action => action is not null && action.StartsWith("/exports/", StringComparison.Ordinal) && action.EndsWith("/" + what, StringComparison.Ordinal));

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token);
}
