using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Api;

/// <summary>Fields as JSON values, with camelCase names; what tells who a customer is, is masked, also phone and card numbers inside free text.</summary>
internal static partial class MaskedData
{
    private static readonly HashSet<string> Names = ["representatives", "on-behalf-of", "signed-by", "customer", "customers"];
    private static readonly HashSet<string> Hidden = ["email", "address", "id-number", "authority", "place"];

    // Ids, codes and hashes of ours are shown as they are, though they have long numbers in them.
    private static readonly HashSet<string> Open = [.. ActionCatalogue.All.Where(action => action.Aggregate != AggregateKind.Organisation).SelectMany(action => action.Fields).SelectMany(WithParts).Where(field => !field.IsSealed && field.Kind != FieldKind.Facts).Select(field => field.Name), "number", "policies", "sha256", "stored"];

    public static IReadOnlyDictionary<string, object> Of(Fields fields) => Of(fields, "");

    private static IReadOnlyDictionary<string, object> Of(Fields fields, string path) =>
        fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary(field => JsonNames.ToCamel(field.Key), field => Value(path + field.Key, field.Value));

    private static object Value(string path, object value) => value switch
    {
        Fields group => Of(group, path + "."),
        string text => Text(path, text),
        IEnumerable<object> list => list.Select(item => Value(path, item)).ToList(),
        _ => value,
    };

    // A corrected field is named by its path too: complainants[0].phone.
    private static string Text(string path, string text) => path[(path.LastIndexOf('.') + 1)..] switch
    {
        "name" when path.Contains("complainants", StringComparison.Ordinal) => Masking.Name(text),
        "phone" => Masking.Phone(text),
        var name when Names.Contains(name) => Masking.Name(text),
        var name when Hidden.Contains(name) => "****",
        var name when Open.Contains(name) => text,
        _ => LongNumber().Replace(text, number => Masking.Phone(number.Value)),
    };

    private static IEnumerable<FieldType> WithParts(FieldType field) => field.Parts.SelectMany(WithParts).Append(field);

    // Phone, identity, card and account numbers, also written in groups: 138 0013 8000, 6222-0200-…
    [GeneratedRegex(@"\d(?:[ -]?\d){9,}[Xx]?", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();
}
