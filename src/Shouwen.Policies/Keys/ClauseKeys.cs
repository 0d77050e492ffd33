using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using static Shouwen.Policies.Keys.KeyKind;

namespace Shouwen.Policies.Keys;

/// <summary>The keys of a clause, and of what in it is neither duty nor gate.</summary>
public static class ClauseKeys
{
    internal static readonly IReadOnlyDictionary<string, Stage> Stages = Enum.GetValues<Stage>().Where(stage => stage != Stage.None).ToDictionary(stage => stage.Word());

    public static readonly Node Requirement = new("requirement", "一项必办事项",
    [
        new Key("pattern", Pattern, "怎样的记录", "which entries", "record-measure kind apology").Required,
        new("label", Text, "提示里的叫法；不写则用动作的名称", "what to call it", "当事人道歉"),
    ]);

    public static readonly Node Outcome = new("outcome", "某种处理结果的必办事项",
    [
        new Key("requires-before-close", Maps, "办结前必须已有的记录；一项可以只写记录，也可以写 {pattern, label}", "entries needed before closing", "[record-measure kind explanation, find-liability]") { Parts = Requirement, MayBePlain = true }.Required,
    ]);

    public static readonly Node Sanction = new("sanction", "处罚幅度",
    [
        new Key("id", Text, "编号，问责时填写", "id", "complex-late").Required,
        new Key("offence", Text, "什么行为", "the offence", "复杂事项未取得客户同意致再次投诉").Required,
        new("amount", KeyKind.Range, "金额（元），一个数或一个范围，两端都含", "yuan, a number or a range", "50..200"),
        new("kinds", Words, "可以给予的处分", "sanctions allowed", "[warning, demerit]") { Words = RuleKeys.WordsOf(Vocabulary.StaffSanctions) },
    ]);

    public static readonly Node Retention = new("retention", "保管期限",
    [
        new Key("keep", Period, "保管多久；到期前不得销毁", "how long to keep", "5 years").Required,
        new Key("from", Pattern, "从哪个记录起算", "from which entry", "archive").Required,
    ]);

    public static readonly Node PostRequirement = new("post-requirement", "必设岗位",
    [
        new Key("post", Text, "岗位", "post", "group-leader").Required,
        new Key("of", Word, "哪类单位", "kind of unit", "branch") { Words = RuleKeys.UnitKinds }.Required,
    ]);

    public static readonly Node Indicator = new("indicator", "考核指标",
    [
        new Key("id", Text, "编号", "id", "complaints").Required,
        new Key("name", Text, "名称", "name", "投诉次数和严重程度").Required,
        new Key("weight", KeyKind.Range, "权重（百分比），一个数或一个范围", "weight in percent", "60..70").Required,
    ]);

    public static readonly Node Scorecard = new("scorecard", "考核评分",
    [
        new Key("indicators", Maps, "指标及权重", "indicators and weights", "[{ id: income, name: 收入指标, weight: 60..70 }]") { Parts = Indicator }.Required,
        new("every", Words, "多久结算一次", "when it is closed", "[month, quarter]") { Words = ["month", "quarter", "half-year", "year"] },
    ]);

    public static readonly Node Guidance = new("guidance", "指引",
    [
        new Key("says", Texts, "指引的文字，逐行", "the advice, line by line", "[先听完, 再答复]").Required,
        new("stages", Words, "案件在哪些阶段显示；any 为始终显示，登记时也显示", "stages at which it is shown; any: always", "[registered, accepted]") { Words = [.. Stages.Keys, "any"] },
        new("on", Words, "办哪些动作时显示；登记时显示的写 register", "actions beside whose form it is shown", "[answer, call-back]") { Words = [.. ActionCatalogue.Names] },
        new("when", Condition, "满足条件才显示", "only where this holds", "people >= 10"),
    ]);

    public static readonly Node Step = new("step", "处置步骤",
    [
        new Key("id", Text, "步骤的编号，record-step 用它记录", "the word that record-step names it by", "separate-onlookers").Required,
        new Key("says", Text, "要做什么，一句话", "what is to be done", "把围观的人请到别处").Required,
        new("when", Condition, "满足条件才列出", "only where this holds", "onlookers"),
    ]);

    public static readonly Node Clause = new("clause", "条款", [.. About(), .. RuleKeys.OfClause(), .. Others()]);

    private static Key[] About() =>
    [
        new("source", Text, "在原文的什么位置", "where it stands in the document", "第九条"),
        new Key("says", Text, "这一条的要求，用自己的话写；显示在屏幕上", "what it demands, in our words", "十五个工作日内办结").Required,
        new("ours", Words, "哪些键是我们的读法而非原文；整条都是时写 all", "keys that are our reading", "[from]"),
        new("verified", Flag, "false：尚未核对原文，屏幕上显示“待核对”", "false: not read in an official text", "false"),
        new("scope", Condition, "整个制度的适用范围：不满足时本制度的规则都不适用", "narrows the whole policy", "kind != enquiry"),
        new("when", Condition, "本条各规则的共同条件", "narrows every rule of the clause", "people >= 10"),
    ];

    private static Key[] Others() =>
    [
        new("outcomes", Named, "各处理结果的必办事项；键是结果编号", "what each outcome requires", "{ no-fault: { requires-before-close: [record-measure kind explanation] } }") { Parts = Outcome },
        new("sanctions", Maps, "处罚幅度；问责必须在幅度之内", "ranges of sanctions", "[{ id: head-late, offence: 部门负责人未及时回复, amount: 30 }]") { Parts = Sanction },
        new("scorecard", Map, "考核评分的指标和权重", "complaint scorecard", "{ indicators: [{ id: income, name: 收入, weight: 60..70 }, { id: complaints, name: 投诉, weight: 30..40 }], every: month }") { Parts = Scorecard },
        new("guidance", Maps, "给办理人的指引：一段或几段文字，要在案件旁显示的写明在哪里显示", "advice; where it is shown beside a case", "[{ stages: registered, on: answer, says: 先听完再答 }]") { Parts = Guidance, MayBePlain = true },
        new("steps", Maps, "处置清单：逐项列出，做一项记一项；必须做完才能办别的，另写 gate", "a checklist, ticked off one by one", "[{ id: separate-onlookers, says: 把围观的人请到别处, when: onlookers }]") { Parts = Step },
        new("forms", Texts, "使用的表单；名称写在文件顶层的 forms", "forms and reports; their titles are at the top", "[complaint-file]"),
        new("requires-posts", Maps, "必须设置的岗位；也可以写“岗位 of 单位类型”", "posts that must be filled", "[group-leader of branch]") { Parts = PostRequirement, MayBePlain = true },
        new("retention", Map, "保管期限", "how long files are kept", "{ keep: 5 years, from: archive }") { Parts = Retention },
        new("watch", Map, "产品集中到期前后，有关单位重点关注的期间", "when units watch closely around a maturity", "{ before: 14 days, after: 7 days }") { Parts = RuleKeys.Watch },
        new("not-enforced", Text, "系统不管这一条的理由", "why the system does nothing about it", "由董事会决定"),
    ];
}
