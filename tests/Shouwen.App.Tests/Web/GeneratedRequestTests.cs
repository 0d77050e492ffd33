using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Shouwen.App.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>Requests made at random from our own description of the API, most of them nonsense; and pages asked for with nonsense in their addresses.</summary>
public sealed class GeneratedRequestTests(PastBugs.PastBugFixture bugs) : IClassFixture<PastBugs.PastBugFixture>
{
    private const int Requests = 2000, Seed = 20260302;

    private static readonly string[] Nonsense =
    [
        "", " ", "0", "-1", "1", "2147483647", "2147483648", "-9223372036854775809", "1e309", "NaN", "true", "null", "[]", "{}", "\"", "'", "\\", "%00", "\0", "\r\nX: y", "../../etc/passwd", "<script>alert(1)</script>", "' or 1=1 --", "{{7*7}}",
        "2026-02-30", "2026-13-01T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "TS202603020001", "branch-1", "complaint-officer", "counter", "minor", "phone", "王小明", "😀", "\ud800", "\u202e", "ｆｕｌｌ", "🏳️‍🌈", "d0-", "s7fffffffffffffff-x", "zz-zz",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Fact]
    public async Task Api_AskedTwoThousandThingsAtRandom_AnswersAsItSaysItDoes()
    {
        using var nobody = new ApiCaller(Host.CreateClient());
        using var reader = await ApiCaller.AsAsync(Host, "auditor@head-office", null, "complaints:read");
        using var officer = await ApiCaller.AsAsync(Host, "complaint-officer@branch-1");
        HttpClient[] callers = [nobody.Client, reader.Client, officer.Client, officer.Client];
        var document = JsonDocument.Parse(await nobody.Client.GetStringAsync("/openapi/v1.json", Token)).RootElement;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(one => one.Name is "get" or "post").Select(one => new Operation(path.Name, one.Name, one.Value))).ToList();
        var (random, faults) = (new Random(Seed), new SortedSet<string>());

        for (var i = 0; i < Requests; i++)
        {
            var operation = operations[i % operations.Count];
            using var request = Make(operation, document, random);
            using var answer = await callers[random.Next(callers.Length)].SendAsync(request, Token);
            var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
            if (status >= 500 || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal) || !operation.Declares(status))
            {
                faults.Add($"{operation.Method} {operation.Path}: {status}");
            }
        }

        Assert.True(operations.Count > 60, $"Only {operations.Count} operations were found.");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task EveryPage_AskedForWithNonsense_AnswersWithoutAFault()
    {
        using var officer = await Host.SignInAsync("complaint-officer@branch-1");
        var (random, faults) = (new Random(Seed), new SortedSet<string>());
        var names = PageParameters().Select(property => property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? property.Name).Concat(["q", "after", "from", "sort", "stage"]).Distinct().ToList();
        var paths = RouteWalk.Of(Host, bugs.Branch.Asked).Where(route => route.Method == "GET" && !route.Path.StartsWith("/api/", StringComparison.Ordinal) && !route.Path.Contains("/lib/", StringComparison.Ordinal) && !route.Path.Contains('.', StringComparison.Ordinal)).Select(route => route.Path).Distinct().ToList();

        foreach (var path in paths)
        {
            for (var i = 0; i < 3; i++)
            {
                var query = string.Join('&', names.Select(name => $"{name}={Escape(Nonsense[random.Next(Nonsense.Length)])}"));
                using var answer = await officer.GetAsync($"{path}?{query}", Token);
                faults.UnionWith((int)answer.StatusCode >= 500 ? [$"{path}?{query}: {(int)answer.StatusCode}"] : []);
            }
        }

        Assert.True(paths.Count > 25, $"Only {paths.Count} pages were found.");
        Assert.Empty(faults);
    }

    /// <summary>The framework answers 500 to an address whose number or flag it cannot read; we read them ourselves.</summary>
    [Fact]
    public void ParametersOfPages_AreTexts() => Assert.Empty(PageParameters().Where(property => property.PropertyType != typeof(string) && property.PropertyType != typeof(string[])).Select(property => $"{property.DeclaringType}.{property.Name}"));

    private static IEnumerable<PropertyInfo> PageParameters() => typeof(ShouwenOptions).Assembly.GetTypes().SelectMany(type => type.GetProperties()).Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute)));

    private HttpRequestMessage Make(Operation operation, JsonElement document, Random random)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{(\w+)\}", match => match.Groups[1].Value == "number" && random.Next(4) > 0 ? bugs.Branch.Asked : Escape(Pick(random, " /\0")));
        var query = string.Join('&', operation.Parameters("query").Where(_ => random.Next(3) == 0).Select(name => $"{name}={Escape(Nonsense[random.Next(Nonsense.Length)])}"));
        var request = new HttpRequestMessage(new(operation.Method.ToUpperInvariant()), query.Length > 0 ? $"{path}?{query}" : path);
        foreach (var name in operation.Parameters("header").Where(_ => random.Next(8) > 0))
        {
            request.Headers.TryAddWithoutValidation(name, random.Next(6) == 0 ? Pick(random, "\r\n\0") : name == "If-Match" ? $"\"{random.Next(12)}\"" : Guid.NewGuid().ToString());
        }

        if (operation.Method == "post")
        {
            request.Content = operation.IsForm && random.Next(4) > 0 ? Browsing.FileForm(Pick(random, "\r\n\0\"") + ".pdf", SampleFile.Pdf, ("description", "x")) : Body(operation, document, random);
        }

        return request;
    }

    private static StringContent Body(Operation operation, JsonElement document, Random random)
    {
        var text = random.Next(8) switch
        {
            0 => Nonsense[random.Next(Nonsense.Length)],
            1 => new string('[', 5000),
            _ => Value(operation.Schema(document), document, random, 0),
        };
        text = random.Next(10) == 0 && text.Length > 2 ? text[..random.Next(1, text.Length)] : text;
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = random.Next(12) == 0 ? MediaTypeHeaderValue.Parse("text/plain") : MediaTypeHeaderValue.Parse("application/json");
        return content;
    }

    // As the schema says, or something else altogether.
    private static string Value(JsonElement? given, JsonElement document, Random random, int depth)
    {
        if (given is not { } schema || depth > 4 || random.Next(12) == 0)
        {
            return random.Next(3) == 0 ? Nonsense[random.Next(2, 13)] is var bare && IsJson(bare) ? bare : "0" : Quoted(random);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Value(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), document, random, depth);
        }

        if (schema.TryGetProperty("enum", out var choices) && random.Next(4) > 0)
        {
            return choices[random.Next(choices.GetArrayLength())].GetRawText();
        }

        var type = schema.TryGetProperty("type", out var one) ? one.ValueKind == JsonValueKind.Array ? one[0].GetString() : one.GetString() : "string";
        return type switch
        {
            "object" => "{" + string.Join(',', (schema.TryGetProperty("properties", out var fields) ? fields.EnumerateObject().ToList() : []).Where(_ => random.Next(3) > 0).Select(field => $"\"{field.Name}\":{Value(field.Value, document, random, depth + 1)}")) + "}",
            "array" => "[" + string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Value(schema.TryGetProperty("items", out var item) ? item : null, document, random, depth + 1))) + "]",
            "integer" or "number" => random.Next(3) == 0 ? "-1" : random.Next(3) == 0 ? "9999999999999999999999" : random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            _ => Quoted(random),
        };
    }

    private static string Quoted(Random random) => JsonSerializer.Serialize(Pick(random, "\ud800"));

    private static string Pick(Random random, string without)
    {
        var text = Nonsense[random.Next(Nonsense.Length)];
        return text.Length == 0 || text.Any(letter => without.Contains(letter, StringComparison.Ordinal) || char.IsSurrogate(letter)) ? "x" : text;
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Escape(string text) => text.Contains('\ud800', StringComparison.Ordinal) ? "%ED%A0%80" : Uri.EscapeDataString(text);

    private sealed record Operation(string Path, string Method, JsonElement Description)
    {
        public bool IsForm => Content is { } content && content.TryGetProperty("multipart/form-data", out _);

        private JsonElement? Content => Description.TryGetProperty("requestBody", out var body) ? body.GetProperty("content") : null;

        public IEnumerable<string> Parameters(string place) => !Description.TryGetProperty("parameters", out var all) ? []
            : all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == place).Select(one => one.GetProperty("name").GetString()!);

        public JsonElement? Schema(JsonElement document) => Content is { } content && content.EnumerateObject().First().Value.TryGetProperty("schema", out var schema) && document.ValueKind == JsonValueKind.Object ? schema : null;

        public bool Declares(int status) => Description.GetProperty("responses").EnumerateObject().Any(response => response.Name == status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
