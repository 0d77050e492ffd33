using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>What one person asked for and did, asked again by another with the same numbers, is answered as for numbers that do not exist.</summary>
[Claim(40)]
public sealed partial class SwapTests
{
    private const string Owner = "complaint-officer@branch-1", Stranger = "complaint-officer@branch-2";

    private static readonly string[] Pages =
    [
        "/complaints/{0}", "/complaints/{0}?tab=files", "/complaints/{0}?all=true", "/complaints/{0}/receipt", "/complaints/{0}/reveal", "/complaints/{0}/due/RG-07", "/complaints/{0}/note", "/complaints/{0}/accept", "/complaints/{0}/attach",
        "/complaints/{0}/attachments/2", "/complaints?number={0}", "/complaints?q={0}", "/complaints/bulk?do=urge&number={0}", "/rectifications/liabilities/{0}/appeal", "/matters/incident/{1}", "/matters/incident/{1}/record-step",
        "/matters/incident/new?complaints={0}&people=12&place=x",
    ];

    private static readonly string[] Reads = ["complaints/{0}", "complaints/{0}/obligations", "complaints/{0}/journal", "complaints/{0}/attachments", "complaints/{0}/attachments/2", "matters/incident/{1}", "matters/incident/{1}/obligations", "matters/incident/{1}/journal"];

    /// <summary>A request that asks for what is another's may take so much longer than one that asks for nothing; both are measured in turn.</summary>
    private const double Slower = 1.5;

    private readonly List<double> foreignTimes = [], missingTimes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 29)] // 35 requests for each: more than a thousand
    [InlineData(Database.PostgreSql, 3)]
    public async Task RequestsOfOne_SentByAnother_AreAnsweredAsForNothing(Database kind, int complaints)
    {
        await using var host = await TestHost.StartAsync(kind);
        using var owner = await ApiCaller.AsAsync(host, Owner);
        using var stranger = await ApiCaller.AsAsync(host, Stranger);
        using var browser = await host.SignInAsync(Stranger);
        var own = await stranger.RegisterAsync();
        for (var i = 0; i < complaints; i++)
        {
            await CompareAsync(host, owner, stranger, browser, own);
        }

        Assert.True(foreignTimes.Count >= 35 * complaints, $"{foreignTimes.Count} requests");
        var (foreign, missing) = (Median(foreignTimes), Median(missingTimes));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {foreignTimes.Count} requests; another's {foreign:0.00} ms, nobody's {missing:0.00} ms in the middle");
        Assert.True(foreign < missing * Slower, $"{foreign:0.00} ms for what is another's, {missing:0.00} ms for what does not exist");
    }

    private async Task CompareAsync(TestHost host, ApiCaller owner, ApiCaller stranger, HttpClient browser, string own)
    {
        var number = await owner.RegisterAsync();
        var opened = await owner.PostAsync("/api/v1/matters/incident", new { complaints = new[] { number }, people = 12, place = "大堂" });
        var incident = (await opened.JsonAsync()).GetProperty("number").GetString()!;
        var version = await owner.VersionAsync(number);
        var (noComplaint, noIncident) = (Like(number), Like(incident));

        foreach (var page in Pages)
        {
            Same(page, await TimedAsync(foreignTimes, () => AskAsync(browser, page, number, incident)), await TimedAsync(missingTimes, () => AskAsync(browser, page, noComplaint, noIncident)));
        }

        foreach (var path in Reads.Select(path => "/api/v1/" + path))
        {
            Same(path, await TimedAsync(foreignTimes, () => AskAsync(stranger.Client, path, number, incident)), await TimedAsync(missingTimes, () => AskAsync(stranger.Client, path, noComplaint, noIncident)));
        }

        (string Path, Func<string, object> Body)[] acts =
        [
            ("complaints/{0}/accept", _ => new { }), ("complaints/{0}/note", _ => new { text = "x" }), ("complaints/{0}/hand-over", _ => new { to = "branch-2" }), ("complaints/{0}/link", _ => new { to = own, sameFacts = false }),
            ($"complaints/{own}/link", foreign => new { to = foreign, sameFacts = false }), ("matters/incident/{1}/record-step", _ => new { step = "x" }), ("matters/incident", foreign => new { complaints = new[] { foreign }, people = 12, place = "x" }),
            ("complaints/{0}/recuse", _ => new { person = "x", reason = "x" }), ("complaints/{0}/void", _ => new { reason = "x" }), ("complaints/{0}/close", _ => new { outcome = "upheld", summary = "x" }),
        ];
        foreach (var (path, body) in acts)
        {
            var ifMatch = path.Contains(own, StringComparison.Ordinal) ? await stranger.VersionAsync(own) : version;
            Same(path, await TimedAsync(foreignTimes, () => ActAsync(number, incident)), await TimedAsync(missingTimes, () => ActAsync(noComplaint, noIncident)));

            async Task<(HttpStatusCode, string)> ActAsync(string complaint, string matter)
            {
                var answer = await stranger.PostAsync("/api/v1/" + Fill(path, complaint, matter), body(complaint), ifMatch);
                return (answer.StatusCode, Blank(await answer.Content.ReadAsStringAsync(Token), complaint, matter));
            }
        }

        Assert.Equal(version, await owner.VersionAsync(number));
        await using var db = host.Database.CreateDbContext();
        Assert.DoesNotContain(db.AccessLog.AsEnumerable(), (AccessLogRow row) => row.Number == number && row.Person == host.Actor(Stranger).Person);
    }

    [Fact]
    public async Task Key_OfAnother_DoesNotReplayTheAnswer()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var owner = await ApiCaller.AsAsync(host, Owner);
        using var stranger = await ApiCaller.AsAsync(host, Stranger);

        var first = await owner.PostAsync("/api/v1/complaints", A.Complaint(), key: "the-same-key");
        var second = await stranger.PostAsync("/api/v1/complaints", A.Complaint(), key: "the-same-key");

        Assert.NotEqual((await first.JsonAsync()).GetProperty("number").GetString(), (await second.JsonAsync()).GetProperty("number").GetString());
    }

    [Fact]
    public async Task Draft_OfAnother_IsNeverShown()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var owner = await host.SignInAsync(Owner);
        using var stranger = await host.SignInAsync(Stranger);

        var form = await owner.PageAsync("/complaints/new");
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!; // every form has one
        (await owner.PostAsync("/complaints/draft", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("summary", "只有我知道")]), Token)).EnsureSuccessStatusCode();

        Assert.Contains("只有我知道", await owner.GetStringAsync("/complaints/new", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("只有我知道", await stranger.GetStringAsync("/complaints/new", Token), StringComparison.Ordinal);
    }

    private static async Task<T> TimedAsync<T>(List<double> times, Func<Task<T>> ask)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ask();
        times.Add(watch.Elapsed.TotalMilliseconds);
        return answer;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Same(string what, (HttpStatusCode Status, string Text) foreign, (HttpStatusCode Status, string Text) missing)
    {
        Assert.True(foreign.Status == missing.Status, $"{what}: {foreign.Status} for what is another's, {missing.Status} for what does not exist");
        Assert.Equal(missing.Text, foreign.Text);
    }

    private static async Task<(HttpStatusCode, string)> AskAsync(HttpClient client, string path, string complaint, string incident)
    {
        var answer = await client.GetAsync(Fill(path, complaint, incident), Token);
        return (answer.StatusCode, Blank(await answer.Content.ReadAsStringAsync(Token), complaint, incident));
    }

    private static string Fill(string path, string complaint, string incident) => path.Replace("{0}", complaint, StringComparison.Ordinal).Replace("{1}", incident, StringComparison.Ordinal);

    // A number of the same form that nothing has.
    private static string Like(string number) => number[..^4] + "9999";

    // Without the number asked for and what is made anew for every answer.
    private static string Blank(string text, string complaint, string incident) => OneTime().Replace(text.Replace(complaint, "", StringComparison.Ordinal).Replace(incident, "", StringComparison.Ordinal), "");

    [GeneratedRegex("""value="[^"]{20,}"|[\w-]*fDJ8[\w-]+|"traceId":"[^"]*"|(?<=[^0-9a-f])[0-9a-f-]{32,36}(?=[^0-9a-f])""")]
    private static partial Regex OneTime();
}
