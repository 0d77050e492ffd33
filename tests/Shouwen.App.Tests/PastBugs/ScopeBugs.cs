using System.Net;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;
using static Shouwen.App.Tests.PastBugs.PastBugFixture;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>What others showed to whom it was none of the business.</summary>
public sealed class ScopeBugs(PastBugFixture bugs) : IClassFixture<PastBugFixture>
{
    private const string Api = "/api/v1/complaints";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Fact]
    public async Task Bug01_CVE_2022_35487_AttachmentsAreClosedToStrangers()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var otherKey = await ApiCaller.AsAsync(Host, Stranger);
        using var otherBranch = await Host.SignInAsync(Stranger);
        using var administrator = await Host.SignInAsync("administrator@head-office");
        using var nobody = Host.CreateClient();
        var number = await teller.RegisterAsync();
        var position = await AttachAsync(teller, number, "函.pdf", SampleFile.Pdf);
        var (page, api) = ($"/complaints/{number}/attachments/{position}", $"{Api}/{number}/attachments/{position}");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(teller.Client, api));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (await StatusAsync(nobody, page), await StatusAsync(nobody, api)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (await StatusAsync(otherBranch, page), await StatusAsync(otherBranch, api)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (await StatusAsync(administrator, page), await StatusAsync(administrator, api)));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.NotFound), (await StatusAsync(otherKey.Client, page), await StatusAsync(otherKey.Client, api)));
    }

    [Fact]
    public async Task Bug02_CVE_2024_33668_DraftsAreOnesOwnWhateverIsSentWithThem()
    {
        const string text = "只在我的草稿里";
        using var teller = await Host.SignInAsync(Teller);
        using var other = await Host.SignInAsync("teller@sub-branch-1-2");
        var owner = Host.Actor(Teller).Person;

        await teller.PostFormAsync("/complaints/new", "/complaints/new", ("summary", text), ("_do", "draft"));
        await other.PostFormAsync("/complaints/new", "/complaints/new", ("summary", "别人写的"), ("_do", "draft"), ("person", owner), ("_person", owner), ("id", owner), ("form", "register"));

        Assert.Contains(text, await teller.GetStringAsync("/complaints/new", Token), StringComparison.Ordinal);
        Assert.DoesNotContain(text, await other.GetStringAsync($"/complaints/new?person={owner}&draft={owner}&id=1", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug06_CVE_2020_35849_NoRouteAboutAHiddenCaseAnswers()
    {
        using var stranger = await Host.SignInAsync(Stranger);
        using var key = await ApiCaller.AsAsync(Host, Stranger);
        var number = bugs.Branch.Offered;
        var routes = RouteWalk.Of(Host, number).Where(route => route.Path.Contains(number, StringComparison.Ordinal)).ToList();
        var open = new List<string>();

        foreach (var (method, path) in routes.Where(route => route.Method == "GET"))
        {
            var status = await StatusAsync(path.StartsWith("/api/", StringComparison.Ordinal) ? key.Client : stranger, path);
            open.AddRange(status == HttpStatusCode.NotFound ? [] : [$"{method} {path}: {status}"]);
        }

        foreach (var (method, path) in routes.Where(route => route.Method == "POST" && route.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var answer = path.EndsWith("/attach", StringComparison.Ordinal) ? await TryAttachAsync(key, number, "函.pdf", SampleFile.Pdf) : await key.PostAsync(path, new { }, "\"1\"");
            open.AddRange(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionRequired or HttpStatusCode.Forbidden ? [] : [$"{method} {path}: {answer.StatusCode}"]);
        }

        Assert.True(routes.Count > 40, $"Only {routes.Count} routes were found.");
        Assert.Empty(open);
    }

    [Theory]
    [InlineData("q={0}")]
    [InlineData("number={0}")]
    [InlineData("q=孙大为")]
    [InlineData("name=孙大为")]
    [InlineData("q=13900000002")]
    [InlineData("phone=139-0000-0002")]
    [InlineData("q=扣费说不清")]
    public async Task Bug07_CVE_2023_45024_SearchRevealsNothingByHitsOrCounts(string query)
    {
        using var stranger = await Host.SignInAsync(Stranger);
        var name = query.Split('=')[0];

        var hidden = await TextAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, query, bugs.Branch.Offered));
        var missing = await TextAsync($"{name}={(name is "phone" ? "13999999999" : name is "number" ? "TS999999999999" : "没有这样的内容")}");

        Assert.Equal(missing, hidden);

        async Task<string> TextAsync(string asked)
        {
            var page = await stranger.PageAsync("/complaints?" + asked);
            Assert.Empty(page.QuerySelectorAll("tbody .sw-number"));
            return page.QuerySelector("main")!.TextContent.Replace(asked.Split('=')[1], "", StringComparison.Ordinal); // every page has one
        }
    }

    [Fact]
    public async Task Bug08_CVE_2023_50457_LinkedCasesAreShownToWhoSeesThem()
    {
        var (ours, theirs) = (bugs.Branch.Asked, bugs.Branch.Elsewhere);
        await Branch.DoAsync(Host, ours, "executive@head-office", "link", ("to", theirs), ("same-facts", "false"));
        using var teller = await Host.SignInAsync(Teller);

        foreach (var tab in new[] { "related", "history", "duties", "proof" })
        {
            var page = await teller.GetStringAsync($"/complaints/{ours}?tab={tab}", Token);
            Assert.DoesNotContain("残币", page, StringComparison.Ordinal);
            Assert.DoesNotContain("周一一", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(teller, $"/complaints/{theirs}"));
    }

    [Fact]
    public async Task Bug09_CVE_2026_34722_NumbersInsideANewMatterAreCheckedLikeTheMatter()
    {
        using var stranger = await ApiCaller.AsAsync(Host, Stranger);

        var hidden = await OpenAsync(bugs.Branch.Offered);
        var missing = await OpenAsync("TS000000000000");

        Assert.Equal(missing, hidden);
        Assert.StartsWith("422", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain((await bugs.ReadAsync(bugs.Branch.Offered)).Entries, entry => entry.Action == "gather");

        async Task<string> OpenAsync(string number)
        {
            var answer = await stranger.PostAsync("/api/v1/matters/incidents", new { complaints = new[] { number }, people = 5, place = "大堂" });
            answer = answer.StatusCode == HttpStatusCode.NotFound ? await stranger.PostAsync("/api/v1/matters/incident", new { complaints = new[] { number }, people = 5, place = "大堂" }) : answer;
            var text = (await answer.Content.ReadAsStringAsync(Token)).Replace(number, "", StringComparison.Ordinal);
            return $"{(int)answer.StatusCode} {(text.IndexOf("\"traceId\"", StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text)}";
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?unit=branch-1")]
    [InlineData("?unit=head-office&sort=newest")]
    [InlineData("?stage=registered&overdue=false")]
    public async Task Bug10_CVE_2020_10100_ASiblingBranchListsNothingOfOurs(string filter)
    {
        using var stranger = await Host.SignInAsync(Stranger);
        using var key = await ApiCaller.AsAsync(Host, Stranger);

        var texts = await stranger.GetStringAsync("/complaints" + filter, Token) + await key.Client.GetStringAsync(Api + "?limit=100", Token) + await key.Client.GetStringAsync(Api + "?responsibleUnit=branch-1", Token) + await key.Client.GetStringAsync(Api + "?aboutUnit=sub-branch-1-1", Token);

        Assert.All([bugs.Branch.Offered, bugs.Branch.Proposed], number => Assert.DoesNotContain(number, texts, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("change-unit", "unit=sub-branch-1-1", "parent=branch-2")]
    [InlineData("change-unit", "unit=sub-branch-2-1", "parent=branch-1")]
    [InlineData("close-unit", "unit=sub-branch-1-2", "into=sub-branch-2-1")]
    public async Task Bug11_GHSA_569v_845w_g82p_AUnitIsNotBoundAcrossBranches(string action, params string[] fields) => await RefusedAsync(action, fields);

    [Theory]
    [InlineData("change-unit", "unit=sub-branch-2-1", "name=改了名")]
    [InlineData("change-person", "person={stranger}", "name=改了名")]
    [InlineData("grant-post", "person={stranger}", "post=auditor", "unit=head-office")]
    [InlineData("grant-post", "person={own}", "post=complaint-officer", "unit=branch-2")]
    [InlineData("end-post", "person={stranger}", "post=complaint-officer", "unit=branch-2")]
    [InlineData("add-person", "name=外人", "id=wai-ren", "post=teller", "unit=sub-branch-2-1")]
    public async Task Bug12_Vaultwarden_1_32_7_AnAdministratorChangesNothingOfAnotherUnit(string action, params string[] fields) => await RefusedAsync(action, fields);

    private async Task RefusedAsync(string action, string[] fields)
    {
        using var administrator = await Host.SignInAsync("unit-administrator@branch-1");
        var before = Picture();
        var given = fields.Select(field => field.Replace("{stranger}", Host.Actor(Stranger).Person, StringComparison.Ordinal).Replace("{own}", Host.Actor(Officer).Person, StringComparison.Ordinal).Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        var ownForm = (await administrator.PageAsync("/organisation/changes/add-person")).QuerySelectorAll("#act input[type=hidden]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? "")); // hidden fields have names

        var answer = await administrator.PostAsync($"/organisation/changes/{action}", new FormUrlEncodedContent([.. ownForm, .. given, KeyValuePair.Create("reason", "试一试")]), TestContext.Current.CancellationToken);

        Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.Forbidden, answer.StatusCode.ToString());
        Assert.Equal(before, Picture());

        string Picture() => string.Join('\n', Host.House.Institution.Units.Select(unit => $"{unit.Id} {unit.Name} {unit.Parent}").Concat(Host.House.Institution.Persons.Select(person => $"{person.Id} {person.Name} {string.Join(',', person.Posts)}")));
    }

    [Fact]
    public async Task Bug13_CVE_2019_14994_NoSpellingOfAPathGetsPastSignIn()
    {
        var number = bugs.Branch.Offered;
        string[] ways =
        [
            "/Complaints/{0}", "//complaints/{0}", "/./complaints/{0}", "/api/../complaints/{0}", "/css/../complaints/{0}", "/sign-in/../complaints/{0}", "/sign-in;/complaints/{0}", "/complaints;a=b/{0}", "/complaints/{0};a=b", "/complaints/{0}/",
            "/error/404/../../complaints/{0}", "/openapi/../complaints/{0}", "/%2e%2e/complaints/{0}", "/lib/..%2fcomplaints/{0}", "/lib/..\\complaints\\{0}", "/API/v1/complaints/{0}", "/Api/V1/Complaints/{0}", "//api/v1/complaints/{0}",
            "/api/v1/./complaints/{0}", "/api/v1/complaints/{0}.json", "/css/shouwen.css/../../complaints/{0}", "/error/200;/complaints/{0}",
        ];

        foreach (var way in ways)
        {
            var answer = await Host.Server.SendAsync(context => (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = ("GET", "http", new("localhost"), string.Format(System.Globalization.CultureInfo.InvariantCulture, way, number)), Token);
            Assert.True(answer.Response.StatusCode is 302 or 400 or 401 or 404, $"{way}: {answer.Response.StatusCode}");
            Assert.DoesNotContain("扣费", await new StreamReader(answer.Response.Body).ReadToEndAsync(Token), StringComparison.Ordinal);
        }

        using var browser = await Host.SignInAsync(Teller);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, $"/API/v1/complaints/{number}"));
    }

    [Fact]
    public async Task Bug14_CVE_2026_35584_AFileBelongsToItsOwnCaseOnly()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var stranger = await ApiCaller.AsAsync(Host, Stranger);
        using var elsewhere = await ApiCaller.AsAsync(Host, "teller@sub-branch-2-1");
        var (hidden, own) = (await teller.RegisterAsync(), await elsewhere.RegisterAsync());
        var position = await AttachAsync(teller, hidden, "秘密.pdf", SampleFile.PdfOf(333));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger.Client, $"{Api}/{own}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger.Client, $"{Api}/{own}/attachments/{position}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger.Client, $"{Api}/{hidden}/attachments/{position}"));
    }

    [Theory]
    [InlineData("auditor@head-office", "note", "text")]
    [InlineData("auditor@head-office", "urge", "text")]
    [InlineData(Teller, "approve", "note")]
    [InlineData(Teller, "reject", "reason")]
    public async Task Bug15_CVE_2025_26846_And16_CVE_2021_30164_ApiAndPagesRefuseTheSamePeople(string who, string action, string field)
    {
        using var key = await ApiCaller.AsAsync(Host, who);
        using var browser = await Host.SignInAsync(who);
        var (number, before) = (bugs.Branch.Asked, (await bugs.ReadAsync(bugs.Branch.Asked)).Version);
        var token = (await browser.PageAsync("/complaints")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!; // the frame's forms have it

        var api = await key.TryAsync(number, action, (field, "不该做"));
        var page = await browser.PostAsync($"/complaints/{number}/{action}", new FormUrlEncodedContent([new("_handler", "act"), new("__RequestVerificationToken", token), new("_version", $"{before}"), new(field, "不该做")]), Token);

        Assert.True(api.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict, api.StatusCode.ToString());
        Assert.True((int)page.StatusCode >= 400, page.StatusCode.ToString());
        Assert.Equal(before, (await bugs.ReadAsync(number)).Version);
    }

    [Fact]
    public async Task Bug17_Zammad_6_5_EachActionAsksForItsOwnRight()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var reader = await ApiCaller.AsAsync(Host, Teller, null, "complaints:read");
        var number = await teller.RegisterAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await teller.TryAsync(number, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.TryAsync(number, "note", ("text", "只许读"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await teller.TryAsync(number, "note", ("text", "可以写"))).StatusCode);
    }

    [Fact]
    public async Task Bug18_CVE_2023_29868_WhoHoldsTwoPostsActsInOneAtATime()
    {
        var person = Host.Actor("teller@sub-branch-1-2").Person;
        using var security = await Host.SignInAsync("security-administrator@head-office");
        await security.PostFormAsync($"/organisation/changes/grant-post?person={person}", "/organisation/changes/grant-post", ("person", person), ("post", "teller"), ("unit", "sub-branch-2-1"), ("reason", "支援"));
        using var client = await Host.SignInAsync(person);
        var theirs = $"/complaints/{bugs.Branch.Elsewhere}";

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, theirs));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostFormAsync("/", "/switch-post", ("post", "executive@head-office"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, theirs));
        await client.PostFormAsync("/", "/switch-post", ("post", "teller@sub-branch-2-1"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, theirs));
    }

    [Fact]
    public async Task Bug19_CVE_2020_26029_And20_CVE_2021_21326_NobodyActsAsAnotherBySayingSo()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        var other = Host.Actor(Officer).Person;
        foreach (var field in new[] { "by", "actor", "person", "registeredBy", "createdBy", "onBehalfOf", "requester", "responsiblePerson", "unit", "post" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await teller.PostAsync(Api, A.Complaint((field, other)))).StatusCode);
        }

        foreach (var header in new[] { "X-On-Behalf-Of", "X-User", "From", "X-Remote-User" })
        {
            teller.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, other);
        }

        var registered = await bugs.ReadAsync(await teller.RegisterAsync());

        Assert.Equal(Host.Actor(Teller).Person, registered.Entries[0].Actor.Person);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) => (await client.GetAsync(path, Token)).StatusCode;
}
