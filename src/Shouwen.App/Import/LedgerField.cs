using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Import;

/// <summary>Something that a column of a ledger can be.</summary>
/// <param name="Name"><c>register.about.unit</c>, as in <c>ledger.yaml</c>.</param>
/// <param name="Label">On screen.</param>
/// <param name="Choices">The values that it takes, in the institution's words; empty: any text.</param>
public sealed record LedgerField(string Name, string Label, FieldKind Kind, IReadOnlyList<Choice> Choices)
{
    /// <summary>Tells a row from all others; becomes no field.</summary>
    public const string Key = "key";

    public string Action => Name.Split('.', 2)[0];

    /// <summary>Dotted, of the action.</summary>
    public string Path => Name.Split('.', 2) is [_, var path] ? path : "";

    public bool IsDate => Kind is FieldKind.Date or FieldKind.Moment or FieldKind.Deadline;

    /// <summary>People and units: so many that one writes their names.</summary>
    public bool IsNamed => Kind is FieldKind.Unit or FieldKind.Person or FieldKind.PersonOrUnit;

    /// <summary>The fields that the words speak of, in their order; names that no action has are left out.</summary>
    /// <param name="within">Only units within this one can be chosen; null: all.</param>
    public static IReadOnlyList<LedgerField> Of(LedgerWords words, Institution institution, string? within) =>
        [.. words.Columns.Keys.Concat(words.Defaults.Keys).Distinct().Select(name => Of(name, institution, within)).OfType<LedgerField>()];

    private static LedgerField? Of(string name, Institution institution, string? within)
    {
        if (name == Key)
        {
            return new(name, "这一行的编号", FieldKind.Text, []);
        }

        if (name.Split('.') is not [var verb, var first, .. var rest] || ActionCatalogue.Find(verb) is not { } action)
        {
            return null;
        }

        var outer = action.Field(first) ?? ActionCatalogue.Common.FirstOrDefault(field => field.Name == first);
        var type = rest is [var part] ? outer?.Parts.FirstOrDefault(inner => inner.Name == part) : outer;
        return type is null ? null : new(name, LabelOf(action, outer!, type), type.Kind, ChoicesOf(type, institution, within)); // without an outer there is no inner
    }

    private static string LabelOf(ActionType action, FieldType outer, FieldType type) =>
        outer.Kind == FieldKind.Groups ? outer.Label + type.Label
        : action.Opens || type.Label.StartsWith(action.Label, StringComparison.Ordinal) ? type.Label
        : ActionCatalogue.Common.Contains(type) ? $"{action.Label}时间" : $"{action.Label}：{type.Label}";

    private static IReadOnlyList<Choice> ChoicesOf(FieldType type, Institution institution, string? within) => type.Kind switch
    {
        FieldKind.Choice => institution.Words.Offered(type.Choices),
        FieldKind.Flag => [new("true", "是"), new("false", "否")],
        FieldKind.Category => [.. institution.Categories.Select(choice => choice with { Label = institution.Words.Of(choice) })],
        FieldKind.Outcome => [.. institution.Outcomes.Select(choice => choice with { Label = institution.Words.Of(choice) })],
        FieldKind.Unit => [.. Units(institution, within)],
        FieldKind.Person => [.. People(institution)],
        FieldKind.PersonOrUnit => [.. People(institution), .. Units(institution, within)],
        _ => [],
    };

    private static IEnumerable<Choice> Units(Institution institution, string? within) =>
        institution.Units.Where(unit => within is null || institution.IsAtOrAbove(within, unit.Id)).Select(unit => new Choice(unit.Id, unit.Name));

    private static IEnumerable<Choice> People(Institution institution) => institution.Persons.Where(person => person.Usual is not null).Select(person => new Choice(person.Id, person.Name));
}
