using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Audits;

/// <summary>
/// Some two hundred values that name or reach a customer go in by page and API, in fields and in every free text; then all that comes out without a reveal is looked through: pages of several posts,
/// JSON, problem details, addresses and headers, exports, the log, and the bytes of the database and of the attachments.
/// </summary>
public sealed class CanaryTests : IAsyncDisposable
{
    private const int Complaints = 22;

    /// <summary>Pages of a post: the lists, two cases with their forms, and what these lead to.</summary>
    private const int Most = 55;
    private const string Teller = "teller@sub-branch-1-1", Officer = "complaint-officer@branch-1";

    // Where something may stand in clear for whoever may open it, and why.
    private static readonly (string Ending, Func<Canary, bool> Which)[] Allowed =
    [
        ("/receipt", canary => canary.Kind == "name"), // the sheet that the customer takes home
        ("/correct", canary => canary.IsInText), // the words as they stand, to be overtyped
    ];

    private static readonly string[] Lists = ["/", "/complaints", "/complaints/new", "/approvals", "/notices", "/exports", "/access-log", "/audit", "/organisation", "/policies", "/incidents", "/rosters"];

    // Of a case.
    private static readonly string[] Parts = ["", "?tab=investigation", "?tab=proposal", "?tab=answer", "?tab=files", "?tab=related", "?tab=duties", "/receipt", "/reveal", "/correct", "/answer", "/note", "/propose", "/answer-co-handling", "/receive-hand-over", "/approve"];

    private static readonly string[] ApiParts = ["", "/journal", "/obligations", "/attachments"];

    private static readonly string[] Searches = ["phone", "q", "name"];

    private readonly Captured log = new();
    private readonly List<Canary> canaries = [];
    private readonly List<Canary> inFiles = []; // handed out whole to whoever may open the file
    private readonly List<string> found = [];
    private TestHost host = null!; // set first

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        log.Dispose();
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task PersonalData_GivenInEveryWay_ComesOutInNone(Database kind)
    {
        host = await TestHost.StartAsync(kind, ("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Shouwen.App.Api", "Information"));
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var numbers = await RegisterAllAsync();
        Assert.True(canaries.Count >= 190, $"{canaries.Count} values");

        foreach (var who in new[] { Officer, Teller, "unit-head@branch-1", "executive@head-office", "auditor@head-office", "audit-administrator@head-office" })
        {
            await WalkAsync(who, numbers[..2]);
        }

        await ReadApiAsync(numbers);
        await FailAsync(numbers[0]);
        await ExportAsync();
        await SearchAsync();
        Assert.NotEmpty(log.Lines);
        Look("log", string.Join('\n', log.Lines));
        LookIntoFiles();
        await LookIntoTablesAsync();

        Assert.True(found.Count == 0, string.Join("\n", found.Distinct().Order()));
    }

    private async Task<List<string>> RegisterAllAsync()
    {
        var numbers = new List<string>();
        using var api = await ApiCaller.AsAsync(host, Teller);
        using var teller = await host.SignInAsync(Teller);
        using var officer = await ApiCaller.AsAsync(host, Officer);
        for (var i = 0; i < Complaints; i++)
        {
            var one = Person(i);
            var text = $"排队太久，请打 {Text(one, "phone", 1)} 或写 {Text(one, "email", 2)}，卡号 {Text(one, "card", 3)}，证件 {Text(one, "id", 4)}";
            if (i % 2 == 0)
            {
                numbers.Add(await api.RegisterAsync(("summary", text), ("demands", text), ("complainants", new[] { new { name = one["name"], phone = one["phone"], email = one["email"], address = one["address"], idNumber = one["id"] } })));
            }
            else
            {
                var answer = await teller.PostFormAsync("/complaints/new", "/complaints/new", ("channel", "counter"), ("summary", text), ("demands", text), ("complainants[0].name", one["name"]), ("complainants[0].phone", one["phone"]),
                    ("complainants[0].email", one["email"]), ("complainants[0].address", one["address"]), ("complainants[0].id-number", one["id"]), ("category", "service-flow"), ("severity", "minor"), ("occurred-at", "2026-03-02T09:00"), ("_do", "register"));
                LookAtHeaders("/complaints/new", answer);
                Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
                numbers.Add(new Uri(teller.BaseAddress!, answer.Headers.Location!).AbsolutePath.Split('/')[2]);
            }

            if (i < 2)
            {
                await officer.DoAsync(numbers[i], "accept");
                await officer.DoAsync(numbers[i], "note", ("text", text));
                await officer.DoAsync(numbers[i], "record-contact", ("means", "phone"), ("note", text), ("reached", true));
                await officer.DoAsync(numbers[i], "ask-co-handler", ("unit", "risk"), ("question", text));
                var version = await officer.VersionAsync(numbers[i]);
                var content = Text(Person(910 + i), "card", 5);
                canaries.RemoveAt(canaries.Count - 1);
                inFiles.Add(new("card", content, true));
                using var sent = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/complaints/{numbers[i]}/attach") { Content = Browsing.FileForm($"回执 {Text(one, "phone", 6)}.pdf", [.. SampleFile.Pdf, .. Encoding.UTF8.GetBytes($"\n% {content}")], ("description", text)) };
                sent.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                sent.Headers.TryAddWithoutValidation("If-Match", version);
                (await officer.Client.SendAsync(sent, Token)).EnsureSuccessStatusCode();
                await officer.DoAsync(numbers[i], "hand-over", ("to", "unit-head@branch-1"), ("note", text));
            }
        }

        var draft = Person(900);
        await teller.PostFormAsync("/complaints/new", "/complaints/new", ("channel", "counter"), ("summary", $"草稿 {Text(draft, "phone", 1)}"), ("complainants[0].name", draft["name"]), ("complainants[0].phone", draft["phone"]), ("_do", "draft"));
        return numbers;
    }

    // A customer nobody else is, with a name that stands nowhere else.
    private Dictionary<string, string> Person(int i)
    {
        var one = new Dictionary<string, string>
        {
            ["name"] = $"鑫{(char)('\u9F98' - i % 500)}{(char)('\u9E1F' + i % 500)}",
            ["phone"] = string.Create(CultureInfo.InvariantCulture, $"1397{i:D3}8642"),
            ["email"] = string.Create(CultureInfo.InvariantCulture, $"kanari.{i:D3}x@mail.example"),
            ["address"] = string.Create(CultureInfo.InvariantCulture, $"滨江道东方里{7000 + i}弄"),
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"31010119900{i:D3}7351"),
        };
        canaries.AddRange(one.Select(pair => new Canary(pair.Key, pair.Value, false)));
        return one;
    }

    private string Text(Dictionary<string, string> person, string kind, int salt)
    {
        var seed = person["phone"][4..7];
        var value = kind switch { "phone" => $"1585{seed}97{salt}1", "email" => $"tele.{seed}{salt}@post.example", "card" => $"62220202{seed}4455667{salt}", _ => $"32010219910{seed}62{salt}X" };
        canaries.Add(new(kind, value, true));
        return value;
    }

    private async Task WalkAsync(string who, IReadOnlyList<string> numbers)
    {
        using var client = await host.SignInAsync(who);
        var paths = Lists
            .Concat(numbers.SelectMany(number => Parts.Select(form => $"/complaints/{number}{form}"))).ToList();
        var met = paths.ToHashSet();
        for (var at = 0; at < paths.Count && at < Most; at++)
        {
            var answer = await client.GetAsync(paths[at], Token);
            LookAtHeaders(paths[at], answer);
            var body = await answer.Content.ReadAsStringAsync(Token);
            if (who == Teller && paths[at] == "/complaints/new")
            {
                continue; // one's own draft
            }

            Look($"{who} {paths[at]}", WebUtility.HtmlDecode(body), paths[at]);
            foreach (var link in new HtmlParser().ParseDocument(body).QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(link => numbers.Any(link.Contains) && met.Add(link)))
            {
                paths.Add(link);
            }
        }
    }

    private async Task ReadApiAsync(IReadOnlyList<string> numbers)
    {
        using var api = await ApiCaller.AsAsync(host, Officer);
        foreach (var path in numbers.Take(2).SelectMany(number => ApiParts.Select(part => $"/{number}{part}")).Append("?limit=100").Append("?phone=13970008642"))
        {
            var answer = await api.Client.GetAsync("/api/v1/complaints" + path, Token);
            Look("API " + path.Split('?')[0], Unescaped(await answer.Content.ReadAsStringAsync(Token)));
        }
    }

    // What went wrong is told without what was sent.
    private async Task FailAsync(string number)
    {
        using var api = await ApiCaller.AsAsync(host, Officer);
        var one = Person(901);
        foreach (var body in new object[]
        {
            A.Complaint(("complainants", new[] { new { name = one["name"], phone = one["phone"], unknown = one["id"] } })),
            A.Complaint(("complainants", new[] { new { name = one["name"], phone = one["phone"] } }), ("severity", "none-such"), ("summary", "")),
            A.Complaint(("complainants", one["name"]), ("occurredAt", "kein Tag")),
        })
        {
            var answer = await api.PostAsync("/api/v1/complaints", body);
            Assert.False(answer.IsSuccessStatusCode);
            Look("problem", Unescaped(await answer.Content.ReadAsStringAsync(Token)));
        }

        // A key that is none is written down, without the key.
        using var stranger = host.CreateClient();
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", $"swk_{one["phone"]}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/complaints", Token)).StatusCode);

        var refused = await api.TryAsync(number, "answer", ("text", $"回电 {one["phone"]}"), ("means", "none-such"));
        Look("problem", Unescaped(await refused.Content.ReadAsStringAsync(Token)));
        var broken = await api.Client.PostAsync("/api/v1/complaints", new StringContent($"{{ \"summary\": \"{one["phone"]}\" ", Encoding.UTF8, "application/json"), Token);
        Look("problem", Unescaped(await broken.Content.ReadAsStringAsync(Token)));
    }

    private async Task ExportAsync()
    {
        using var officer = await host.SignInAsync(Officer);
        Look("export", await (await host.ExportAsync(officer, "例会")).Content.ReadAsStringAsync(Token));
        using var auditor = await host.SignInAsync("auditor@head-office");
        Look("access log", await (await auditor.PostFormAsync("/access-log", "/access-log/export", ("reason", "检查"), ("format", "csv"))).Content.ReadAsStringAsync(Token));
    }

    // What people look for does not come to stand in an address.
    private async Task SearchAsync()
    {
        using var officer = await host.SignInAsync(Officer);
        var one = canaries.First(canary => canary.Kind == "phone").Value;
        foreach (var field in Searches)
        {
            var answer = await officer.PostFormAsync("/complaints", "/complaints/find", (field, field == "name" ? canaries[0].Value : one));
            LookAtHeaders("/complaints/find", answer);
            var page = await officer.PageAsync(answer.Headers.Location!.ToString());
            Assert.Single(page.QuerySelectorAll("tbody tr"));
            Assert.All(page.QuerySelectorAll("a[href]"), link => Look("link on the list", link.GetAttribute("href")!));
        }
    }

    private void LookAtHeaders(string path, HttpResponseMessage answer) =>
        Look($"headers of {path}", Uri.UnescapeDataString(string.Join('\n', answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value))));

    // As they lie on the disk: names, contacts and files encrypted, numbers in the text of the search masked.
    private void LookIntoFiles()
    {
        foreach (var file in Directory.GetFiles(host.Database.Folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            LookIntoBytes(Path.GetFileName(file), memory.ToArray());
        }
    }

    // Column by column, as the database gives them.
    private async Task LookIntoTablesAsync()
    {
        await using var db = host.Database.CreateDbContext();
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!; // it has one without parameters
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var row in await ((IQueryable<object>)set.MakeGenericMethod(type.ClrType).Invoke(db, [])!).ToListAsync(Token)) // not null: it is a set
            {
                foreach (var property in db.Entry(row).Properties)
                {
                    LookIntoBytes($"{type.GetTableName()}.{property.Metadata.GetColumnName()}", property.CurrentValue as byte[] ?? Encoding.UTF8.GetBytes(property.CurrentValue?.ToString() ?? ""));
                }
            }
        }
    }

    private void LookIntoBytes(string place, byte[] bytes) =>
        found.AddRange(canaries.Concat(inFiles).Where(canary => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary.Value)) >= 0).Select(canary => $"{place}: {canary.Kind}{(canary.IsInText ? " in text" : "")}"));

    private void Look(string place, string text, string path = "") =>
        found.AddRange(canaries.Where(canary => text.Contains(canary.Value, StringComparison.Ordinal) && !Allowed.Any(allowed => path.EndsWith(allowed.Ending, StringComparison.Ordinal) && allowed.Which(canary))).Select(canary => $"{place}: {canary.Kind}{(canary.IsInText ? " in text" : "")}"));

    private static string Unescaped(string json) => System.Text.RegularExpressions.Regex.Unescape(json.Replace("\\\"", "", StringComparison.Ordinal));

    /// <param name="IsInText">Written into a free text, not into its field.</param>
    private sealed record Canary(string Kind, string Value, bool IsInText);

    private sealed class Captured : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
