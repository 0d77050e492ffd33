using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads one map by the description of its keys.</summary>
internal sealed class MapReader
{
    private readonly RawMap map;
    private readonly Node node;

    public MapReader(FileReading file, RawMap map, Node node)
    {
        (File, this.map, this.node) = (file, map, node);
        foreach (var name in map.Values.Keys.Where(name => node.Find(name) is null))
        {
            var hint = Nearest.Hint(name, node.Keys.Select(key => key.Name));
            file.Wrong(PlaceOf(name), $"{node.Title}没有“{name}”这个键{(hint.Length > 0 ? hint : $"，可用：{string.Join('、', node.Keys.Select(key => key.Name))}")}");
        }

        foreach (var key in node.Keys.Where(key => key.IsRequired && !map.Values.ContainsKey(key.Name)))
        {
            file.Wrong(map.At, $"{node.Title}缺少“{key.Name}”（{key.Chinese}）");
        }
    }

    public FileReading File { get; }

    public Position At => map.At;

    public IEnumerable<string> Names => map.Values.Keys;

    public Position PlaceOf(string key) => map.Keys.GetValueOrDefault(key, map.At);

    public bool Has(string key) => this[key] is not null;

    /// <summary>The value as written, or null when the key was left out.</summary>
    public Raw? this[string key] => node.Find(key) is null ? throw new ArgumentException($"'{key}' is not described as a key of {node.Name}") : map.Values.GetValueOrDefault(key);

    public RawScalar? Scalar(string key) => this[key] is { } raw ? File.Scalar(raw, key) : null;

    public IReadOnlyList<RawScalar> Scalars(string key) => this[key] is { } raw ? File.Scalars(raw, key) : [];

    public string? Text(string key) => Scalar(key)?.Text;

    public IReadOnlyList<string> Texts(string key) => [.. Scalars(key).Select(scalar => scalar.Text)];

    /// <summary>A word of the key's closed list.</summary>
    public string? Word(string key) => Scalar(key) is { } word && File.IsKnown(word, node.Find(key)!.Words, "取值") ? word.Text : null; // the indexer has checked the key

    public IReadOnlyList<string> Words(string key)
    {
        var known = node.Find(key)!.Words; // the indexer checks the key
        return [.. Scalars(key).Where(word => known.Count == 0 || File.IsKnown(word, known, "取值")).Select(word => word.Text)];
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Scalar(key) is not { } scalar)
        {
            return otherwise;
        }

        if (scalar.Text is not ("true" or "false"))
        {
            File.Wrong(scalar.At, $"“{key}”应为 true 或 false");
        }

        return scalar.Text == "true";
    }

    public DateOnly? Date(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (ActionParser.ParseDate(scalar.Text) is { } date)
        {
            return date;
        }

        File.Wrong(scalar.At, $"“{scalar.Text}”不是日期，写法如 2026-03-01");
        return null;
    }

    public decimal? Number(string key) => Scalar(key) is { } scalar ? File.Number(scalar) : null;

    /// <summary>Maps under a key, whether one or a list.</summary>
    public IEnumerable<MapReader> Maps(string key) =>
        Items(key).Select(item => File.Map(item, node.Find(key)!.Parts!)).OfType<MapReader>(); // keys of maps have parts

    /// <summary>The values under a key, whether one or a list.</summary>
    public IReadOnlyList<Raw> Items(string key) => this[key] switch { null => [], RawList list => list.Items, var one => [one] };

    public MapReader? Map(string key) => this[key] is { } raw ? File.Map(raw, node.Find(key)!.Parts!) : null; // keys of maps have parts

    /// <summary>A map from names of the writer's choice.</summary>
    public IEnumerable<(string Name, Position At, Raw Value)> Named(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case RawMap named:
                return named.Values.Select(pair => (pair.Key, named.Keys[pair.Key], pair.Value));
            case var other:
                File.Wrong(other.At, $"“{key}”应写成“名称: 内容”");
                return [];
        }
    }

    /// <summary>A number or a range of numbers, both ends inclusive.</summary>
    public (decimal From, decimal To)? Range(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        var ends = scalar.Text.Split("..");
        if (ends.Length <= 2 && IsNumber(ends[0], out var from) && IsNumber(ends[^1], out var to) && from <= to)
        {
            return (from, to);
        }

        File.Wrong(scalar.At, $"“{scalar.Text}”应为一个数或一个范围，写法如 30、50..200");
        return null;
    }

    internal static bool IsNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
}
