using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>Every route of the running server, as every role, for complaints in every relation to it: there or not, as matrix.csv and routes.csv say.</summary>
[Claim(38)]
public sealed class MatrixTests
{
    private readonly Matrix matrix = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    [Fact]
    public async Task Posts_GrantWhatTheMatrixSays()
    {
        await using var host = await StartAsync(Database.Sqlite);
        var institution = host.House.Institution;

        Assert.Empty(Capability.Words.Except(matrix.Words));
        Assert.Empty(matrix.Words.Except(Capability.Words));
        var differing = from role in Matrix.Roles
                        from word in Capability.Words
                        where Matrix.Grants(institution, role, word) != matrix.May(role, word)
                        select $"{role.Name} {word}: the matrix says {matrix.Scope(role, word)}";
        Assert.Empty(differing);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task EveryRoute_AsEveryRole_InEveryRelation_AnswersAsTheMatrixSays(Database kind)
    {
        await using var host = await StartAsync(kind);
        var routes = RoutesOf(host);
        var file = await FileAsync(host);
        var incident = await IncidentAsync(host, file.Number);
        var cells = new ConcurrentBag<Cell>();
        await Parallel.ForEachAsync(Matrix.Roles, Token, async (role, _) =>
        {
            using var walk = await Walk.OpenAsync(host, matrix, role, file, incident);
            foreach (var cell in routes.SelectMany(walk.Cells))
            {
                cells.Add(cell with { Answer = await walk.AskAsync(cell) });
            }
        });

        var wrong = cells.Where(cell => !cell.IsAsExpected).Select(cell => cell.ToString()).Order().ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cells.Count} cells:\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(cells.Count >= 2500, $"Only {cells.Count} cells on each of two databases.");
    }

    [Fact]
    public async Task EveryRoute_WithoutASession_AsksForOne()
    {
        await using var host = await StartAsync(Database.Sqlite);
        using var client = host.CreateClient();

        foreach (var route in RoutesOf(host))
        {
            var path = Walk.PathOf(route.Pattern, Seeds.None, "accept", "incident");
            foreach (var method in route.Methods)
            {
                var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);
                Assert.True(route.IsForPrograms ? answer.StatusCode == HttpStatusCode.Unauthorized : answer.Headers.Location?.AbsolutePath == "/sign-in", $"{method} {path}: {answer.StatusCode}");
            }
        }
    }

    private static Task<TestHost> StartAsync(Database kind) => TestHost.StartAsync(kind, ("Shouwen:RequestsPerMinute", "1000000"), ("Shouwen:AnonymousRequestsPerMinute", "1000000"));

    private static IReadOnlyList<Route> RoutesOf(TestHost host) =>
    [
        .. from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}"
           let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method is "GET" or "POST").ToList()
           select new Route(endpoint.RoutePattern.RawText!, methods is { Count: > 0 } ? methods : ["GET"]), // the pattern was written as text
    ];

    private static async Task<(string Number, int Position)> FileAsync(TestHost host)
    {
        using var teller = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/complaints/{number}/attach") { Content = Browsing.FileForm("函.pdf", SampleFile.Pdf) };
        request.Headers.Add("Idempotency-Key", "the-file");
        request.Headers.TryAddWithoutValidation("If-Match", await teller.VersionAsync(number));
        (await teller.Client.SendAsync(request, Token)).EnsureSuccessStatusCode();
        return (number, (await teller.GetAsync($"/api/v1/complaints/{number}/attachments"))[0].GetProperty("position").GetInt32());
    }

    private static async Task<string> IncidentAsync(TestHost host, string complaint)
    {
        var input = Seeds.Map(("complaints", new RawList([Seeds.Text(complaint)], default)), ("people", Seeds.Text("12")), ("place", Seeds.Text("大堂")));
        return Assert.IsType<Done>(await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new("open-incident", input, host.Actor("complaint-officer@branch-1")), Token)).Number;
    }
}

internal sealed record Route(string Pattern, IReadOnlyList<string> Methods)
{
    public bool IsForPrograms => Pattern.StartsWith("/api/", StringComparison.Ordinal);
}

internal enum Answer { There, Missing, Refused, Broken, Unclear }

internal sealed record Cell(string Role, string Method, string Path, string Relation, Answer Expected)
{
    public Answer Answer { get; init; }

    public bool IsAsExpected => Answer == Expected || (Expected == Answer.Unclear && Answer != Answer.Broken);

    public override string ToString() => $"{Role} {Method} {Path} ({Relation}): {Answer}, expected {Expected}";
}

/// <summary>One role with its browser, its API key and its complaints.</summary>
internal sealed class Walk(Matrix matrix, Role role, Institution institution, IReadOnlyDictionary<string, CaseFile?> cases, (string Number, int Position) file, string incident, HttpClient? browser, ApiCaller api) : IDisposable
{
    // Of the actions that have a page by their name: one for each line of the matrix that matters.
    private static readonly string[] OnComplaints = ["note", "approve", "close", "extend", "withdraw", "classify"], OnIncidents = ["record-step", "stand-down"], OnTheOrganisation = ["add-person", "open-unit"];

    public static async Task<Walk> OpenAsync(TestHost host, Matrix matrix, Role role, (string Number, int Position) file, string incident)
    {
        var api = await ApiCaller.AsAsync(host, role.Who, role.Channel);
        var seeds = (await Seeds.OfAsync(host, role)).ToDictionary();
        if (role.Channel is { } channel)
        {
            seeds["own"] = await api.RegisterAsync(("channel", channel));
        }

        seeds["with a file"] = file.Number;
        var reader = host.Services.GetRequiredService<CaseReader>();
        var cases = new Dictionary<string, CaseFile?>();
        foreach (var (relation, number) in seeds)
        {
            cases[relation] = await reader.ReadAsync(number, CancellationToken.None);
        }

        return new(matrix, role, host.House.Institution, cases, file, incident, role.Channel is null ? await host.SignInAsync(role.Who) : null, api);
    }

    public static string PathOf(string pattern, string number, string action, string kind, string clause = "RG-09", int position = 1) => pattern
        .Replace("{number}", number, StringComparison.Ordinal).Replace("{actionName}", action, StringComparison.Ordinal).Replace("{action}", "no-such-action", StringComparison.Ordinal)
        .Replace("{kind}", kind, StringComparison.Ordinal).Replace("{clause}", clause, StringComparison.Ordinal).Replace("{position:int}", $"{position}", StringComparison.Ordinal)
        .Replace("{Id}", "rg-2012-13", StringComparison.Ordinal).Replace("{ClauseId}", "RG-09", StringComparison.Ordinal).Replace("{**path}", "nothing", StringComparison.Ordinal)
        .Replace("{id}", pattern.Contains("people", StringComparison.Ordinal) ? "lin-wan" : "rg-2012-13", StringComparison.Ordinal);

    public IEnumerable<Cell> Cells(Route route)
    {
        if (browser is null && !route.IsForPrograms)
        {
            yield break;
        }

        var (needs, about, actions) = Declared(route);
        foreach (var action in actions)
        {
            var words = needs == "action" ? [action] : needs.Split(' ');
            var may = needs == "none" || words.Any(word => matrix.May(role, word));
            foreach (var method in route.Methods)
            {
                foreach (var (relation, path, isSeen) in Targets(route, about, action, may))
                {
                    yield return new(role.Name, method, path, relation, Expect(route, method, about, may, isSeen));
                }
            }
        }
    }

    public async Task<Answer> AskAsync(Cell cell)
    {
        var isForPrograms = cell.Path.StartsWith("/api/", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(cell.Method), cell.Path);
        if (cell.Method == "POST")
        {
            request.Content = !isForPrograms ? new FormUrlEncodedContent([]) : cell.Path.EndsWith("/attach", StringComparison.Ordinal) ? Browsing.FileForm("", []) : JsonContent.Create(new { });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.TryAddWithoutValidation("If-Match", "\"999\""); // no version that there is: nothing is done
        }

        using var answer = await (isForPrograms ? api.Client : browser!).SendAsync(request, TestContext.Current.CancellationToken); // only roles with a browser ask for pages
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => Answer.Missing,
            HttpStatusCode.Forbidden => Answer.Refused,
            HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => Answer.Broken,
            HttpStatusCode.Redirect when answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true => Answer.Broken,
            _ => Answer.There,
        };
    }

    public void Dispose()
    {
        browser?.Dispose();
        api.Dispose();
    }

    // What routes.csv says; for the API's route of an action, the action.
    private (string Needs, string About, IReadOnlyList<string> Actions) Declared(Route route)
    {
        if (matrix.Routes.TryGetValue(route.Pattern, out var line) && !(route.Methods.Contains("POST") && route.Pattern == "/api/v1/complaints"))
        {
            var named = !line.Needs.Equals("action", StringComparison.Ordinal) ? [""] : route.Pattern.StartsWith("/complaints", StringComparison.Ordinal) ? OnComplaints : route.Pattern.StartsWith("/matters", StringComparison.Ordinal) ? OnIncidents : OnTheOrganisation;
            return (line.Needs, line.About, named);
        }

        Assert.StartsWith("/api/v1/", route.Pattern, StringComparison.Ordinal);
        var parts = route.Pattern.Split('/');
        var action = parts[^1] == "complaints" ? "register" : parts is [.., "matters", var kind] ? ActionCatalogue.Opening(AggregateKinds.Matter(kind)!.Value).Name : parts[^1]; // it is a kind
        Assert.True(ActionCatalogue.Find(action) is not null, $"{route.Pattern} is not in routes.csv.");
        return ("action", !route.Pattern.Contains("{number}", StringComparison.Ordinal) ? "page" : parts[3] == "complaints" ? "case" : parts[4] == "incident" ? "matter" : "other", [action]);
    }

    private IEnumerable<(string Relation, string Path, bool IsSeen)> Targets(Route route, string about, string action, bool may)
    {
        var isOfComplaint = about == "case";
        if (!isOfComplaint)
        {
            var number = about == "file" ? file.Number : about == "matter" ? incident : Seeds.None;
            yield return (about, PathOf(route.Pattern, number, action, "incident", position: file.Position), about switch { "file" => Sees(cases["with a file"]), "matter" => matrix.May(role, "read-cases") && role.Channel is null, _ => true });
            yield break;
        }

        foreach (var (relation, found) in cases.Where(pair => may || EvenWithout.Contains(pair.Key)))
        {
            var clause = found is { Obligations: [var first, ..] } ? first.ClauseId : "RG-09";
            yield return (relation, PathOf(route.Pattern, found?.Complaint.Number ?? Seeds.None, action, "incident", Uri.EscapeDataString(clause)), Sees(found));
        }
    }

    private static readonly string[] EvenWithout = ["assigned", "none"];

    private bool Sees(CaseFile? found) =>
        found is not null && Sights.Sees(institution, matrix.Scope(role, "read-cases"), matrix.May(role, "read-confidential"), institution.Person(Person)!, Post, found.Complaint); // the role is somebody's

    private string Person => institution.Resolve(role.Who)!.Person; // the same

    private Assignment Post => new(role.Who.Split('@')[0], role.Who.Split('@')[1]);

    private static Answer Expect(Route route, string method, string about, bool may, bool isSeen) =>
        !may ? route.IsForPrograms ? Answer.Refused : Answer.Missing
        : about == "other" ? Answer.Unclear
        : method == "POST" && !route.IsForPrograms ? Answer.There // the form's token is missing, which is looked at before the case
        : isSeen ? Answer.There : Answer.Missing;
}
