using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Journal;

/// <summary>
/// Fields as JSON that tells the type of each value by itself, so that it is read back alike whatever the declarations have become.
/// Names are sorted, there is no white space; days and moments are <c>{"$on":"2026-03-01"}</c> and <c>{"$at":"2026-03-01T09:30:00+08:00"}</c>,
/// and a name that begins with <c>$</c> is written with one more.
/// </summary>
public static class CanonicalJson
{
    private const string Day = "$on";
    private const string Moment = "$at";
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Fields fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteObject(writer, fields);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static Fields Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ReadObject(document.RootElement);
    }

    public static string Text(DateTimeOffset moment) => moment.ToString(MomentFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadMoment(string text) => DateTimeOffset.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture);

    private static void WriteObject(Utf8JsonWriter writer, Fields fields)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name.StartsWith('$') ? "$" + name : name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case int count:
                writer.WriteNumberValue(count);
                break;
            case DateOnly day:
                WriteTagged(writer, Day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset moment:
                WriteTagged(writer, Moment, Text(moment));
                break;
            case Fields group:
                WriteObject(writer, group);
                break;
            case IEnumerable<object> list:
                WriteList(writer, list);
                break;
            default:
                throw new ArgumentException($"A field cannot hold a {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, string tag, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(tag, text);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<object> list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            WriteValue(writer, item);
        }

        writer.WriteEndArray();
    }

    private static object ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!, // a JSON string is never null
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.Array => (List<object>)[.. json.EnumerateArray().Select(ReadValue)],
        JsonValueKind.Object when json.TryGetProperty(Day, out var day) => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonValueKind.Object when json.TryGetProperty(Moment, out var moment) => ReadMoment(moment.GetString()!),
        JsonValueKind.Object => ReadObject(json),
        _ => throw new InvalidDataException($"A field cannot hold {json.ValueKind}."),
    };

    private static Fields ReadObject(JsonElement json) =>
        new(json.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name.StartsWith('$') ? pair.Name[1..] : pair.Name, ReadValue(pair.Value))));
}
