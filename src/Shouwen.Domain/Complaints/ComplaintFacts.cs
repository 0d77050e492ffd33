using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>The closed list of facts that conditions may name, with what each means. <c>policies/README.md</c> is checked against it.</summary>
public static class ComplaintFacts
{
    private static readonly Dictionary<string, Fact> All = Declare().ToDictionary(fact => fact.Name);

    private static readonly HashSet<string> Stated = [.. Given().Select(fact => fact.Name)];

    public static IReadOnlyCollection<Fact> List => All.Values;

    /// <summary>Names with their closed vocabulary, for the grammar.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Vocabularies { get; } =
        All.Values.ToDictionary(fact => fact.Name, fact => (IReadOnlyList<string>)[.. fact.Choices.Select(choice => choice.Value)]);

    /// <summary>Whether a name stands for something stated about the complaint (or for what never changes in one evaluation: parameters, the entry that started a clock), and not for what has been done.</summary>
    public static bool IsStated(string path) => Stated.Contains(path) || path.StartsWith("facts.", StringComparison.Ordinal) || path.StartsWith("parameters.", StringComparison.Ordinal)
        || (path.StartsWith("trigger.", StringComparison.Ordinal) && !path.StartsWith("trigger.actor.", StringComparison.Ordinal));

    public static object? Read(string name, Evaluation at) => All.TryGetValue(name, out var fact) ? fact.Value(at) : null;

    /// <summary>Facts about who acts: <c>actor.person</c>, <c>actor.post</c>, <c>actor.unit</c>, <c>actor.unit-kind</c>, <c>actor.recused</c>.</summary>
    public static object? OfActor(Actor? actor, string path, Evaluation at) => actor is null ? null : path switch
    {
        "actor.person" => actor.Person,
        "actor.post" => actor.Post,
        "actor.unit" => actor.Unit,
        "actor.unit-kind" => at.Surroundings.Institution.Unit(actor.Unit)?.Kind,
        "actor.recused" => at.Complaint.Recused.Contains(actor.Person),
        "actor.posts" => at.Surroundings.Institution.PostsOf(actor.Person, at.Now ?? at.Complaint.Entries[^1].At).Select(post => (object?)post.Post).Distinct().ToList(),
        _ => null,
    };

    private static IEnumerable<Fact> Declare() => [.. Given(), .. Present(), .. History(), .. People(), .. Beyond()];

    // They read nothing but what Complaint.IsStatedLike compares.
    private static Fact[] Given() =>
    [
        new("aggregate", "哪类事项：投诉、群体事件等", at => at.Complaint.Kind.Word()) { Choices = [.. Enum.GetValues<AggregateKind>().Select(kind => new Choice(kind.Word(), kind.Label()))] },
        Data("channel", "投诉渠道", Vocabulary.Channels),
        new("kind", "诉求性质，未填为 complaint", at => at.Complaint.Kind == AggregateKind.Complaint ? at.Complaint.Data.Text("kind") ?? "complaint" : null) { Choices = Vocabulary.Kinds },
        Data("category", "投诉类别"), Data("severity", "严重程度", Vocabulary.Severities), Data("complexity", "复杂程度", Vocabulary.Complexities),
        Data("timeliness", "时效", Vocabulary.Timeliness), Data("content", "内容类型", Vocabulary.Contents),
        Data("amount", "涉及金额（元）"), Data("occurred-at", "发生时间"), Data("place", "地点"), Data("demands", "客户诉求"), Data("summary", "投诉内容"), Data("onlookers", "有人围观聚集"),
        Data("codes", "分类编码"), new("codes-count", "不同分类编码的个数", at => (decimal)at.Complaint.Data.Texts("codes").Distinct().Count()), Data("promised-by", "承诺答复时间"),
        Data("about.unit", "被投诉单位"), Data("about.person", "被投诉人员"), Data("about.product", "产品"), Data("about.business", "业务"),
        Data("forwarded-by.body", "转办单位"), Data("forwarded-by.due", "转办要求的办结日期"),
        new("forwarded", "是否转办件", at => at.Complaint.Data.Has("forwarded-by")),
        new("received-at", "收到时间", at => at.Complaint.ReceivedAt),
        Data("level", "群体事件的级别，由低到高按机构所列的次序比较"),
        new("people", "人数，含并案", at => (decimal)at.Complaint.People),
        new("representatives", "推选代表人数", at => (decimal)at.Complaint.Data.List("representatives").Count),
        new("has-name", "有投诉人姓名", at => at.Complaint.Data.Groups("complainants").Any(who => who.Has("name"))),
        new("has-contact", "有联系方式", at => at.Complaint.Data.Groups("complainants").Any(who => who.Has("phone") || who.Has("email") || who.Has("address"))),
        new("proxy", "代他人投诉", at => at.Complaint.Data.Groups("complainants").Any(who => who.Has("on-behalf-of"))),
        new("proxy-authorised", "代理人均有授权文书和证件号码", at => at.Complaint.Data.Groups("complainants").Where(who => who.Has("on-behalf-of")).All(who => who.Has("authority") && who.Has("id-number"))),
    ];

    private static Fact[] Present() =>
    [
        new("stage", "阶段", at => at.Complaint.Stage.Word()) { Choices = [.. Enum.GetValues<Stage>().Select(stage => new Choice(stage.Word(), stage.Label()))] },
        new("round", "第几轮办理", at => (decimal)at.Complaint.Round),
        new("outcome", "本轮调查结论", at => at.Complaint.Outcome),
        new("concluded", "本轮已有调查结论", at => at.Complaint.Outcome is not null),
        new("proposed", "本轮已有处理意见", at => at.Complaint.Proposal is not null),
        new("approved", "处理意见已审批", at => at.Complaint.IsApproved),
        new("compliance-reviewed", "本处理意见已通过合规审查", at => at.Complaint.IsComplianceReviewed),
        new("answered", "本轮已答复", at => at.Complaint.ThisRound.Any(entry => entry.Action == "answer")),
        new("compensation", "处理意见拟赔付金额（元）", at => at.Complaint.Proposal?.Data.Number("compensation.amount") ?? 0m),
        new("compensation-paid", "已赔付金额（元）", at => at.Complaint.CompensationPaid),
        new("ended", "已终结", at => at.Complaint.HasEnded),
        new("merged", "已并入其他投诉", at => at.Complaint.MergedInto is not null),
        new("shares-total", "处理意见所列责任比例之和（百分数）", at => at.Complaint.Proposal?.Data.Group("shares") is { } shares ? shares.Sum(share => share.Value as decimal? ?? 0) : null),
        new("proposed-liable", "处理意见拟认定责任的人员", at => at.Complaint.Proposal?.Data.Groups("liability").Select(who => (object?)who.Text("person")).ToList()),
        new("on-hold", "保全中", at => at.Complaint.IsOnHold),
        new("flags", "系统标记", at => at.Complaint.Flags.Cast<object?>().ToList()),
    ];

    private static Fact[] History() =>
    [
        new("returns-between-same-units", "最近一次退回的两个单位之间，累计退回的次数", at => ReturnsBetweenSameUnits(at.Complaint)),
        new("customer-accepts", "客户对最近一次处理意见最后的表态：接受为 true，不接受为 false，没有表态为 none", at => CustomerResponse(at.Complaint)?.Data["accepts"]),
        new("satisfied", "最近一次回访投诉人是否满意", at => at.Complaint.Entries.LastOrDefault(entry => entry.Action == "call-back" && entry.Data.Text("of") == "complainant")?.Data["satisfied"]),
        new("repeat-after-satisfied", "同一客户此前的投诉回访时记为满意，现又投诉", at => at.Complaint.Data.Flag("repeat-after-satisfied")),
        new("complaints-investigated", "群体事件所含投诉中已有调查记录", at => at.Complaint.Data.Texts("complaints").Any(number => at.Surroundings.Other(number)?.Entries.Any(entry => entry.Action == "record-finding") == true)),
        new("open-co-handlings", "未反馈的协办数", at => (decimal)at.Complaint.CoHandlings.Count(asked => !asked.IsAnswered)),
        new("co-handlers", "协办部门", at => at.Complaint.CoHandlings.Select(asked => (object?)asked.Unit).ToList()),
    ];

    private static Fact[] People() =>
    [
        new("first-contact", "首问责任人", at => at.Complaint.FirstContact),
        new("handler", "承办人", at => at.Complaint.ResponsiblePerson),
        new("proposer", "拟订处理意见的人", at => at.Complaint.Proposal?.Actor.Person),
        new("approver", "最近一次审批的人", at => LastSignature(at)?.Person),
        new("approver.post", "最近一次审批人的岗位", at => LastSignature(at)?.Post),
        new("approver.unit", "最近一次审批人的单位", at => LastSignature(at)?.Unit),
        Kind("approver.unit-kind", "最近一次审批人的单位类型（部门随其上级单位）", at => LastSignature(at) is { } signature ? at.Surroundings.Institution.ReachOf(signature.Unit) : null),
        new("answerer", "最近一次答复客户的人", at => Last(at, "answer")?.Actor.Person),
        new("clarifier", "最近一次拟订媒体说明的人", at => Last(at, "draft-clarification")?.Actor.Person),
        new("liable", "被问责的人员", at => at.Complaint.Liable.Cast<object?>().ToList()),
        new("found-by", "最近一次作出问责决定的人", at => Last(at, "find-liability")?.Actor.Person),
        new("recused", "回避人员", at => at.Complaint.Recused.Cast<object?>().ToList()),
        new("responsible-unit", "承办单位", at => at.Complaint.ResponsibleUnit),
        new("accepting-unit", "受理单位", at => at.Complaint.AcceptingUnit),
        Kind("responsible-unit.kind", "承办单位类型", at => at.Complaint.ResponsibleUnit),
        Kind("accepting-unit.kind", "受理单位类型", at => at.Complaint.AcceptingUnit),
        Kind("about.unit-kind", "被投诉单位类型", at => at.Complaint.AboutUnit),
        Acting("actor.person", "行为人"), Acting("actor.post", "行为人岗位"), Acting("actor.unit", "行为人单位"), Acting("actor.unit-kind", "行为人单位类型", Vocabulary.UnitKinds), Acting("actor.recused", "行为人是否回避"),
        Acting("actor.posts", "行为人本人或代理的岗位"),
    ];

    private static Fact[] Beyond() =>
    [
        new("campaign-open", "该产品有到期产品工作", at => at.Complaint.Kind == AggregateKind.Campaign || at.Complaint.Data.Flag("campaign-open")),
        new("incident", "列入的群体事件", at => at.Complaint.Entries.LastOrDefault(entry => entry.Action is "gather" or "leave-incident") is { Action: "gather" } gathered ? gathered.Data.Text("incident") : null),
        new("fund-balance", "本年度专项基金余额（元）", at => at.Surroundings.Other(Fund.NumberOf(at.Now ?? at.Complaint.Entries[^1].At)) is { } fund ? Fund.From(fund).Balance : 0m),
        new("sanction.clause-known", "问责所依条款在施行的制度中，或是处罚幅度所列的条文", at => Sanctions.IsClauseKnown(at)),
        new("sanction.in-range", "问责的处分和金额在所依条款的幅度内；该条款没有幅度时为 none", at => Sanctions.IsInRange(at)),
        new("owing-unit", "应办单位（each 所列的每个单位之一）", at => at.OwingUnit),
        OfUnit("unit.open-campaign", "单位有进行中的到期产品工作"), OfUnit("unit.matured-complaints", "单位有未结的到期产品投诉"),
    ];

    private static Fact Data(string name, string meaning, IReadOnlyList<Choice>? choices = null) => new(name, meaning, at => at.Complaint.Data[name]) { Choices = choices ?? [] };

    private static Fact Kind(string name, string meaning, Func<Evaluation, string?> unit) =>
        new(name, meaning, at => at.Surroundings.Institution.Unit(unit(at))?.Kind) { Choices = Vocabulary.UnitKinds };

    private static Fact Acting(string name, string meaning, IReadOnlyList<Choice>? choices = null) => new(name, meaning, at => OfActor(at.Actor, name, at)) { Choices = choices ?? [] };

    private static Fact OfUnit(string name, string meaning) => new(name, meaning, at => at.Surroundings.UnitFacts[name]);

    private static Entry? Last(Evaluation at, string action) => at.Complaint.Entries.LastOrDefault(entry => entry.Action == action);

    private static Actor? LastSignature(Evaluation at) => at.Complaint.Signatures.LastOrDefault()?.Actor;

    private static Entry? CustomerResponse(Complaint complaint) => complaint.Entries.LastOrDefault(entry => entry.Action == "customer-response" && entry.Position > (complaint.Proposal?.Position ?? 0));

    private static decimal ReturnsBetweenSameUnits(Complaint complaint)
    {
        var between = complaint.Entries.Where(entry => entry.Action == "return").Select(entry => string.Join('|', new[] { entry.Data.Text("from-unit"), entry.Data.Text("responsible-unit") }.Order())).ToList();
        return between.Count(pair => pair == between[^1]);
    }
}

/// <summary>A named fact.</summary>
/// <param name="Meaning">In Chinese, for the policy reference.</param>
public sealed record Fact(string Name, string Meaning, Func<Evaluation, object?> Value)
{
    /// <summary>Its closed vocabulary; empty when it is open.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];
}
