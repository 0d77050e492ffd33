using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>Who is meant, in Chinese: group-leader of branch → 分行的应急处理小组组长.</summary>
public sealed class RelationWords(Institution institution)
{
    private static readonly Dictionary<string, string> Persons = new()
    {
        ["first-contact"] = "首问责任人",
        ["handler"] = "承办人",
        ["respondent"] = "被投诉人",
        ["proposer"] = "拟订人",
        ["complainant"] = "投诉人",
        ["customer"] = "客户",
        ["actor"] = "办理人",
        ["co-handler"] = "协办部门",
        ["superior"] = "承办人的上级",
        ["forwarding-body"] = "转办单位",
        ["regulator"] = "监管机构",
        ["media"] = "媒体",
    };

    private static readonly Dictionary<string, string> Units = new()
    {
        ["responsible-unit"] = "承办单位",
        ["about-unit"] = "被投诉单位",
        ["complained-about-unit"] = "被投诉单位",
        ["accepting-unit"] = "受理单位",
        ["unit-above"] = "上级单位",
        ["co-handling-unit"] = "协办部门",
        ["owing-unit"] = "各应办单位",
        ["trigger-unit"] = "所涉单位",
        ["forwarding-body"] = "转办单位",
        ["regulator"] = "监管机构",
    };

    private static readonly Dictionary<string, string> NamedDuties = new() { ["regulator-report"] = "监管报告专人", ["customer-contact"] = "客户联系专人" };

    public string Of(Relation? relation) => relation is null ? "" : Words(relation) + (relation.OrAbove ? "（本级没有则上级）" : "");

    /// <summary>A kind of unit or a unit word.</summary>
    public string Unit(string? word) => word is null ? "" : Units.GetValueOrDefault(word) ?? KindOf(word) ?? institution.Unit(word)?.Name ?? word;

    private string? KindOf(string word) =>
        Vocabulary.UnitKinds.FirstOrDefault(kind => kind.Value == (word == "headquarters" ? "head-office" : word)) is { } kind ? institution.Words.Of(kind) : null;

    public string Post(string id) => institution.Posts.TryGetValue(id, out var post) ? post.Name : id;

    private string Words(Relation relation) => (relation.Role, relation.Unit) switch
    {
        ({ } role, null) => Persons.GetValueOrDefault(role, role),
        (null, { } unit) => Unit(unit),
        ({ } role, { } unit) => $"{Unit(unit)}的{(relation.IsNamedDuty ? institution.Words.Own($"duty.{role}") ?? NamedDuties.GetValueOrDefault(role, role) : Post(role))}",
        _ => relation.Text,
    };
}
