using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Complaints;

/// <summary>Turns a form into the untyped input of an action, by its declaration: <c>complainants[0].name</c>, <c>told.means</c>. Blank fields are absent.</summary>
public static class ActionInput
{
    public static RawMap Of(ActionType action, FormBag bag) => Map([.. action.Fields, .. ActionCatalogue.Common], "", bag);

    private static RawMap Map(IReadOnlyList<FieldType> types, string prefix, FormBag bag) =>
        Map(types.Select(type => (type.Name, Value(type, prefix + type.Name, bag))).Where(pair => pair.Item2 is not null)!);

    private static RawMap Map(IEnumerable<(string Name, Raw Value)> pairs) => new(pairs.ToDictionary(pair => pair.Name, pair => pair.Value), new Dictionary<string, Position>(), default);

    private static Raw? Value(FieldType type, string path, FormBag bag) => type.Kind switch
    {
        FieldKind.Group => bag.HasAny(path + ".") ? Map(type.Parts, path + ".", bag) : null,
        FieldKind.Groups => Rows(path, bag) is { Count: > 0 } rows ? new RawList([.. rows.Select(row => (Raw)Map(type.Parts, row + ".", bag))], default) : null,
        FieldKind.Texts or FieldKind.Complaints => Lines(type, path, bag) is { Count: > 0 } lines ? new RawList([.. lines.Select(line => (Raw)Scalar(line, true))], default) : null,
        FieldKind.Facts => Facts(path, bag),
        _ => bag.Value(path) is { } text ? Scalar(text.Trim(), true) : null,
    };

    private static List<string> Rows(string path, FormBag bag) => [.. Enumerable.Range(0, bag.Rows(path)).Select(i => $"{path}[{i}]").Where(row => bag.HasAny(row + "."))];

    // A list without a vocabulary is typed one item a line; numbers also side by side.
    private static List<string> Lines(FieldType type, string path, FormBag bag) =>
        [.. bag.Values(path).SelectMany(value => type.Choices.Count > 0 ? [value] : value.Split(type.Kind == FieldKind.Complaints ? Between : ['\n'])).Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];

    /// <summary>Facts come by name (<c>facts.shortfall</c>) or as pairs (<c>facts[0].name</c>, <c>facts[0].value</c>); a correction may also hold whole people.</summary>
    private static RawMap? Facts(string path, FormBag bag)
    {
        var named = bag.Names(path + ".").Where(name => !name.Contains('[', StringComparison.Ordinal)).Select(name => (name, bag.Value($"{path}.{name}")));
        var pairs = Rows(path, bag).Select(row => (bag.Value(row + ".name"), bag.Value(row + ".value")));
        var lists = ActionCatalogue.Get("register").Fields.Where(field => field.Kind == FieldKind.Groups).Select(field => (field.Name, Value(field, $"{path}.{field.Name}", bag)));
        var given = named.Select(pair => ((string?)pair.name, pair.Item2)).Concat(pairs).Where(pair => pair is { Item1: not null, Item2: not null })
            .DistinctBy(pair => pair.Item1).Select(pair => (pair.Item1!.Trim(), (Raw)Scalar(pair.Item2!.Trim(), IsPlainText(pair.Item1!)))).ToList();
        given.AddRange(lists.Where(pair => pair.Item2 is not null).Select(pair => (pair.Name, pair.Item2!))); // filtered: not null
        return given.Count == 0 ? null : Map(given);
    }

    // Corrected words must not be read as numbers or dates.
    private static bool IsPlainText(string name) => name is "summary" or "forwarded-by.body" or "forwarded-by.reference" or "demands" or "place" or "about.product" or "about.business" or "about.person";

    private static readonly char[] Between = ['\n', ' ', ',', '，', '、', ';', '；'];

    private static RawScalar Scalar(string text, bool quoted) => new(text, quoted, default);
}
