using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Authorisation;
using Shouwen.App.Tests.Web;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

public sealed class ScopeTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Complaints = "/api/v1/complaints";
    private static readonly string[] Secrets = ["欧阳晓岚", "13912345678", "310101199001011234", "听潮路9号", "139 0013 9000", "6222020012345678901"];
    private static readonly string[] ReadOnly = ["complaints:read"];

    private TestHost Host => hosts[Database.Sqlite];

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task EveryPerson_ListingComplaints_SeesExactlyThoseReached(Database kind)
    {
        var host = hosts[kind];
        var numbers = await SeedAsync(host);
        var files = await Task.WhenAll(numbers.Select(number => host.Services.GetRequiredService<CaseReader>().ReadAsync(number, TestContext.Current.CancellationToken)));
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var institution = host.House.Institution;

        foreach (var (person, post) in institution.Holders)
        {
            var actor = Institution.ActorOf(person, post);
            var seen = await db.Complaints.VisibleTo(actor, institution).Where(row => numbers.Contains(row.Number)).Select(row => row.Number).ToListAsync(TestContext.Current.CancellationToken);

            var scope = post.Post switch { _ when !institution.May(post.Post, "read-cases") => "-", "auditor" => "*", "hotline-agent" => "A", _ => "T" };
            var reached = files.Select(file => file!.Complaint).Where(complaint => Sights.Sees(institution, scope, institution.May(post.Post, "read-confidential"), person, post, complaint)).Select(complaint => complaint.Number!);
            Assert.True(reached.Order().SequenceEqual(seen.Order()), $"{actor} should see {string.Join(' ', reached)}, sees {string.Join(' ', seen)}");
        }
    }

    [Fact]
    public async Task OtherBranch_AskingInEveryWay_HearsThatThereIsNone()
    {
        using var teller = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-1");
        using var stranger = await ApiCaller.AsAsync(Host, "complaint-officer@branch-2");
        var number = await teller.RegisterAsync();

        foreach (var path in new[] { "", "/obligations", "/journal" })
        {
            var hidden = await stranger.Client.GetAsync($"{Complaints}/{number}{path}", TestContext.Current.CancellationToken);
            var missing = await stranger.Client.GetAsync($"{Complaints}/TS000000000000{path}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(await TextAsync(missing, "TS000000000000"), await TextAsync(hidden, number));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{Complaints}/{number}/note", new { text = "x" }, "\"1\"")).StatusCode);
        Assert.DoesNotContain(number, (await stranger.GetAsync($"{Complaints}?limit=100")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ToAComplaintOutOfSight_ReadsLikeOneToNone()
    {
        using var teller = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-1");
        using var other = await ApiCaller.AsAsync(Host, "teller@sub-branch-2-1");
        var (ours, theirs) = (await teller.RegisterAsync(), await other.RegisterAsync());

        var hidden = await teller.TryAsync(ours, "link", ("to", theirs), ("sameFacts", false));
        var missing = await teller.TryAsync(ours, "link", ("to", "TS000000000000"), ("sameFacts", false));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, hidden.StatusCode);
        Assert.Equal(await TextAsync(missing, "TS000000000000"), await TextAsync(hidden, theirs));
    }

    [Fact]
    public async Task Key_ForReading_ChangesNothing()
    {
        using var reader = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-1", null, ReadOnly);

        var answer = await reader.PostAsync(Complaints, A.Complaint());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Key_OfAChannel_RegistersForItOnlyAndSeesItsOwnOnly()
    {
        using var channel = await ApiCaller.AsAsync(Host, "hotline-agent@hotline", "mobile-app");
        using var teller = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-1");
        var foreign = await teller.RegisterAsync();

        var own = await channel.RegisterAsync(("channel", "mobile-app"));
        var other = await channel.PostAsync(Complaints, A.Complaint(("channel", "counter")));

        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.NotNull(await channel.VersionAsync(own));
        Assert.Null(await channel.VersionAsync(foreign));
    }

    [Fact]
    public async Task Key_Revoked_EndsAtOnce()
    {
        using var teller = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-2");
        await Host.OperateAsync("revoke-key", ("name", "teller@sub-branch-1-2"));

        var answer = await teller.Client.GetAsync(Complaints, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrowserSession_OnTheApi_IsNoKey()
    {
        using var browser = await Host.SignInAsync("complaint-officer@branch-1");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Complaints, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task PersonalData_InEveryAnswer_IsMaskedAndItsReadingWrittenDown()
    {
        using var teller = await ApiCaller.AsAsync(Host, "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync(("summary", "请打 139 0013 9000 联系，卡号 6222020012345678901"), ("complainants", new[] { new { name = "欧阳晓岚", phone = "13912345678", idNumber = "310101199001011234", address = "听潮路9号" } }));

        var texts = string.Concat(
            await teller.Client.GetStringAsync($"{Complaints}/{number}", TestContext.Current.CancellationToken),
            await teller.Client.GetStringAsync($"{Complaints}/{number}/journal", TestContext.Current.CancellationToken),
            await teller.Client.GetStringAsync($"{Complaints}?limit=100", TestContext.Current.CancellationToken));

        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, texts, StringComparison.Ordinal));
        await using var db = await Host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["case", "journal"], await db.AccessLog.Where(row => row.Number == number).OrderBy(row => row.Id).Select(row => row.What).ToListAsync(TestContext.Current.CancellationToken));
    }

    // One for each relation that somebody may have to a complaint.
    private static async Task<List<string>> SeedAsync(TestHost host)
    {
        using var teller = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        using var officer = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");
        using var hotline = await ApiCaller.AsAsync(host, "hotline-agent@hotline");
        var own = await teller.RegisterAsync();
        var about = await hotline.RegisterAsync(("channel", "hotline"), ("about", new { unit = "sub-branch-2-1", person = host.Actor("teller@sub-branch-2-1").Person }));
        var offered = await teller.RegisterAsync();
        await teller.DoAsync(offered, "accept");
        await teller.DoAsync(offered, "hand-over", ("to", "branch-3"));
        var asked = await teller.RegisterAsync();
        await officer.DoAsync(asked, "accept");
        await officer.DoAsync(asked, "ask-co-handler", ("unit", "sub-branch-3-1"), ("question", "当日排班"));
        var recused = await teller.RegisterAsync();
        await officer.DoAsync(recused, "recuse", ("person", host.Actor("unit-head@branch-1").Person), ("reason", "亲属"));
        var fromStaff = await officer.RegisterAsync(("kind", "employee-complaint"), ("about", new { unit = "sub-branch-1-2" }));
        return [own, about, offered, asked, recused, fromStaff];
    }

    // Without what names the one request: the number asked for and the trace.
    private static async Task<string> TextAsync(HttpResponseMessage answer, string number)
    {
        var text = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(number, "", StringComparison.Ordinal);
        return text[..text.IndexOf("\"traceId\"", StringComparison.Ordinal)];
    }
}
