using Shouwen.Domain.Actions;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies.Reading;

/// <summary>One file being read: it collects what is wrong, so that all mistakes are told at once.</summary>
internal class FileReading(YamlSource source)
{
    private readonly List<Problem> problems = [.. source.Problems];

    public string File => source.File;

    public IReadOnlyList<Problem> Problems => [.. problems.Distinct().OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)];

    public void Wrong(Position at, string message) => problems.Add(new(File, at, message));

    /// <summary>Where a character of a scalar stands in the file.</summary>
    protected Position Locate(RawScalar scalar, int offset) => source.Locate(scalar, offset);

    /// <summary>A mistake at a character of a scalar.</summary>
    public void Wrong(RawScalar scalar, int offset, string message) => Wrong(source.Locate(scalar, offset), message);

    /// <summary>The top of the file, or null when it is no map.</summary>
    public MapReader? Top(Node node) => source.Root is null ? null : Map(source.Root, node);

    /// <summary>A map with the keys of a node; unknown and missing ones are told.</summary>
    public MapReader? Map(Raw raw, Node node)
    {
        if (raw is RawMap map)
        {
            return new(this, Rejoined(map), node);
        }

        Wrong(raw.At, $"{node.Title}应写成“键: 值”，可用的键：{string.Join('、', node.Keys.Select(key => key.Name))}");
        return null;
    }

    // In braces, YAML cuts "promised-by, else 10 minutes" and "superior, then unit-above" at the comma; what was meant is clear.
    private static RawMap Rejoined(RawMap map)
    {
        if (!map.Values.Any(IsTail))
        {
            return map;
        }

        var values = new OrderedDictionary<string, Raw>();
        foreach (var pair in map.Values)
        {
            if (IsTail(pair) && values.Count > 0 && values.GetAt(values.Count - 1).Value is RawScalar { Quoted: false } before)
            {
                values.SetAt(values.Count - 1, before with { Text = $"{before.Text}, {pair.Key}" });
            }
            else
            {
                values[pair.Key] = pair.Value;
            }
        }

        return map with { Values = values };

        static bool IsTail(KeyValuePair<string, Raw> pair) =>
            (pair.Key.StartsWith("else ", StringComparison.Ordinal) || pair.Key.StartsWith("then ", StringComparison.Ordinal)) && pair.Value is RawScalar { Text: "" };
    }

    /// <summary>A word of a closed list.</summary>
    public bool IsKnown(RawScalar word, IEnumerable<string> known, string what)
    {
        if (known.Contains(word.Text))
        {
            return true;
        }

        var hint = Nearest.Hint(word.Text, known);
        Wrong(word.At, hint.Length > 0 ? $"没有名为“{word.Text}”的{what}{hint}" : $"没有名为“{word.Text}”的{what}，可用：{string.Join('、', known)}");
        return false;
    }

    /// <summary>A scalar with text in it, or null and a problem.</summary>
    public RawScalar? Scalar(Raw raw, string what)
    {
        if (raw is RawScalar { Text.Length: > 0 } scalar)
        {
            return scalar;
        }

        Wrong(raw.At, raw is RawScalar ? $"“{what}”没有内容" : $"“{what}”应是一个值");
        return null;
    }

    public decimal? Number(RawScalar scalar)
    {
        if (MapReader.IsNumber(scalar.Text, out var number))
        {
            return number;
        }

        Wrong(scalar.At, $"“{scalar.Text}”不是数字");
        return null;
    }

    /// <summary>One scalar or a list of them.</summary>
    public IReadOnlyList<RawScalar> Scalars(Raw raw, string what) =>
        raw is RawList list ? [.. list.Items.Select(item => Scalar(item, what)).OfType<RawScalar>()] : Scalar(raw, what) is { } one ? [one] : [];
}
