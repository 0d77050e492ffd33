using System.Net;
using System.Text.Json;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

/// <summary>One-time keys, versions, bodies: what every changing request must get right.</summary>
public sealed class RequestTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Complaints = "/api/v1/complaints";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [Claim(12)]
    [MemberData(nameof(Databases))]
    public async Task SameKey_SentAgain_GivesTheSameAnswerAndOneComplaint(Database kind)
    {
        using var teller = await TellerAsync(kind);

        var first = await teller.PostAsync(Complaints, A.Complaint(("summary", "同一件事")), key: "once-1");
        var again = await teller.PostAsync(Complaints, A.Complaint(("summary", "同一件事")), key: "once-1");
        var other = await teller.PostAsync(Complaints, A.Complaint(("summary", "另一件事")), key: "once-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await BodyAsync(first), await BodyAsync(again));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency-key-reused", await CodeAsync(other));
    }

    [Theory]
    [Claim(12)]
    [MemberData(nameof(Databases))]
    public async Task SameKey_SentFiveTimesAtOnce_MakesOneComplaint(Database kind)
    {
        using var teller = await TellerAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => teller.PostAsync(Complaints, A.Complaint(), key: "at-once")));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Single(answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).Select(answer => answer.Headers.Location).Distinct());
    }

    [Fact]
    [Claim(12)]
    public async Task Key_Missing_IsAskedFor()
    {
        using var teller = await TellerAsync(Database.Sqlite);

        var answer = await teller.PostAsync(Complaints, A.Complaint(), key: " ");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("idempotency-key-missing", await CodeAsync(answer));
    }

    [Theory]
    [Claim(14)]
    [MemberData(nameof(Databases))]
    public async Task SecondOfTwo_OnTheSameVersion_LearnsWhatTheFirstDid(Database kind)
    {
        using var teller = await TellerAsync(kind);
        var number = await teller.RegisterAsync();
        var seen = await teller.VersionAsync(number);

        var first = await teller.PostAsync($"{Complaints}/{number}/note", new { text = "客户在等" }, seen);
        var second = await teller.PostAsync($"{Complaints}/{number}/accept", new { }, seen);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        var problem = await second.JsonAsync();
        Assert.Equal("note", problem.GetProperty("changes")[0].GetProperty("action").GetString());
        Assert.Contains("内部备注", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Theory]
    [Claim(14)]
    [InlineData(null, 428)]
    [InlineData("*", 428)]
    [InlineData("W/\"1\"", 400)]
    [InlineData("\"one\"", 400)]
    public async Task Version_MissingOrNotOurs_IsAskedFor(string? version, int status)
    {
        using var teller = await TellerAsync(Database.Sqlite);
        var number = await teller.RegisterAsync();

        var answer = await teller.PostAsync($"{Complaints}/{number}/accept", new { }, version);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Fields_MissingAndMisspelt_AreNamedByTheirPlace()
    {
        using var teller = await TellerAsync(Database.Sqlite);

        var answer = await teller.PostAsync(Complaints, new { channel = "counter", complainants = new[] { new { name = "王小明", idNummer = "1" } }, receivedAt = "yesterday" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var errors = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().ToDictionary(error => error.GetProperty("path").GetString()!, error => error);
        Assert.Equal("missing", errors["summary"].GetProperty("code").GetString());
        Assert.Equal("malformed", errors["receivedAt"].GetProperty("code").GetString());
        Assert.Equal("unknown", errors["complainants[0].idNummer"].GetProperty("code").GetString());
        Assert.Contains("是否应为“idNumber”", errors["complainants[0].idNummer"].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("{\"channel\":", 400)]
    [InlineData("{\"channel\":\"counter\",\"channel\":\"phone\"}", 400)]
    [InlineData("{\"happenedAt\":\"2026-03-01\",\"happened-at\":\"2026-03-02\"}", 400)]
    public async Task Body_ThatIsNotOneJsonObject_IsRefused(string body, int status)
    {
        using var teller = await TellerAsync(Database.Sqlite);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        content.Headers.Add("Idempotency-Key", "k");

        var request = new HttpRequestMessage(HttpMethod.Post, Complaints) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await teller.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Facts_GivenInJson_KeepTheirTypes()
    {
        using var teller = await TellerAsync(Database.Sqlite);

        var number = await teller.RegisterAsync(("facts", new { mileageKm = 7, plate = "007", privacyLeak = false, deliveredOn = "2026-02-01" }));

        var facts = (await teller.GetAsync($"{Complaints}/{number}")).GetProperty("facts");
        Assert.Equal(JsonValueKind.Number, facts.GetProperty("mileageKm").ValueKind);
        Assert.Equal("007", facts.GetProperty("plate").GetString());
        Assert.Equal(JsonValueKind.False, facts.GetProperty("privacyLeak").ValueKind);
        Assert.Equal("2026-02-01", facts.GetProperty("deliveredOn").GetString());
    }

    [Fact]
    public async Task Refusal_ByARule_NamesItsClauses()
    {
        using var teller = await TellerAsync(Database.Sqlite);
        var number = await teller.RegisterAsync();

        await teller.DoAsync(number, "accept");
        var answer = await teller.TryAsync(number, "close");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Contains("RG-08", problem.GetProperty("clauses").EnumerateArray().Select(clause => clause.GetString()));
        Assert.Equal("gate", problem.GetProperty("code").GetString());
        Assert.Contains("请先答复", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ForWantOfAPost_IsForbidden()
    {
        using var teller = await TellerAsync(Database.Sqlite);
        using var auditor = await ApiCaller.AsAsync(hosts[Database.Sqlite], "auditor@head-office");
        var number = await teller.RegisterAsync();

        var answer = await auditor.TryAsync(number, "accept");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("no-permission", await CodeAsync(answer));
    }

    [Fact]
    public async Task Action_Misspelt_IsAnsweredWithTheNearest()
    {
        using var teller = await TellerAsync(Database.Sqlite);

        var answer = await teller.PostAsync($"{Complaints}/TS1/acccept", new { });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("“accept”", await BodyAsync(answer), StringComparison.Ordinal);
    }

    private Task<ApiCaller> TellerAsync(Database kind) => ApiCaller.AsAsync(hosts[kind], "teller@sub-branch-1-1");

    private static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.JsonAsync()).GetProperty("code").GetString();
}
