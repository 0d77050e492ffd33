using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Api;

/// <summary>JSON schemas of the actions' bodies, in the institution's words.</summary>
internal sealed class ActionSchemas(HouseWords words)
{
    /// <summary>Puts the schema under the action's name into the document and refers to it.</summary>
    public IOpenApiSchema Of(ActionType action, OpenApiDocument document)
    {
        var name = Pascal(action.Name);
        var schema = Object([.. action.Fields, .. ActionCatalogue.Common]);
        schema.Description = action.Label;
        document.AddComponent<IOpenApiSchema>(name, schema);
        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Object(IReadOnlyList<FieldType> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = fields.ToDictionary(field => JsonNames.ToCamel(field.Name), Described),
        Required = fields.Where(field => field.IsRequired).Select(field => JsonNames.ToCamel(field.Name)).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private IOpenApiSchema Described(FieldType field)
    {
        var schema = Plain(field);
        schema.Description = field.Choices.Count == 0 ? field.Label : $"{field.Label}：{string.Join("、", words.Offered(field.Choices).Select(choice => $"{choice.Value} {choice.Label}"))}";
        return schema;
    }

    private OpenApiSchema Plain(FieldType field) => field.Kind switch
    {
        FieldKind.Flag => new() { Type = JsonSchemaType.Boolean },
        FieldKind.Number => new() { Type = JsonSchemaType.Number },
        FieldKind.Money => new() { Type = JsonSchemaType.Number, Minimum = "0", MultipleOf = 0.01m },
        FieldKind.Count => new() { Type = JsonSchemaType.Integer, Minimum = "0" },
        FieldKind.Date => new() { Type = JsonSchemaType.String, Format = "date" },
        FieldKind.Moment or FieldKind.Deadline => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create("2026-03-02T09:30:00+08:00")], Pattern = @"^\d{4}-\d\d-\d\d([T ]\d\d?:\d\d.*)?$" },
        FieldKind.Group => Object(field.Parts),
        FieldKind.Groups => new() { Type = JsonSchemaType.Array, Items = Object(field.Parts) },
        FieldKind.Texts => new() { Type = JsonSchemaType.Array, Items = Word(field) },
        FieldKind.File => new() { Type = JsonSchemaType.String, Format = "binary" },
        FieldKind.Facts when field.Name == "facts" => new() { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Properties = words.Facts.Keys.ToDictionary(JsonNames.ToCamel, Fact) },
        FieldKind.Facts => new() { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true },
        _ => Word(field),
    };

    // Facts of other names and kinds are taken too; these say what the policies read.
    private IOpenApiSchema Fact(string name)
    {
        var declared = words.Facts[name];
        var choices = string.Join("、", declared.Choices.Select(choice => $"{choice.Value} {choice.Label}"));
        return new OpenApiSchema { Description = $"{words.Fact(name)}{(declared.Unit is { } unit ? $"（{unit}）" : "")}{(choices.Length > 0 ? $"：{choices}" : "")}" };
    }

    private OpenApiSchema Word(FieldType field) => new()
    {
        Type = JsonSchemaType.String,
        Enum = field.Choices.Count == 0 ? null : [.. words.Offered(field.Choices).Select(choice => (JsonNode)JsonValue.Create(choice.Value))],
        MinLength = field.IsRequired && field.Kind != FieldKind.Texts ? 1 : null,
    };

    private static string Pascal(string kebab) => char.ToUpperInvariant(kebab[0]) + JsonNames.ToCamel(kebab)[1..];
}
