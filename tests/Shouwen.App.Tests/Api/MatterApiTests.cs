using System.Net;
using System.Text.Json;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

/// <summary>Incidents and their like over the API, on both databases.</summary>
public sealed class MatterApiTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Directives = "/api/v1/matters/directive";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    private static object Directive(string reference) => new { body = "岚州监管局", reference, text = "限期整改", due = "2026-04-01T17:00:00+08:00" };

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Directive_OpenedReadAndCompleted_GoesThroughAsAComplaintDoes(Database kind)
    {
        using var officer = await ApiCaller.AsAsync(hosts[kind], "complaint-officer@branch-1");

        var opened = await officer.PostAsync(Directives, Directive("函1号"));
        var number = (await opened.JsonAsync()).GetProperty("number").GetString()!;
        var path = $"{Directives}/{number}";
        var read = await officer.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var done = await officer.PostAsync($"{path}/complete-directive", new { text = "已整改并回报" }, read.Headers.ETag!.Tag);

        Assert.Equal((HttpStatusCode.Created, path), (opened.StatusCode, opened.Headers.Location?.OriginalString));
        var body = await read.JsonAsync();
        Assert.Equal(("directive", "opened", "岚州监管局 函1号"), (body.GetProperty("kind").GetString(), body.GetProperty("stage").GetString(), body.GetProperty("subject").GetString()));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("completed", (await officer.GetAsync(path)).GetProperty("stage").GetString());
        Assert.Equal("met", (await officer.GetAsync($"{path}/obligations"))[0].GetProperty("status").GetString());
        Assert.Equal(2, (await officer.GetAsync($"{path}/journal")).GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Request_RepeatedOrOnAnOldVersion_DoesNothingTwice(Database kind)
    {
        using var officer = await ApiCaller.AsAsync(hosts[kind], "complaint-officer@branch-1");
        var key = Guid.NewGuid().ToString();

        var (first, second) = (await officer.PostAsync(Directives, Directive("函2号"), key: key), await officer.PostAsync(Directives, Directive("函2号"), key: key));
        var number = (await first.JsonAsync()).GetProperty("number").GetString();
        await officer.PostAsync($"{Directives}/{number}/note", new { text = "已转各支行" }, "\"1\"");

        Assert.Equal(number, (await second.JsonAsync()).GetProperty("number").GetString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await officer.PostAsync($"{Directives}/{number}/note", new { text = "又一条" }, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await officer.PostAsync($"{Directives}/{number}/note", new { text = "没有版本" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.PostAsync(Directives, new { body = "监管局" })).StatusCode);
    }

    [Fact]
    public async Task List_IsReadPageByPage_AndStrangersSeeNothing()
    {
        using var officer = await ApiCaller.AsAsync(hosts[Database.Sqlite], "complaint-officer@branch-3");
        using var stranger = await ApiCaller.AsAsync(hosts[Database.Sqlite], "complaint-officer@branch-2");
        using var channel = await ApiCaller.AsAsync(hosts[Database.Sqlite], "hotline-agent@hotline", "mobile-app");
        foreach (var reference in new[] { "函11号", "函12号", "函13号" })
        {
            await officer.PostAsync(Directives, Directive(reference));
        }

        var first = await officer.GetAsync($"{Directives}?limit=2");
        var second = await officer.GetAsync($"{Directives}?limit=2&cursor={first.GetProperty("next").GetString()}");

        var numbers = new[] { first, second }.SelectMany(page => page.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("number").GetString()!).ToList();
        Assert.Equal(numbers.Distinct().OrderDescending(), numbers);
        Assert.Equal(JsonValueKind.Undefined, second.TryGetProperty("next", out var next) ? next.ValueKind : JsonValueKind.Undefined);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"{Directives}/{numbers[0]}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{Directives}/{numbers[0]}/note", new { text = "x" }, "\"1\"")).StatusCode);
        Assert.Empty((await channel.GetAsync(Directives)).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await channel.PostAsync("/api/v1/matters/incident", new { })).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/matters/incdent", "unknown-kind")]
    [InlineData("/api/v1/matters/complaint", "unknown-kind")]
    [InlineData("/api/v1/matters/directive?stge=opened", "unknown-parameter")]
    [InlineData("/api/v1/matters/directive/JG0", "not-found")]
    public async Task Reading_WhatThereIsNot_SaysSo(string path, string code)
    {
        using var officer = await ApiCaller.AsAsync(hosts[Database.Sqlite], "complaint-officer@branch-1");

        Assert.Equal(code, (await officer.GetAsync(path)).GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Duty_HandedIn_IsTakenOnce(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        host.Clock.Now = new(2026, 4, 3, 10, 0, 0, TimeSpan.FromHours(8));
        using var officer = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");

        var first = await officer.PostAsync("/api/v1/duties/submit", new { clause = "RM-01", period = "2026-03", text = "无不合格" });
        var again = await officer.PostAsync("/api/v1/duties/submit", new { clause = "RM-01", period = "2026-03" });

        Assert.Equal((HttpStatusCode.Created, "/api/v1/duties/BS-RM-01-branch-1-2026-03"), (first.StatusCode, first.Headers.Location?.OriginalString));
        Assert.Contains((await officer.GetAsync("/api/v1/duties")).EnumerateArray(), duty => duty.GetProperty("clause").GetString() == "RM-01" && duty.GetProperty("status").GetString() == "met");
        Assert.Equal("无不合格", (await officer.GetAsync(first.Headers.Location!.OriginalString)).GetProperty("data").GetProperty("text").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "already-submitted"), (again.StatusCode, (await again.JsonAsync()).GetProperty("code").GetString()));
    }
}
