using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Testing;
using static Shouwen.App.Tests.PastBugs.PastBugFixture;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>What others let slip past their rules, or forgot to write down.</summary>
public sealed class WorkflowBugs(PastBugFixture bugs) : IClassFixture<PastBugFixture>
{
    private const string Api = "/api/v1/complaints";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Fact]
    public async Task Bug21_CVE_2021_42086_FieldsThatAFormDoesNotOfferChangeNothing()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var browser = await Host.SignInAsync(Teller);
        var number = await teller.RegisterAsync();
        (string, string)[] more = [("stage", "closed"), ("responsible-person", "x"), ("flags", "major"), ("number", bugs.Branch.Asked), ("actor", "executive"), ("IsDisabled", "false"), ("at", "2020-01-01 00:00"), ("clauses", "GD-05")];

        var api = await teller.TryAsync(number, "note", [("text", "只是备注"), .. more.Select(field => (field.Item1, (object)field.Item2))]);
        await browser.PostFormAsync($"/complaints/{number}/note", $"/complaints/{number}/note", [("text", "只是备注"), .. more]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, api.StatusCode);
        var complaint = await bugs.ReadAsync(number);
        Assert.Equal(Domain.Complaints.Stage.Registered, complaint.Stage);
        Assert.All(complaint.Entries.Skip(1), entry => Assert.Equal("note", entry.Action));
        Assert.All(complaint.Entries.Skip(1), entry => Assert.Equal(Host.Clock.GetUtcNow(), entry.HappenedAt));
        Assert.All(complaint.Entries.Skip(1), entry => Assert.Null(entry.Data.Text("stage") ?? entry.Data.Text("flags") ?? entry.Data.Text("responsible-person")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-reason")]
    public async Task Bug22_CVE_2025_32359_WhatTheFormAsksForTheServerAsksForToo(string reason)
    {
        using var browser = await Host.SignInAsync(Teller);
        var path = $"/complaints/{bugs.Branch.Asked}/reveal";

        var answer = await browser.PostFormAsync($"/complaints/{bugs.Branch.Asked}", path, ("reason", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("13900000003", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("13900000003", await (await browser.PostFormAsync($"/complaints/{bugs.Branch.Asked}", path, ("reason", "contact"))).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug23_CVE_2020_29160_NoRouteRewritesWhatWasWritten()
    {
        var rewriting = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is "PUT" or "PATCH" or "DELETE") == true);
        Assert.Empty(rewriting.Select(route => route.RoutePattern.RawText));
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        var number = await teller.RegisterAsync();

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            foreach (var path in new[] { $"{Api}/{number}", $"{Api}/{number}/journal", $"{Api}/{number}/journal/1", $"{Api}/{number}/note" })
            {
                Assert.True((int)(await teller.Client.SendAsync(new(method, path) { Headers = { { "X-HTTP-Method-Override", "POST" } } }, Token)).StatusCode is 404 or 405);
            }
        }

        Assert.Equal(1, (await bugs.ReadAsync(number)).Version);
    }

    [Fact]
    public async Task Bug24_osTicket_5287_ACorrectionStandsBesideWhatItCorrects()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var officer = await ApiCaller.AsAsync(Host, Officer);
        var number = await teller.RegisterAsync(("summary", "原来写的事由"));

        await officer.DoAsync(number, "correct", ("fields", new { summary = "更正后的事由" }), ("reason", "录错一字"));

        var entries = (await bugs.ReadAsync(number)).Entries;
        Assert.Equal("原来写的事由", entries[0].Data.Text("summary"));
        Assert.Equal((Host.Actor(Teller).Person, Host.Actor(Officer).Person), (entries[0].Actor.Person, entries[^1].Actor.Person));
        var journal = await officer.Client.GetStringAsync($"{Api}/{number}/journal", Token);
        Assert.Contains("原来写的事由", journal, StringComparison.Ordinal);
        Assert.Contains("更正后的事由", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug25_osTicket_3836_FilesAndClocksOutliveWhatOthersDo()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var officer = await ApiCaller.AsAsync(Host, Officer);
        var number = await teller.RegisterAsync();
        var position = await AttachAsync(teller, number, "函.pdf", SampleFile.Pdf);
        var clocks = (await teller.GetAsync($"{Api}/{number}/obligations")).GetArrayLength();

        await officer.DoAsync(number, "note", ("text", "看过"));
        await officer.DoAsync(number, "correct", ("fields", new { summary = "更正后的事由" }), ("reason", "录错"));

        Assert.True((await teller.GetAsync($"{Api}/{number}/obligations")).GetArrayLength() >= clocks);
        Assert.Equal(SampleFile.Pdf, await officer.Client.GetByteArrayAsync($"{Api}/{number}/attachments/{position}", Token));
    }

    [Fact]
    public async Task Bug26_Zammad_5953_ADraftOutlivesWhatColleaguesDo()
    {
        using var teller = await Host.SignInAsync(Teller);
        using var officer = await ApiCaller.AsAsync(Host, Officer);
        await teller.PostFormAsync("/complaints/new", "/complaints/new", ("summary", "写到一半的草稿"), ("_do", "draft"));

        await officer.RegisterAsync();
        await officer.DoAsync(bugs.Branch.Asked, "note", ("text", "接手"));
        await (await ApiCaller.AsAsync(Host, Teller)).RegisterAsync();

        Assert.Contains("写到一半的草稿", await teller.GetStringAsync("/complaints/new", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug27_Dolibarr_26509_TwentyAtOnceGetTwentyNumbersAndKeepTheirOwn()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var other = await ApiCaller.AsAsync(Host, "teller@sub-branch-2-1");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? teller : other).RegisterAsync(("summary", $"同时登记第 {i} 件"))));

        Assert.Equal(20, numbers.Distinct().Count());
        foreach (var (number, i) in numbers.Select((number, i) => (number, i)))
        {
            var entry = (await bugs.ReadAsync(number)).Entries[0];
            Assert.Equal(($"同时登记第 {i} 件", Host.Actor(i % 2 == 0 ? Teller : "teller@sub-branch-2-1").Person), (entry.Data.Text("summary")!, entry.Actor.Person));
        }
    }

    [Theory]
    [InlineData("ToString")]
    [InlineData("GetType")]
    [InlineData("__proto__")]
    [InlineData("load-files")]
    [InlineData("join")]
    [InlineData("gather")]
    [InlineData("register")]
    [InlineData("add-person")]
    public async Task Bug28_CVE_2024_33667_ANameInARequestCallsNothing(string name)
    {
        using var key = await ApiCaller.AsAsync(Host, Officer);
        using var browser = await Host.SignInAsync(Officer);
        var number = bugs.Branch.Asked;

        Assert.True((int)(await key.PostAsync($"{Api}/{number}/{name}", new { }, "\"1\"")).StatusCode is 403 or 404 or 405, name);
        Assert.True((int)(await key.PostAsync($"/api/v1/matters/{name}", new { })).StatusCode is 403 or 404 or 405, name);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/complaints/{number}/{name}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/matters/{name}/new", Token)).StatusCode);
    }
}
