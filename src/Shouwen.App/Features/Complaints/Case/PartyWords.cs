using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>Who owes something and to whom, by name where the institution knows one, else by the relation.</summary>
public static class PartyWords
{
    private static readonly Dictionary<string, string> Outsiders = new()
    {
        ["complainant"] = "投诉人",
        ["customer"] = "投诉人",
        ["forwarding-body"] = "转办单位",
        ["regulator"] = "监管机构",
        ["media"] = "媒体",
        ["handler"] = "承办人",
        ["first-contact"] = "首问责任人",
        ["respondent"] = "被投诉人",
        ["proposer"] = "拟订人",
    };

    public static string? Of(Party? party, CaseSight sight) => party switch
    {
        null => null,
        { Person: { } person } => sight.Person(person),
        { Unit: { } unit } => sight.Unit(unit),
        { Relation.Text: "forwarding-body" } => sight.Complaint.Data.Text("forwarded-by.body") ?? Outsiders["forwarding-body"],
        _ => Outsiders.GetValueOrDefault(party.Relation.Text) ?? Unfilled(party, sight.Institution),
    };

    // Nobody holds the post yet, or there is no such unit: the duty is shown with what the policy names.
    private static string Unfilled(Party party, Institution institution) => party.Relation.Role is { } role && institution.Posts.TryGetValue(role, out var post)
        ? $"{post.Name}（空缺）" : new Policies.RelationWords(institution).Of(party.Relation);
}
