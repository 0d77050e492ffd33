using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reference;

/// <summary>The JSON schemas of policy and institution files, for editors; made from the same description of keys that the reader uses.</summary>
public static class JsonSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string OfPolicies() => Of(PolicyKeys.Policy, "Shouwen policy");

    public static string OfInstitutions() => Of(InstitutionKeys.Institution, "Shouwen institution");

    private static string Of(Node top, string title)
    {
        var definitions = new JsonObject();
        foreach (var node in top.All().Where(node => node != top))
        {
            definitions[node.Name] = ObjectOf(node);
        }

        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (name, value) in ObjectOf(top))
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = definitions;
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject ObjectOf(Node node) => new()
    {
        ["type"] = "object",
        ["description"] = node.Title,
        ["patternProperties"] = new JsonObject { ["^(else|then) "] = Type("null") }, // what a comma in braces cuts off; the reader joins it again
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. node.Keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]),
        ["properties"] = new JsonObject(node.Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)PropertyOf(key)))),
    };

    private static JsonObject PropertyOf(Key key)
    {
        var property = TypeOf(key);
        property["description"] = $"{key.Chinese} / {key.English}; {key.Name}: {key.Example}";
        return property;
    }

    private static JsonObject TypeOf(Key key) => key.Kind switch
    {
        KeyKind.Flag => Type("boolean"),
        KeyKind.Number => Type("number"),
        KeyKind.Date => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" },
        KeyKind.Word => WordOf(key),
        KeyKind.Words => OneOrMore(WordOf(key)),
        KeyKind.Range => AnyOf(Type("number"), new() { ["type"] = "string", ["pattern"] = @"^\d+(\.\d+)?\.\.\d+(\.\d+)?$" }),
        KeyKind.Texts or KeyKind.Patterns or KeyKind.Periods or KeyKind.Relations => OneOrMore(Text()),
        KeyKind.Consequences => OneOrMore(AnyOf(Text(), Type("object"))),
        KeyKind.Map => PartsOf(key),
        KeyKind.Maps when key is { MayBePlain: true, Parts.Name: "choice" } => AnyOf(PartsOf(key), MapTo(Text()), ListOf(PartsOf(key))),
        KeyKind.Maps => OneOrMore(PartsOf(key)),
        KeyKind.Named => MapTo(PartsOf(key)),
        _ => Text(),
    };

    private static JsonObject PartsOf(Key key)
    {
        var parts = key.Parts is null ? [] : new JsonObject { ["$ref"] = $"#/$defs/{key.Parts.Name}" };
        return key is not { MayBePlain: true, Parts: not null } || key.Parts.Name == "choice" ? parts : AnyOf(parts, Text(), Type("array"));
    }

    private static JsonObject WordOf(Key key) => key.Words.Count == 0 ? Text() : new() { ["enum"] = new JsonArray([.. key.Words.Select(word => JsonValue.Create(word))]) };

    // YAML reads 2000 as a number where a text is meant.
    private static JsonObject Text() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Type(string name) => new() { ["type"] = name };

    private static JsonObject MapTo(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject ListOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    private static JsonObject OneOrMore(JsonObject item) => AnyOf(item, ListOf((JsonObject)item.DeepClone()));

    private static JsonObject AnyOf(params JsonObject[] options) => new() { ["anyOf"] = new JsonArray([.. options]) };
}
