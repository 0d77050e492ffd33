using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Audits;

/// <summary>One thing that an entry of the organisation's journal made different.</summary>
/// <param name="About">Name of the unit or person.</param>
/// <param name="Before">Null where there was none.</param>
public sealed record SettingDifference(string About, string Label, string? Before, string? After)
{
    /// <summary>What differs between the organisation without and with the entry, at the moment from which it counts. Pure.</summary>
    /// <param name="file">The institution as its file says it now.</param>
    public static IReadOnlyList<SettingDifference> Of(Institution file, IReadOnlyList<Entry> journal, Entry entry)
    {
        var at = entry.Data.Moment("from") is { } from && from > entry.At ? from : entry.At;
        var before = Organisation.At(file, journal.Where(each => each.Position < entry.Position), at);
        var after = Organisation.At(file, journal.Where(each => each.Position <= entry.Position), at);
        return [.. Units(before, after), .. People(before, after), .. Delegates(before, after)];
    }

    private static IEnumerable<SettingDifference> Units(Institution before, Institution after) =>
        from unit in after.Units
        let old = before.Unit(unit.Id)
        from line in Differing(unit.Name,
            ("名称", old?.Name, unit.Name), ("上级单位", NameOf(before, old?.Parent), NameOf(after, unit.Parent)), ("电话", old?.Phone, unit.Phone), ("地址", old?.Address, unit.Address),
            ("状态", State(old), State(unit)), ("指定专人", Named(old, before), Named(unit, after)))
        select line;

    private static IEnumerable<SettingDifference> People(Institution before, Institution after) =>
        from person in after.Persons
        let old = before.Person(person.Id)
        from line in Differing(person.Name,
            ("姓名", old?.Name, person.Name), ("工号", old?.StaffNumber, person.StaffNumber), ("电话", old?.Phone, person.Phone), ("职务", old?.Title, person.Title), ("岗位", Posts(old, before), Posts(person, after)))
        select line;

    private static IEnumerable<SettingDifference> Delegates(Institution before, Institution after) =>
        before.Delegates.Except(after.Delegates).Select(gone => new SettingDifference(PersonOf(before, gone.For), "代理人", PersonOf(before, gone.By), null))
            .Concat(after.Delegates.Except(before.Delegates).Select(made => new SettingDifference(PersonOf(after, made.For), "代理人", null, PersonOf(after, made.By))));

    private static IEnumerable<SettingDifference> Differing(string about, params (string Label, string? Before, string? After)[] lines) =>
        lines.Where(line => (line.Before ?? "") != (line.After ?? "")).Select(line => new SettingDifference(about, line.Label, line.Before, line.After));

    private static string? NameOf(Institution institution, string? unit) => institution.Unit(unit)?.Name;

    private static string? State(OrgUnit? unit) => unit is null ? null : unit.IsOpen ? "在用" : "已撤并";

    private static string? Named(OrgUnit? unit, Institution institution) => unit is null || unit.NamedPersons.Count == 0 ? null : string.Join("、", unit.NamedPersons.Select(named => $"{named.Key} {PersonOf(institution, named.Value)}"));

    private static string? Posts(Person? person, Institution institution) => person is null || person.Posts.Count == 0 ? null : string.Join("；", person.Posts.Select(post => institution.LabelOf(person, post)));

    private static string PersonOf(Institution institution, string person) => institution.Person(person)?.Name ?? person;
}
