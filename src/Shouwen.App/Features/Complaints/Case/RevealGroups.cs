using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints;

/// <summary>What one may ask to see in full, a group of fields at a time.</summary>
public static class RevealGroups
{
    private static readonly (string Word, string Label, DataClass[] Classes)[] All =
    [
        ("identity", "姓名、证件", [DataClass.Name, DataClass.IdNumber]), ("contact", "电话、邮箱、地址", [DataClass.Phone, DataClass.Email, DataClass.Address]), ("texts", "文字里的号码", [DataClass.FreeText]),
    ];

    private static readonly Dictionary<DataClass, string> Names = new()
    {
        [DataClass.Name] = "name",
        [DataClass.IdNumber] = "id-number",
        [DataClass.Phone] = "phone",
        [DataClass.Email] = "email",
        [DataClass.Address] = "address",
        [DataClass.FreeText] = "text",
    };

    public static IReadOnlyList<Ui.Choice> Choices { get; } = [.. All.Select(group => new Ui.Choice(group.Word, group.Label))];

    /// <summary>The classes of the groups asked for; where none is named, who the customer is and how to reach him or her.</summary>
    public static IReadOnlySet<DataClass> Of(IEnumerable<string?> words) =>
        All.Where(group => words.Contains(group.Word)).SelectMany(group => group.Classes).ToHashSet() is { Count: > 0 } asked ? asked : All[..2].SelectMany(group => group.Classes).ToHashSet();

    /// <summary>For the access log: <c>name id-number</c>.</summary>
    public static string FieldsOf(IReadOnlySet<DataClass> classes) => string.Join(' ', Names.Where(name => classes.Contains(name.Key)).Select(name => name.Value));

    /// <summary>Every free text of the case as it was written, with what it belongs to.</summary>
    public static IEnumerable<(string Label, string Text)> Texts(Complaint complaint) =>
        from entry in complaint.Entries
        let action = ActionCatalogue.Find(entry.Action)
        where action is not null
        from field in action.Fields
        where field.Class == DataClass.FreeText
        from text in entry.Data[field.Name] switch { string one => [one], IReadOnlyList<object> many => many.OfType<string>(), _ => [] }
        select ($"第 {entry.Position} 条 {action.Label} · {field.Label}", text);
}
