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
        Assert.Null(await officer.FetchFormAsync());
        await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "批准以后来的", "后来人", "13700001009");
        await host.MakeExportsAsync();
        var fetch = await officer.FetchFormAsync() ?? "";
        var file = await TextAsync(await officer.PostFormAsync("/exports", fetch));

        var lines = file.Trim().Split("\r\n");
        Assert.Equal(2 + 4, lines.Length);
        Assert.Contains("三月分析", lines[0], StringComparison.Ordinal);
        await using (var db = host.Database.CreateDbContext())
        {
            var row = await db.Exports.SingleAsync(Token);
            Assert.Equal((4, host.Actor(Head).Person), (row.Rows, row.DecidedBy));
            Assert.All(await db.ExportParts.ToListAsync(Token), part => Assert.DoesNotContain("三月分析", Encoding.UTF8.GetString(part.Content), StringComparison.Ordinal));
            var batch = lines[^1].Split(',')[^1].Trim('"');
            Assert.Equal(4, await db.AccessLog.CountAsync(log => log.What == "export" && log.Fields!.Contains(batch), Token)); // null contains nothing
            Assert.True(await db.AccessLog.AnyAsync(log => log.What == "export-approved" && log.Person == row.DecidedBy, Token));
        }

        Assert.Equal(file, await TextAsync(await officer.PostFormAsync("/exports", fetch)));
        host.Clock.Advance(ExportMaking.Life);
        Assert.Equal(1, await host.Services.GetRequiredService<ExportSweep>().RunAsync(Token));
        await using var after = host.Database.CreateDbContext();
        Assert.False(await after.ExportParts.AnyAsync(Token));
        using var later = await host.SignInAsync(Officer);
        Assert.Contains("已过期", (await later.PageAsync("/exports")).QuerySelector("#own")?.TextContent, StringComparison.Ordinal);
        Assert.Null(await later.FetchFormAsync());
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
    public async Task SmallExport_NeedsNobody_AndHasItsBatchInEveryLine()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.Jobs, "none"));
        await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "排队太久，回电13700001111", "某某", "13700001111");
        using var officer = await host.SignInAsync(Officer);

        var asked = await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会"));
        Assert.Equal("/exports", asked.Headers.Location?.ToString());
        var making = await officer.PageAsync("/exports");
        Assert.Contains("已写入 0 / 1 件", making.QuerySelector("#own")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("/exports", making.QuerySelector("#own")?.GetAttribute("hx-get"));
        await host.MakeExportsAsync();
        Assert.Null((await officer.PageAsync("/exports")).QuerySelector("#own")?.GetAttribute("hx-get"));
        var file = await TextAsync(await officer.PostFormAsync("/exports", await officer.FetchFormAsync() ?? ""));

        Assert.DoesNotContain("13700001111", file, StringComparison.Ordinal);
        var lines = file.Trim().Split("\r\n");
        var batch = lines[2].Split(',')[^1].Trim('"');
        Assert.Equal(10, batch.Length);
        Assert.Contains(batch, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnallowedExport_StaysSmall_WhateverComesInBeforeItIsMade()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:DirectExport", "2"), (TestHost.Jobs, "none"));
        await RegisterAsync(host, 2);
        using var officer = await host.SignInAsync(Officer);
        await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会"));
        await RegisterAsync(host, 2);

        await host.MakeExportsAsync();

        var lines = (await TextAsync(await officer.PostFormAsync("/exports", await officer.FetchFormAsync() ?? ""))).Trim().Split("\r\n");
        Assert.Equal(2 + 2, lines.Length);
        Assert.Contains("只导出前 2 件", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Export_BrokenOff_GoesOnWhereItStopped_WithEveryComplaintOnce(Database kind)
    {
        var watch = new CommandWatch();
        await using var host = await TestHost.WatchAsync(kind, watch, (TestHost.Jobs, "none"));
        await RegisterAsync(host, 5);
        using var officer = await host.SignInAsync(Officer);
        await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会"));
        var making = host.Services.GetRequiredService<ExportMaking>();
        making.PageSize = 2;
        using var stop = new CancellationTokenSource();
        watch.OnSending = text => (text.Contains("INSERT INTO", StringComparison.Ordinal) && text.Contains("export_parts", StringComparison.Ordinal) ? stop : null)?.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making.RunAsync(stop.Token));

        watch.OnSending = null;
        Assert.Contains("已写入 2 / 5 件", (await officer.PageAsync("/exports")).QuerySelector("#own")?.TextContent, StringComparison.Ordinal);
        await LeaseAsync(host, host.Clock.GetUtcNow() + ExportMaking.Lease); // as a killed server leaves it
        await making.RunAsync(Token);
        Assert.Null(await officer.FetchFormAsync());
        await LeaseAsync(host, host.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await host.MakeExportsAsync();
        var lines = (await TextAsync(await officer.PostFormAsync("/exports", await officer.FetchFormAsync() ?? ""))).Trim().Split("\r\n");
        Assert.Equal(5, lines.Skip(2).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Equal(2 + 5, lines.Length);
        await using var db = host.Database.CreateDbContext();
        Assert.Equal(5, await db.AccessLog.CountAsync(log => log.What == "export", Token));
        Assert.Equal([0, 1, 2, 3], await db.ExportParts.OrderBy(part => part.Ordinal).Select(part => part.Ordinal).ToListAsync(Token));
    }

    [Fact]
    public async Task Export_OfWhoeverLostThePost_IsNotMade_AndSaysWhatToDo()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.Jobs, "none"));
        await RegisterAsync(host, 1);
        using var officer = await host.SignInAsync(Officer);
        await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会"));
        await host.OperateAsync("end-post", ("person", host.Actor(Officer).Person), ("post", "complaint-officer"), ("unit", "branch-1"));

        await host.MakeExportsAsync();

        await using var db = host.Database.CreateDbContext();
        var row = await db.Exports.SingleAsync(Token);
        Assert.Contains("重新申请", row.Problem, StringComparison.Ordinal);
        Assert.False(await db.ExportParts.AnyAsync(Token));
        Assert.False(await db.AccessLog.AnyAsync(log => log.What == "export", Token));
    }

    [Fact]
    public async Task Export_LeavesOut_WhatItsAskerWasKeptFromMeanwhile()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.Jobs, "none"));
        await RegisterAsync(host, 1);
        var kept = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "与经办人有关", "某某", "13700001234");
        using var officer = await host.SignInAsync(Officer);
        await officer.PostFormAsync("/complaints", "/complaints/export", ("reason", "例会"));
        var between = $" {host.Actor(Officer).Person} ";
        await using var db = host.Database.CreateDbContext();
        await db.Complaints.Where(row => row.Number == kept).ExecuteUpdateAsync(set => set.SetProperty(row => row.Recused, between), Token);

        await host.MakeExportsAsync();

        var file = await TextAsync(await officer.PostFormAsync("/exports", await officer.FetchFormAsync() ?? ""));
        Assert.DoesNotContain(kept, file, StringComparison.Ordinal);
        Assert.Equal(2 + 1, file.Trim().Split("\r\n").Length);
    }

    private static async Task LeaseAsync(TestHost host, DateTimeOffset until)
    {
        await using var db = host.Database.CreateDbContext();
        await db.Exports.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until), Token);
    }

    private static async Task<TestHost> StartAsync(Database kind)
    {
        var host = await TestHost.StartAsync(kind, ("Shouwen:DirectExport", "2"), (TestHost.Jobs, "none"));
        await RegisterAsync(host, 3);
        return host;
    }

    private static async Task RegisterAsync(TestHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Branch.RegisterAsync(host, "teller@sub-branch-1-1", $"排队太久 {i}", "某某", $"1370000100{i}");
        }
    }

    private static string? Form(AngleSharp.Html.Dom.IHtmlDocument page, string what) => Exporting.Form(page, what);

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token);
}
