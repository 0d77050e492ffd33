using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Api;

/// <summary>Fields as JSON values, with camelCase names; what tells who a customer is, is masked, also phone and card numbers inside free text.</summary>
internal static class MaskedData
{
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

    // Programs get less than pages: of mail, address and papers nothing.
    private static string Text(string path, string text) => ActionCatalogue.ClassOf(path) switch
    {
        DataClass.Name => Masking.Name(text),
        DataClass.Phone => Masking.Phone(text),
        DataClass.Email or DataClass.Address or DataClass.IdNumber => "****",
        DataClass.Open when Open.Contains(path[(path.LastIndexOf('.') + 1)..]) => text,
        _ => FreeText.Masked(text),
    };

    private static IEnumerable<FieldType> WithParts(FieldType field) => field.Parts.SelectMany(WithParts).Append(field);
}
