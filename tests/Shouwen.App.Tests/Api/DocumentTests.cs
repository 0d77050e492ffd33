using System.Text.Json;
using Shouwen.App.Tests.Web;
using Shouwen.Domain.Actions;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

public sealed class DocumentTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task OpenApi_Asked_DescribesEveryActionByItsDeclaration()
    {
        using var client = hosts[Database.Sqlite].CreateClient();
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).RootElement;
        var paths = document.GetProperty("paths");

        var complaints = ActionCatalogue.OpenTo(AggregateKind.Complaint).Append(ActionCatalogue.Get("register")).Select(action => (Action: action, Path: action.Name == "register" ? "/api/v1/complaints" : $"/api/v1/complaints/{{number}}/{action.Name}"));
        var matters = AggregateKinds.Matters.SelectMany(kind => ActionCatalogue.OpenTo(kind).Select(action => (Action: action, Path: $"/api/v1/matters/{kind.Word()}/{{number}}/{action.Name}")).Append((Action: ActionCatalogue.Opening(kind), Path: $"/api/v1/matters/{kind.Word()}")));
        foreach (var (action, path) in complaints.Concat(matters).Append((Action: ActionCatalogue.Get("submit"), Path: "/api/v1/duties/submit")))
        {
            var reference = paths.GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty(action.FileField is null ? "application/json" : "multipart/form-data").GetProperty("schema").GetProperty("$ref").GetString()!;
            var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.Split('/')[^1]);
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
            Assert.Equal(action.Fields.Where(field => field.IsRequired).Select(field => Camel(field.Name)).Order(), required.Order());
            Assert.Equal(action.Fields.Concat(ActionCatalogue.Common).Select(field => Camel(field.Name)).Order(), schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order());
        }

        Assert.All(paths.EnumerateObject(), path => Assert.StartsWith("/api/v1/", path.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenApi_Asked_NamesTheFactsThatPoliciesReadByTheirLabels()
    {
        using var client = hosts[Database.Sqlite].CreateClient();
        var schemas = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).RootElement.GetProperty("components").GetProperty("schemas");

        var facts = schemas.GetProperty("RecordFacts").GetProperty("properties").GetProperty("facts");

        Assert.Equal("产品已到期", facts.GetProperty("properties").GetProperty("productMatured").GetProperty("description").GetString());
        Assert.False(facts.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False);
    }

    private static string Camel(string kebab) => string.Concat(kebab.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
