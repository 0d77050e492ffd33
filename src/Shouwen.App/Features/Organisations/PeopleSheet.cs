using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Organisations;

/// <summary>Units as a table, or people, one post of a person a line; what is exported can be imported elsewhere.</summary>
public static class PeopleSheet
{
    private static readonly (string Head, string Field)[] UnitColumns = [("名称", "name"), ("编号", "id"), ("类型", "kind"), ("上级单位", "parent"), ("电话", "phone"), ("地址", "address")];

    private static readonly (string Head, string Field)[] Columns = [("姓名", "name"), ("账号", "id"), ("工号", "staff-number"), ("电话", "phone"), ("职务", "title"), ("岗位", "post"), ("单位", "unit")];

    private static readonly string[] UnitNeeds = ["name", "id", "kind", "parent"], PersonNeeds = ["name", "id", "post", "unit"];

    public static IReadOnlyList<string> Heads { get; } = [.. Columns.Select(column => column.Head)];

    public static IReadOnlyList<string> UnitHeads { get; } = [.. UnitColumns.Select(column => column.Head)];

    /// <summary>The open units at and below one, each after the one above it.</summary>
    public static IEnumerable<IReadOnlyList<string>> UnitsOf(Institution institution, string from) =>
        institution.Units.Where(unit => unit.IsOpen && institution.IsAtOrAbove(from, unit.Id)).OrderBy(unit => institution.Upwards(unit.Id).Count()).Select(unit => (IReadOnlyList<string>)
        [
            unit.Name, unit.Id, institution.Words.Of(Vocabulary.UnitKinds, unit.Kind), unit.Parent ?? "", unit.Phone ?? "", unit.Address ?? "",
        ]);

    /// <summary>The people in a unit and below it.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(Institution institution, string unit) =>
        institution.PeopleWithin(unit).SelectMany(person => person.Posts.Where(post => institution.IsAtOrAbove(unit, post.Unit)).Select(post => (IReadOnlyList<string>)
        [
            person.Name, person.Id, person.StaffNumber ?? "", person.Phone ?? "", person.Title ?? "", institution.Posts[post.Post].Name, institution.Unit(post.Unit)!.Name, // posts are at units that are there
        ]));

    /// <summary>Two lines that show how it is filled in.</summary>
    public static IEnumerable<IReadOnlyList<string>> Example(Institution institution) =>
        [["李明", "li-ming", "A0001", "13800000000", "", institution.Posts.Values.First().Name, institution.Root.Name], ["李明", "li-ming", "A0001", "", "", "complaint-officer", institution.Units[^1].Id]];

    /// <summary>The input of the action that imports the lines, or what is wrong with the head line, by which it is told whether they are units or people.</summary>
    public static (RawMap? Input, string? Mistake) Read(IReadOnlyList<IReadOnlyList<string>> rows, string reason, Institution institution)
    {
        var given = rows.Count == 0 ? [] : rows[0];
        var (columns, needed, list) = given.Any(head => head is "类型" or "kind") ? (UnitColumns, UnitNeeds, "units") : (Columns, PersonNeeds, "persons");
        var heads = given.Select(head => Array.Find(columns, column => column.Head == head || column.Field == head).Field).ToList();
        if (needed.Except(heads.OfType<string>()).ToList() is { Count: > 0 } lacking)
        {
            return (null, $"第一行应是列名，缺少：{string.Join("、", columns.Where(column => lacking.Contains(column.Field)).Select(column => column.Head))}");
        }

        var lines = rows.Skip(1).Select(row => (Raw)Map(heads.Zip(row).Where(cell => cell.First is not null && cell.Second.Length > 0).Select(cell => (cell.First!, Id(cell.First!, cell.Second, institution))))).ToList(); // filtered
        return lines.Count == 0 ? (null, "表里只有列名") : (Map([("reason", reason)], (list, new RawList(lines, default))), null);
    }

    /// <summary>A refusal of one line, by its number in the file, the head line being 1.</summary>
    public static string Told(Refusal refusal)
    {
        var line = refusal.Field?.Split('[', ']') is ["persons" or "units", var index, ..] && int.TryParse(index, out var at) ? $"第 {at + 2} 行：" : "";
        return line + refusal.Sentence;
    }

    // Posts and units go by their names too, where a name is unique.
    private static string Id(string field, string text, Institution institution) => field switch
    {
        "post" => institution.Posts.Values.Where(post => post.Name == text).Take(2).ToList() is [var one] ? one.Id : text,
        "kind" => Vocabulary.UnitKinds.FirstOrDefault(kind => institution.Words.Of(kind) == text)?.Value ?? text,
        "unit" or "parent" => institution.Units.Where(unit => unit.Name == text && unit.IsOpen).Take(2).ToList() is [var one] ? one.Id : text,
        _ => text,
    };

    private static RawMap Map(IEnumerable<(string Name, string Value)> fields, params (string Name, Raw Value)[] more) =>
        new(fields.Select(field => (field.Name, Value: (Raw)new RawScalar(field.Value, true, default))).Concat(more).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value), new Dictionary<string, Position>(), default);
}
