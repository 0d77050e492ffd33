using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>Conditions of the list under a name, for the person who saved them.</summary>
public sealed class SavedViewTests
{
    private const string Officer = "complaint-officer@branch-1";

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task View_IsSaved_Followed_Replaced_AndRemoved_ByItsOwnerOnly(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var client = await host.SignInAsync(Officer);
        using var other = await host.SignInAsync("unit-head@branch-1");
        Assert.Null((await client.PageAsync("/complaints")).QuerySelector(".sw-views"));

        var saved = await client.PostFormAsync("/complaints?stage=registered&overdue=true&sort=newest", "/complaints/views", ("name", " 超期未受理 "));
        Assert.Equal("/complaints?stage=registered&overdue=true&sort=newest", saved.Headers.Location?.OriginalString);
        var link = (await client.PageAsync("/complaints")).QuerySelector(".sw-view a");
        Assert.Equal(("超期未受理", "/complaints?stage=registered&overdue=true&sort=newest"), (link?.TextContent, link?.GetAttribute("href")));
        Assert.Null((await other.PageAsync("/complaints")).QuerySelector(".sw-view"));
        Assert.NotNull((await client.PageAsync(link?.GetAttribute("href") ?? "")).QuerySelector(".sw-view.is-present"));

        await client.PostFormAsync("/complaints?stage=accepted", "/complaints/views", ("name", "超期未受理"));
        Assert.Equal("/complaints?stage=accepted", (await client.PageAsync("/complaints")).QuerySelectorAll(".sw-view a").Single().GetAttribute("href"));

        await other.PostFormAsync("/complaints?stage=accepted", "/complaints/views", ("name", "别人的"));
        await client.PostFormAsync("/complaints", "/complaints/views/remove", ("name", "别人的"));
        Assert.NotNull((await other.PageAsync("/complaints")).QuerySelector(".sw-view"));
        await client.PostFormAsync("/complaints", "/complaints/views/remove", ("name", "超期未受理"));
        Assert.Null((await client.PageAsync("/complaints")).QuerySelector(".sw-view"));
    }

    [Fact]
    public async Task WhatWasLookedFor_IsKeptSealed()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var teller = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync(("summary", "信用卡被盗刷"));
        using var client = await host.SignInAsync(Officer);
        var found = (await client.PostFormAsync("/", "/complaints/find", ("q", "盗刷"))).Headers.Location?.OriginalString ?? "";

        await client.PostFormAsync(found, "/complaints/views", ("name", "盗刷案件"));

        await using var db = host.Database.CreateDbContext();
        var row = await db.SavedViews.SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Uri.EscapeDataString("盗刷"), row.Query, StringComparison.OrdinalIgnoreCase);
        var link = (await client.PageAsync("/complaints")).QuerySelector(".sw-view a")?.GetAttribute("href") ?? "";
        Assert.Contains(number, (await client.PageAsync(link)).QuerySelector("tbody")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameMissing_OrTooMany_IsToldAndNothingIsLost()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync(Officer);

        var refused = await client.PostFormAsync("/complaints?stage=accepted", "/complaints/views", ("name", " "));
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.Contains("起一个名字", (await client.PageAsync("/complaints?stage=accepted")).QuerySelector(".sw-flash")?.TextContent, StringComparison.Ordinal);

        for (var i = 0; i < 21; i++)
        {
            await client.PostFormAsync($"/complaints?clause=RG-{i:00}", "/complaints/views", ("name", $"第 {i} 组"));
        }

        var page = await client.PageAsync("/complaints");
        Assert.Contains("最多保存 20 组", page.QuerySelector(".sw-flash")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(20, page.QuerySelectorAll(".sw-view").Length);
    }
}
