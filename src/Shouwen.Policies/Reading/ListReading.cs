using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads what rules refer to by name: taxonomies, phrase lists, tables.</summary>
internal static class ListReading
{
    /// <summary><c>[{id, name}]</c> or <c>id: name</c>.</summary>
    public static IReadOnlyList<Choice> Choices(FileReading file, MapReader map, string key)
    {
        if (map[key] is RawMap named && !named.Values.ContainsKey("id"))
        {
            return [.. map.Named(key).Select(pair => (pair.Name, Label: file.Scalar(pair.Value, pair.Name))).Where(pair => pair.Label is not null).Select(pair => new Choice(pair.Name, pair.Label!.Text))]; // filtered
        }

        return [.. map.Maps(key).Select(item => new Choice(item.Text("id") ?? "", item.Text("name") ?? ""))];
    }

    public static Dictionary<string, PhraseList> Phrases(FileReading file, MapReader top)
    {
        var lists = new Dictionary<string, PhraseList>();
        foreach (var (name, _, value) in top.Named("lists"))
        {
            if (value is RawList)
            {
                lists[name] = new([.. file.Scalars(value, name).Select(phrase => phrase.Text)], []);
            }
            else if (file.Map(value, PolicyKeys.PhraseList) is { } map)
            {
                lists[name] = new(map.Texts("phrases"), map.Texts("except")) { NotAfter = map.Texts("not-after") };
            }
        }

        return lists;
    }

    public static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>> Tables(FileReading file, MapReader top) =>
        top.Named("tables").ToDictionary(table => table.Name, table => (IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>)Rows(file, table.Value));

    private static Dictionary<string, IReadOnlyDictionary<string, object>> Rows(FileReading file, Raw table) =>
        Pairs(file, table, "表应写成“行名: {列名: 值}”").ToDictionary(row => row.Key, row => (IReadOnlyDictionary<string, object>)Cells(file, row.Value));

    private static Dictionary<string, object> Cells(FileReading file, Raw row)
    {
        var cells = new Dictionary<string, object>();
        foreach (var (column, value) in Pairs(file, row, "表的一行应写成“列名: 值”"))
        {
            if (file.Scalar(value, column) is { } cell)
            {
                cells[column] = Typed(cell);
            }
        }

        return cells;
    }

    private static object Typed(RawScalar cell) => cell switch
    {
        { Quoted: true } => cell.Text,
        { Text: "true" or "false" } => cell.Text == "true",
        _ => MapReader.IsNumber(cell.Text, out var number) ? number : ActionParser.ParseDate(cell.Text) is { } date ? date : cell.Text,
    };

    private static IEnumerable<KeyValuePair<string, Raw>> Pairs(FileReading file, Raw raw, string otherwise)
    {
        if (raw is RawMap map)
        {
            return map.Values;
        }

        file.Wrong(raw.At, otherwise);
        return [];
    }
}
