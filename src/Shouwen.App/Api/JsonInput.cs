using System.Text.Json;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

/// <summary>
/// Turns a JSON body into the untyped input of an action. What was a string stays a string (so a fact <c>"007"</c> is text and <c>7</c> a number); JSON has no
/// dates, so a string that is exactly a day or a moment counts as one. <c>null</c> is as good as absent.
/// </summary>
internal static class JsonInput
{
    private static readonly ActionParser Dates = new(TimeZoneInfo.Utc);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The body as a map; an empty body is one without fields.</summary>
    /// <exception cref="JsonException">It is not JSON, names a field twice, or is too deep.</exception>
    public static async Task<RawMap?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancellationToken);
        if (bytes.Length == 0)
        {
            return Map([]);
        }

        using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Strict);
        return document.RootElement.ValueKind == JsonValueKind.Object ? Object(document.RootElement) : null;
    }

    private static RawMap Object(JsonElement json) =>
        Map(json.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).Select(field => KeyValuePair.Create(JsonNames.ToKebab(field.Name), Value(field.Value))));

    private static RawMap Map(IEnumerable<KeyValuePair<string, Raw>> fields)
    {
        var values = new Dictionary<string, Raw>();
        foreach (var (name, value) in fields)
        {
            if (!values.TryAdd(name, value))
            {
                throw new JsonException($"The field {JsonNames.ToCamel(name)} is given twice.");
            }
        }

        return new(values, new Dictionary<string, Position>(), default);
    }

    private static Raw Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Object(json),
        JsonValueKind.Array => new RawList([.. json.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Value)], default),
        JsonValueKind.String => Text(json.GetString()!), // a JSON string is never null
        _ => new RawScalar(json.GetRawText(), Quoted: false, default),
    };

    private static RawScalar Text(string text) => new(text, Quoted: ActionParser.ParseDate(text) is null && Dates.ParseMoment(text) is null, default);
}
