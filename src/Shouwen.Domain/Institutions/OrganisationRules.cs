using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Institutions;

/// <summary>What a change of the organisation must respect: the tree stays a tree, names stay unique, nobody changes his or her own posts or reaches beyond the own unit. These refusals carry no clause.</summary>
public static partial class OrganisationRules
{
    private static readonly HashSet<string> Changes = [.. ActionCatalogue.All.Where(action => action.Entitlement == Entitlement.Administers).Select(action => action.Name)];

    /// <summary>Whether a post changes the organisation.</summary>
    public static bool Administers(this Post post) => post.May.Overlaps(Changes);

    /// <summary>Everything that speaks against a change; empty for other actions.</summary>
    public static IEnumerable<Refusal> Refuse(Proposal proposal, Institution institution)
    {
        var (data, name) = (proposal.Fields, proposal.Action.Name);
        return proposal.Action.Aggregate != AggregateKind.Organisation || proposal.Actor.IsSystem ? [] : [.. name switch
        {
            "open-unit" => Opened(data, institution, ""),
            "change-unit" => Changed(data, institution),
            "close-unit" => Closed(data, institution),
            "add-person" => Added(data, institution, ""),
            "grant-post" when institution.Person(data.Text("person"))?.Posts.Contains(PostOf(data)) == true => [Wrong("person", "已经任此职")],
            "end-post" => Ended(data, institution),
            "appoint-delegate" => Delegated(proposal, institution),
            "import-organisation" => Imported(data, institution),
            _ => [],
        }, .. Units(data).Where(unit => institution.Unit(unit) is { IsOpen: false }).Select(unit => Wrong("unit", $"{institution.Unit(unit)!.Name}已经撤并"))]; // it is there
    }

    /// <summary>Whether this person may make this change at all.</summary>
    public static IEnumerable<Refusal> RefuseActor(Proposal proposal, Institution institution)
    {
        var (data, actor) = (proposal.Fields, proposal.Actor);
        var reach = institution.ReachOf(actor.Unit);
        if (Units(data).Concat(Homes(proposal, institution)).Any(unit => institution.Unit(unit) is not null && !institution.IsAtOrAbove(reach, unit)))
        {
            yield return Refusal.Permission($"只能管理{institution.Unit(reach)?.Name}及其下级的单位和人员");
        }

        if (data.Text(proposal.Action.Name == "appoint-delegate" ? "by" : "person") == actor.Person)
        {
            yield return Refusal.Permission("不能改动自己的岗位和资料，请由另一名管理员办理");
        }

        // Whoever sees everything, or administers, is in the hands of the root alone.
        var held = institution.Person(data.Text("person"))?.Posts.Select(post => post.Post) ?? [];
        var far = Groups(data).Select(group => group.Text("post")).OfType<string>().Concat(held).Select(institution.Posts.GetValueOrDefault).OfType<Post>().FirstOrDefault(post => post.Sees is Sight.All or Sight.Nothing || post.Administers());
        if (far is not null && reach != institution.Root.Id)
        {
            yield return Refusal.Permission($"{far.Name}由{institution.Root.Name}的管理员管理");
        }
    }

    private static IEnumerable<Refusal> Opened(Fields data, Institution institution, string path)
    {
        if (!Identifier().IsMatch(data.Text("id") ?? ""))
        {
            yield return Wrong(path + "id", "编号用小写字母、数字和连字符，如 branch-4");
        }

        if (institution.Unit(data.Text("id")) is not null)
        {
            yield return Wrong(path + "id", "已有单位用这个编号");
        }

        if (institution.Unit(data.Text("parent")) is not { IsOpen: true })
        {
            yield return Wrong(path + "parent", $"没有可以作上级的单位“{data.Text("parent")}”");
        }
    }

    private static IEnumerable<Refusal> Changed(Fields data, Institution institution)
    {
        if (data.Text("parent") is { } parent && (data.Text("unit") == institution.Root.Id || institution.IsAtOrAbove(data.Text("unit"), parent)))
        {
            yield return Wrong("parent", "单位不能归到自己或自己的下级之下");
        }
    }

    private static IEnumerable<Refusal> Closed(Fields data, Institution institution)
    {
        var (unit, into) = (data.Text("unit"), data.Text("into"));
        if (unit == institution.Root.Id)
        {
            yield return Wrong("unit", $"{institution.Root.Name}不能撤并");
        }

        if (into is not null && institution.IsAtOrAbove(unit, into))
        {
            yield return Wrong("into", "不能并入自己或自己的下级");
        }

        if (into is null && institution.Units.FirstOrDefault(below => below.Parent == unit && below.IsOpen) is { } below)
        {
            yield return Wrong("unit", $"请先撤并或迁走下级单位：{below.Name}");
        }
    }

    private static IEnumerable<Refusal> Added(Fields data, Institution institution, string path)
    {
        if (!Identifier().IsMatch(data.Text("id") ?? ""))
        {
            yield return Wrong(path + "id", "账号用小写字母、数字和连字符，如 li-ming");
        }

        if (institution.Person(data.Text("id")) is not null)
        {
            yield return Wrong(path + "id", "已有人员用这个账号，请换一个，或给原来的人员增加岗位");
        }

        if (data.Text("staff-number") is { } staffNumber && institution.Persons.FirstOrDefault(person => person.StaffNumber == staffNumber) is { } same)
        {
            yield return Wrong(path + "staff-number", $"工号已是{same.Name}的");
        }
    }

    private static IEnumerable<Refusal> Ended(Fields data, Institution institution)
    {
        if (institution.Person(data.Text("person"))?.Posts.Contains(PostOf(data)) != true)
        {
            yield return Wrong("post", "没有任此职");
        }
        else if (institution.Posts[PostOf(data).Post].Administers() && institution.Holders.Count(holder => holder.Post.Post == PostOf(data).Post) == 1)
        {
            yield return Wrong("person", "这是最后一名此岗位的管理员，请先任命另一名");
        }
    }

    private static IEnumerable<Refusal> Delegated(Proposal proposal, Institution institution)
    {
        var (data, from) = (proposal.Fields, proposal.Fields.Moment("from") ?? proposal.At);
        if (data.Text("person") == data.Text("by"))
        {
            yield return Wrong("by", "代理人应是另一个人");
        }

        if (data.Moment("until") is { } until && (until <= from || until <= proposal.At))
        {
            yield return Wrong("until", "代理的结束应晚于开始，也晚于现在");
        }

        if (institution.Person(data.Text("person")) is { Usual: null })
        {
            yield return Wrong("person", "没有岗位，不需要代理");
        }
    }

    // Line by line, each on what the lines before it have made.
    private static IEnumerable<Refusal> Imported(Fields data, Institution institution)
    {
        var made = institution;
        foreach (var (unit, i) in data.Groups("units").Select((unit, i) => (unit, i)))
        {
            var refusals = Opened(unit, made, $"units[{i}].").ToList();
            foreach (var refusal in refusals)
            {
                yield return refusal;
            }

            made = refusals.Count > 0 ? made : made with { Units = [.. made.Units, new(unit.Text("id")!, unit.Text("name")!, unit.Text("kind")!, unit.Text("parent"))] };
        }

        var listed = new HashSet<string>();
        foreach (var (person, i) in data.Groups("persons").Select((person, i) => (person, i)))
        {
            foreach (var refusal in listed.Add(person.Text("id")!) ? Added(person, made, $"persons[{i}].") : [])
            {
                yield return refusal;
            }

            if (!made.Posts.ContainsKey(person.Text("post")!))
            {
                yield return Wrong($"persons[{i}].post", $"没有名为“{person.Text("post")}”的岗位{Nearest.Hint(person.Text("post")!, made.Posts.Keys)}");
            }

            if (made.Unit(person.Text("unit")) is not { IsOpen: true })
            {
                yield return Wrong($"persons[{i}].unit", $"没有名为“{person.Text("unit")}”的单位{Nearest.Hint(person.Text("unit")!, made.Units.Select(unit => unit.Id))}");
            }
        }
    }

    private static IEnumerable<Fields> Groups(Fields data) => data.Groups("units").Concat(data.Groups("persons")).Prepend(data);

    private static IEnumerable<string> Units(Fields data) => Groups(data).SelectMany(group => new[] { group.Text("unit"), group.Text("into"), group.Text("parent") }).OfType<string>();

    // Somebody is administered where he or she works: in all units at once.
    private static IEnumerable<string> Homes(Proposal proposal, Institution institution) => proposal.Action.Name is "add-person" or "import-organisation" or "name-person" or "grant-post" or "end-post" ? []
        : new[] { proposal.Fields.Text("person"), proposal.Fields.Text("by") }.Select(institution.Person).OfType<Person>().SelectMany(person => person.Posts.Select(post => post.Unit));

    private static Assignment PostOf(Fields data) => new(data.Text("post") ?? "", data.Text("unit") ?? "");

    private static Refusal Wrong(string field, string sentence) => Refusal.Of("organisation", sentence) with { Field = field };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
