using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

/// <summary>An institution by configuration alone: its demo year, its channels, and which version of its rules binds a complaint.</summary>
public sealed class WorkshopTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const string Kept = "7 working days # 印错，应为七个";

    private TestHost Host => workshop.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_WithoutMaterial_HasFortyComplaintsInEveryStage()
    {
        await using var db = Host.Database.CreateDbContext();

        var stages = await db.Complaints.GroupBy(row => row.Stage).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(Cancellation);

        Assert.Equal(40, stages.Sum(stage => stage.Count));
        Assert.Equal(Enum.GetValues<Stage>().Except([Stage.None, Stage.Destroyed, Stage.Opened, Stage.Completed]).Order(), stages.Select(stage => stage.Key).Order());
        Assert.True(await db.Obligations.AnyAsync(row => row.DischargedAt == null && row.DueAt < Host.Clock.GetUtcNow(), Cancellation), "Nothing is overdue.");
    }

    [Fact]
    public async Task Demo_MadeAgain_IsTheSame()
    {
        await using var other = await Workshop.StartAsync(Workshop.Root, "sample-workshop");

        Assert.Equal(await SummaryAsync(Host), await SummaryAsync(other));
    }

    [Fact]
    public async Task Registration_OffersOnlyTheChannelsThatThereAreInTheWorkshopsWords()
    {
        using var client = await Host.SignInAsync(Workshop.Seller);

        var page = await client.PageAsync("/complaints/new");

        Assert.Equal(["counter 到店", "letter 信函", "phone 电话", "email 邮件", "online 网络", "internal 本坊人员"],
            page.QuerySelectorAll("input[name=channel]").Select(input => $"{input.GetAttribute("value")} {input.Closest("label")?.TextContent.Trim(Digits) ?? page.QuerySelector($"label[for='{input.Id}']")?.TextContent.Trim(Digits)}"));
        Assert.Contains("店员 · 城南门店", page.QuerySelector(".sw-me")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_AskedForAChannelThatIsNotOffered_NamesThoseThatAre()
    {
        using var caller = await ApiCaller.AsAsync(Host, Workshop.Seller);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/complaints") { Content = new StringContent("{\"channel\":\"hotline\",\"summary\":\"柜门合不上\"}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "not-offered");

        var answer = await caller.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("counter 到店", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hotline 客服热线", System.Text.RegularExpressions.Regex.Unescape(await caller.Client.GetStringAsync("/openapi/v1.json", Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_FromBeforeANewVersion_SaysWhichOneBindsIt()
    {
        await using var db = Host.Database.CreateDbContext();
        var (old, late) = (await db.Complaints.OrderBy(row => row.ReceivedAt).FirstAsync(Cancellation), await db.Complaints.OrderByDescending(row => row.ReceivedAt).FirstAsync(Cancellation));
        using var client = await Host.SignInAsync(Workshop.Master);

        var (before, after) = (await client.PageAsync($"/complaints/{old.Number}"), await client.PageAsync($"/complaints/{late.Number}"));

        Assert.Contains("2024-01-01 周一 起，至 2025-08-31 周日 止；现行的是另一版本，本案仍按此版办理", before.QuerySelector("#facts")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("2025-09-01 周一 起收到的投诉", after.QuerySelector("#facts")?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("另一版本", after.QuerySelector("#facts")?.TextContent, StringComparison.Ordinal);
        var link = before.QuerySelector("#facts a[href^='/policies/']")?.GetAttribute("href");
        Assert.Contains("七个工作日内答复", (await client.PageAsync(link!)).QuerySelector("main")?.TextContent, StringComparison.Ordinal); // the case has one
    }

    [Fact]
    public async Task Versions_SideBySide_MarkWhatDiffers()
    {
        using var client = await Host.SignInAsync(Workshop.Officer);

        var page = await client.PageAsync("/policies/ws-workshop/versions");

        Assert.Equal(["总则 有改动", "WS-02 有改动", "WS-04 删去", "WS-05 新增", "WS-06 新增"], page.QuerySelectorAll(".sw-compare > header").Select(head => string.Join(' ', head.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("改动 1 条，新增 2 条，删去 1 条，相同 2 条", page.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(["七", "五"], page.QuerySelectorAll("[id='WS-02'] tr.is-different:first-child mark").Select(mark => mark.TextContent[..1]));
        Assert.Contains("2024-01-01 版", (await client.PageAsync("/policies/ws-workshop")).QuerySelector(".sw-versions")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_ThatNoFileHoldsAnyMore_IsListedAndCompared()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(Workshop.Root, "policies", "ws-workshop", "policy.2024-01-01.yaml"), Cancellation)).Replace("7 working days", Kept, StringComparison.Ordinal);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var policy = Shouwen.Policies.PolicyReader.Parse(text, "kept").Policy!; // it was read before it was changed in one place
        await Host.Services.GetRequiredService<PolicyShelf>().KeepAsync([(policy, bytes)], Cancellation);
        using var client = await Host.SignInAsync(Workshop.Officer);

        var (list, clause, unreadable) = (await client.PageAsync("/policies/ws-workshop"), await client.PageAsync($"/policies/ws-workshop/WS-02?version={policy.Hash[..8]}"), await client.GetAsync("/policies/ws-workshop?version=0000", Cancellation));

        Assert.Contains("已不在文件里", list.QuerySelector(".sw-versions")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("印错", clause.QuerySelector(".sw-yaml")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("数据库里保存的文件", clause.QuerySelector("#clause")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unreadable.StatusCode);
    }

    private static readonly char[] Digits = [.. "0123456789 \n"];

    private static async Task<IReadOnlyList<string>> SummaryAsync(TestHost host)
    {
        await using var db = host.Database.CreateDbContext();
        return await db.Complaints.OrderBy(row => row.Number).Select(row => row.Number + " " + row.Stage + " " + row.Category + " " + row.Version).ToListAsync(Cancellation);
    }
}
