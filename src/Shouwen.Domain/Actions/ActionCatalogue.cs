using static Shouwen.Domain.Actions.FieldKind;

namespace Shouwen.Domain.Actions;

/// <summary>Every action there is. Nothing else in the system lists actions or their fields.</summary>
public static partial class ActionCatalogue
{
    /// <summary>Fields that every action takes besides its own; <c>at</c> belongs to stories only.</summary>
    public static readonly IReadOnlyList<FieldType> Common =
    [
        new("happened-at", "实际发生时间", Moment),
        new("override", "例外放行", FieldKind.Group) { Parts = [new FieldType("clause", "条款", Clause).Required, LongText("reason", "理由").Required] },
    ];

    private static readonly FieldType ToUnit = new("to-unit", "对方单位", FieldKind.Unit);

    public static readonly IReadOnlyList<ActionType> All = [.. Intake(), .. Handling(), .. Deciding(), .. Following(), .. Keeping(), .. BySystem(), .. OtherAggregates(), .. Organising()];

    private static readonly Dictionary<string, ActionType> ByName = All.ToDictionary(action => action.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The declaration, or null for a word that names no action.</summary>
    public static ActionType? Find(string name) => ByName.GetValueOrDefault(name);

    public static ActionType Get(string name) => ByName[name];

    /// <summary>What the value at a path tells of a customer: <c>complainants[0].phone</c>, also within a correction (<c>fields.complainants[0].phone</c>). Open where the path names no declared field.</summary>
    public static DataClass ClassOf(string path) => Classes.GetValueOrDefault(LastTwo(path)) is var inGroup and not DataClass.Open ? inGroup : Classes.GetValueOrDefault(Last(path));

    /// <summary>What begins the journal of a matter.</summary>
    public static ActionType Opening(AggregateKind kind) => All.First(action => action.Opens && action.Aggregate == kind);

    /// <summary>What people may do to a journal of that kind once it is open, in the order of the catalogue.</summary>
    public static IEnumerable<ActionType> OpenTo(AggregateKind kind) => All.Where(action => action.Kinds.Contains(kind) && !action.IsSystemOnly && (!action.Opens || action.MayRepeat));

    private static FieldType Text(string name, string label) => new(name, label, FieldKind.Text);

    private static FieldType LongText(string name, string label) => new FieldType(name, label, FieldKind.LongText).Sealed;

    private static FieldType Choice(string name, string label, IReadOnlyList<Choice> choices) => new(name, label, FieldKind.Choice) { Choices = choices };

    private static FieldType Texts(string name, string label, IReadOnlyList<Choice>? choices = null) => new(name, label, FieldKind.Texts) { Choices = choices ?? [] };

    private static FieldType Flag(string name, string label) => new(name, label, FieldKind.Flag);

    private static FieldType Group(string name, string label, params FieldType[] parts) => new(name, label, FieldKind.Group) { Parts = parts };

    private static FieldType Groups(string name, string label, params FieldType[] parts) => new(name, label, FieldKind.Groups) { Parts = parts };

    private static FieldType Told() => Group("told", "告知客户", Choice("means", "告知方式", Vocabulary.Means).Required, new FieldType("at", "告知时间", Moment));

    // By name; parts of a group by the names of the group and the part.
    private static Dictionary<string, DataClass> Classes { get; } = All.Where(action => action.Aggregate != AggregateKind.Organisation).SelectMany(action => action.Fields)
        .SelectMany(field => field.Parts.Count == 0 ? [(field.Name, field.Class)] : field.Parts.Select(part => ($"{field.Name}.{part.Name}", part.Class)))
        .GroupBy(field => field.Item1).ToDictionary(same => same.Key, same => same.Select(field => field.Class).Where(found => found is not (DataClass.Open or DataClass.FreeText)).Concat(same.Select(field => field.Class)).First());

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string LastTwo(string path)
    {
        var names = path.Split('.');
        return names.Length < 2 ? "" : $"{names[^2].Split('[')[0]}.{names[^1]}";
    }
}
