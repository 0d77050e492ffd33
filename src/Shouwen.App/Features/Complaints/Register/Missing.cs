using Shouwen.App.Ui;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>Something that a rule wants before acceptance and nobody has said yet.</summary>
/// <param name="Field">The field to fill in; null where the form has none.</param>
/// <param name="Question">What to ask the customer.</param>
public sealed record MissingFact(string Label, string? Field, string? Question, ClauseRef Clause);

/// <summary>Reads the gates on acceptance: which facts they name that are still unknown, and how to ask for them.</summary>
public static class Missing
{
    private static readonly Dictionary<string, (string Label, string Field, string Question)> Asked = new()
    {
        ["has-name"] = ("姓名", "complainants[0].name", "请问怎么称呼您？"),
        ["has-contact"] = ("联系方式", "complainants[0].phone", "方便留个手机号吗？办理结果好告诉您。"),
        ["summary"] = ("投诉内容", "summary", "您慢慢说，是什么事情？"),
        ["occurred-at"] = ("发生时间", "occurred-at", "您是哪一天、大概几点遇到的？"),
        ["demands"] = ("客户诉求", "demands", "您希望我们怎么处理？"),
        ["about.unit"] = ("被投诉单位", "about.unit", "是在哪里办的？"),
        ["about.product"] = ("产品", "about.product", "是哪一款产品？"),
        ["about.business"] = ("业务", "about.business", "当时办的是什么业务？"),
        ["about.person"] = ("涉及人员", "about.person", "还记得是哪位同事吗？工号、姓氏都可以。"),
        ["category"] = ("投诉类别", "category", "归到哪一类？"),
        ["severity"] = ("严重程度", "severity", "影响有多大？"),
        ["amount"] = ("涉及金额", "amount", "涉及多少钱？"),
        ["place"] = ("地点", "place", "在什么地方发生的？"),
        ["proxy-authorised"] = ("授权文书和证件", "complainants[0].authority", "请出示委托书和您的证件。"),
        ["representatives"] = ("推选的代表", "representatives", "请推选代表，由谁代表大家说？"),
        ["forwarded-by.body"] = ("转办单位", "forwarded-by.body", "哪个单位转来的？"),
    };

    public static IReadOnlyList<MissingFact> Of(CaseSight after) =>
    [
        .. (from policy in after.Surroundings.Policies
            let at = new Evaluation(after.Complaint, policy, after.Surroundings) { Actor = after.Actor }
            from clause in policy.Clauses
            where clause.Gates.Count > 0 && Derivation.Applies(policy, clause, at)
            from gate in clause.Gates
            where gate.Refuses.Options.Any(option => option.Action == "accept") && !gate.IsAboutPersons && at.Holds(gate.When) && !at.Holds(gate.Unless)
            from name in gate.Unless.Names().Concat(gate.When.Names())
            where !at.Holds(new Name(name)) && IsAskable(name)
            select Ask(name, after, clause.Id)).DistinctBy(fact => fact.Label),
    ];

    private static bool IsAskable(string name) => Asked.ContainsKey(name) || name.StartsWith("facts.", StringComparison.Ordinal);

    private static MissingFact Ask(string name, CaseSight sight, string clause) => Asked.TryGetValue(name, out var asked)
        ? new(asked.Label, asked.Field, asked.Question, sight.Clause(clause))
        : new(sight.Institution.Words.Fact(name["facts.".Length..]), name, null, sight.Clause(clause));
}
