using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reading;

namespace Shouwen.Policies.Institutions;

internal sealed record Organisation(IReadOnlyList<OrgUnit> Units, IReadOnlyList<Person> Persons);

/// <summary>Reads units and persons and checks that they fit together.</summary>
internal static class OrganisationReading
{
    public static Organisation Read(FileReading file, MapReader top, IReadOnlyDictionary<string, Post> posts)
    {
        var maps = top.Maps("units").SelectMany(unit => WithBelow(file, unit, null)).ToList();
        var units = maps.Select(each => UnitOf(each.Map, each.Above)).ToList();
        var personMaps = top.Maps("persons").ToList();
        CheckTwice(file, maps.Select(each => each.Map.Scalar("id")));
        CheckTwice(file, personMaps.Select(person => person.Scalar("id")));
        CheckTree(file, maps, top);
        var persons = personMaps.Select(person => PersonOf(file, person, units, posts)).ToList();
        CheckNamed(file, maps, persons);
        return new(units, persons);
    }

    // Nested units name no parent; their place says it.
    private static IEnumerable<(MapReader Map, string? Above)> WithBelow(FileReading file, MapReader unit, string? above) =>
        unit.Items("units").Select(raw => file.Map(raw, InstitutionKeys.Unit)).OfType<MapReader>().SelectMany(below => WithBelow(file, below, unit.Text("id"))).Prepend((unit, above));

    private static OrgUnit UnitOf(MapReader map, string? above) => new(map.Text("id") ?? "", map.Text("name") ?? "", map.Word("kind") ?? "", map.Text("parent") ?? above)
    {
        Phone = map.Text("phone"),
        Address = map.Text("address"),
        NamedPersons = map.Named("named-persons").Select(pair => (pair.Name, Person: map.File.Scalar(pair.Value, pair.Name))).Where(pair => pair.Person is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Person!.Text), // filtered
    };

    private static void CheckTree(FileReading file, List<(MapReader Map, string? Above)> maps, MapReader top)
    {
        var ids = maps.Select(each => each.Map.Text("id")).OfType<string>().ToHashSet();
        var parents = new Dictionary<string, string>();
        foreach (var (map, above) in maps)
        {
            if (map.Scalar("parent") is { } parent && file.IsKnown(parent, ids, "单位") && above is not null && above != parent.Text)
            {
                file.Wrong(parent.At, $"它写在 {above} 之下，上级不能是 {parent.Text}");
            }

            if ((map.Text("parent") ?? above) is { } up && map.Text("id") is { } id)
            {
                parents[id] = up;
            }
        }

        var roots = maps.Where(each => each.Above is null && !each.Map.Has("parent")).ToList();
        if (roots.Count != 1 || roots[0].Map != maps[0].Map)
        {
            file.Wrong(roots.Count > 1 ? roots[1].Map.At : top.PlaceOf("units"), "应有且只有一个单位没有上级（parent），并且写在最前面");
        }

        foreach (var (map, _) in maps.Where(each => each.Map.Text("id") is { } id && IsBelowItself(id, parents)))
        {
            file.Wrong(map.At, $"{map.Text("id")} 的上级绕回了它自己");
        }
    }

    private static bool IsBelowItself(string id, Dictionary<string, string> parents)
    {
        var seen = new HashSet<string>();
        for (var at = id; parents.TryGetValue(at, out var up) && seen.Add(at); at = up)
        {
            if (up == id)
            {
                return true;
            }
        }

        return false;
    }

    private static Person PersonOf(FileReading file, MapReader map, List<OrgUnit> units, IReadOnlyDictionary<string, Post> posts)
    {
        var ids = units.Select(unit => unit.Id).ToList();
        var held = new List<Assignment>();
        foreach (var scalar in map.Scalars("posts"))
        {
            if (scalar.Text.Split('@') is not [var post, var unit])
            {
                file.Wrong(scalar.At, $"“{scalar.Text}”应写作 岗位@单位，如 teller@branch-1");
            }
            else if (file.IsKnown(new(post, false, scalar.At), posts.Keys, "岗位") && file.IsKnown(new(unit, false, scalar.At), ids, "单位"))
            {
                held.Add(new(post, unit));
            }
        }

        if (held.Count == 0 && map.Items("posts").Count == 0)
        {
            file.Wrong(map.At, "人员至少要有一个岗位");
        }

        return new(map.Text("id") ?? "", map.Text("name") ?? "", held) { StaffNumber = map.Text("staff-number"), Phone = map.Text("phone"), Title = map.Text("title") };
    }

    private static void CheckNamed(FileReading file, List<(MapReader Map, string? Above)> maps, List<Person> persons)
    {
        var ids = persons.Select(person => person.Id).ToList();
        foreach (var scalar in maps.SelectMany(each => each.Map.Named("named-persons")).Select(pair => pair.Value).OfType<RawScalar>())
        {
            file.IsKnown(scalar, ids, "人员");
        }
    }

    private static void CheckTwice(FileReading file, IEnumerable<RawScalar?> ids)
    {
        var seen = new HashSet<string>();
        foreach (var id in ids.OfType<RawScalar>().Where(id => !seen.Add(id.Text)))
        {
            file.Wrong(id.At, $"编号“{id.Text}”重复");
        }
    }
}
