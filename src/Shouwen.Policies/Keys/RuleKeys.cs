using Shouwen.Domain.Actions;
using static Shouwen.Policies.Keys.KeyKind;

namespace Shouwen.Policies.Keys;

/// <summary>The keys of rules: what the system does about a clause.</summary>
public static class RuleKeys
{
    internal static readonly IReadOnlyList<string> UnitKinds = WordsOf(Vocabulary.UnitKinds);

    public static readonly Node ExtensionStage = new("extension-stage", "一级延期",
    [
        new Key("at-most", Period, "最长到", "how far", "30 days").Required,
        new("by", Relations, "由谁决定；不写则谁有延期权限谁决定", "who decides", "executive of head-office"),
    ]);

    public static readonly Node Extension = new("extension", "延期",
    [
        new("at-most", Period, "最长到（自起算点计，含）", "how far, from the clock's start", "60 working days"),
        new("stages", Maps, "分级延期：由近及远", "stages in rising order", "[{ at-most: 30 days }, { at-most: 60 days, by: executive of head-office }]") { Parts = ExtensionStage },
        new("requires", Words, "延期时必须填写的内容", "fields of extend that must be given", "[reason, told]") { Words = [.. ActionCatalogue.Get("extend").Fields.Select(field => field.Name)] },
        new("told-by", Words, "哪些告知方式算数；不写则都算", "means of telling that count", "[sms, email, letter]") { Words = WordsOf(Vocabulary.Means) },
        new("when", Condition, "满足条件才可延期", "only where this holds", "complexity >= complex"),
    ]);

    public static readonly Node Obligation = new("obligation", "办理义务（时限）",
    [
        new Key("name", Text, "应办的事，显示在屏幕上", "what is owed", "办结答复").Required,
        new("from", Trigger, "从何时起算；不写则自收到投诉起", "when its clock starts; receipt when left out", "receive-hand-over"),
        new("when", Condition, "满足条件才产生", "only where this holds", "severity >= severe"),
        new Key("due", Due, "期限", "until when", "15 working days").Required,
        new Key("owed-by", Relation, "由谁办", "who owes it", "responsible-unit").Required,
        new("owed-to", Relation, "向谁负责", "to whom", "complainant"),
        new Key("met-by", Patterns, "什么记录表示已办", "entries that discharge it", "answer").Required,
        new("warn", Periods, "到期前的提醒", "reminders", "[5 working days before, 1 working day before]"),
        new("on-breach", Relations, "逾期告知谁，依次", "who is told when it is missed", "notify superior, then unit-above"),
        new("extension", Map, "可否延期", "whether it may be extended", "{ at-most: 60 working days, requires: [reason, told] }") { Parts = Extension },
        new("waived-by", Patterns, "什么记录表示不必再办", "entries after which nothing is owed", "withdraw"),
        new("each", Text, "哪类单位（或 unit 单位编号）各自都要办；应办单位在条件里写作 owing-unit", "each unit of a kind owes it", "branch"),
        new("replaces", Words, "产生时终止哪些条款的义务", "clauses whose open obligations it ends", "[CP-07]"),
        Ours(),
    ]);

    public static readonly Node Window = new("window", "时间窗口",
    [
        new Key("period", Period, "多久", "how long", "30 days").Required,
        new Key("after", Pattern, "在哪个记录之后", "after which entry", "answer").Required,
    ]);

    public static readonly Node Gate = new("gate", "管控点",
    [
        new Key("refuses", Patterns, "拒绝哪些动作", "actions it refuses", "[answer, settle]").Required,
        new("when", Condition, "什么情况下拒绝", "only where this holds", "severity >= severe"),
        new("unless", Condition, "除非", "unless this holds", "compliance-reviewed"),
        new("later-than", Map, "在某记录之后超过期限才拒绝", "refuses only later than a period after an entry", "{ period: 30 days, after: answer }") { Parts = Window },
        new Key("message", Text, "被拒绝的人读到的话：先做什么", "what the refused person reads", "须先取得合规审查意见").Required,
        new("overridable", Flag, "true：有权的人说明理由后可以放行", "true: may be passed with a reason", "true"),
        Ours(),
    ]);

    public static readonly Node Reaction = new("reaction", "系统自动做的事",
    [
        new("on", Trigger, "出现什么记录时", "which entry", "return"),
        new("when", Condition, "什么条件变为成立时", "which condition becoming true", "count(return) >= 2"),
        new("if", Condition, "并且满足", "and only if", "channel = hotline"),
        new Key("then", Consequences, "assign to 某人、flag 标记、notify 某人 by 方式：内容", "assign, flag or notify", "assign to unit-above").Required,
        Ours(),
    ]);

    public static readonly Node Detection = new("detection", "聚集发现",
    [
        new Key("same", Word, "什么相同：产品或业务", "what the complaints share", "product") { Words = WordsOf(Vocabulary.ClusterSubjects) }.Required,
        new Key("within", Word, "在哪一级单位及其下级之内", "kind of unit under which they are near", "branch") { Words = UnitKinds }.Required,
        new Key("window", Period, "多长时间之内收到；天（每天 24 小时）、小时或分钟", "received within; days, hours or minutes", "7 days").Required,
        new Key("people", Condition, "至少多少不同的人：数或参数", "how many different people: a number or a parameter", "parameters.gathering-people").Required,
        new Key("grows-by", Number, "已经提示过的，再增加多少人才再提示", "how many more before it is raised again", "5").Required,
        new Key("then", Consequences, "同 reaction 的 then", "as in a reaction", "notify group-leader of branch or above by notice：疑似群体投诉").Required,
        Ours(),
    ]);

    public static readonly Node ChainStep = new("chain-step", "一级审批",
    [
        new("name", Text, "名称；不写则用岗位", "name", "领导小组审批"),
        new Key("by", Relations, "由谁审批；几个时前者优先，后者为替补", "who signs, then the alternates", "leading-group of about-unit or above").Required,
        new("of", Text, "哪个单位的（by 只写岗位时）", "unit, when by names a post only", "complained-about-unit or above"),
        new("when", Condition, "满足条件才有这一级", "only where this holds", "severity >= severe"),
        new("quorum", Number, "会议决议至少要几票赞成", "votes a resolution needs", "3"),
    ]);

    public static readonly Node Chain = new("chain", "审批链",
    [
        new Key("of", Text, "哪个动作之后需要审批", "the action that opens it", "propose").Required,
        new("when", Condition, "满足条件才需要", "only where this holds", "compensation > 0"),
        new Key("steps", Maps, "依次由谁审批", "the signatures in order", "[{ by: leading-group of about-unit or above }]") { Parts = ChainStep }.Required,
        Ours(),
    ]);

    public static readonly Node TextGuard = new("text-guard", "用语检查",
    [
        new("on", Words, "outgoing（发给客户的一切文字），或动作名称", "outgoing, or actions", "outgoing"),
        new Key("phrases", Texts, "lists 里的清单名称，或直接列出用语", "name of a list, or the phrases", "commitments").Required,
        new("when", Condition, "什么情况下检查", "only where this holds", "stage < approved"),
        new("unless", Condition, "除非", "unless this holds", "approved"),
        new("message", Text, "被拒绝的人读到的话；不写则用 says", "what the refused person reads", "作出处理决定前不得承诺"),
        new("overridable", Flag, "true：有权的人说明理由后可以放行", "true: may be passed with a reason", "false"),
        new("suggest", Text, "更好的说法", "better wording", "我们正在核实，将在 {due} 前书面答复您"),
        Ours(),
    ]);

    public static readonly Node Clock = new("clock", "计时的中止、重新开始和终止",
    [
        new("of", Words, "哪些条款的计时；不写则全部", "clauses whose clocks are meant", "[CP-07, CP-08]"),
        new("pause", Patterns, "中止计时的记录", "entries that stop it", "pause where reason = appraisal"),
        new("resume", Patterns, "恢复计时的记录", "entries that let it run on", "resume"),
        new("restart", Patterns, "重新开始计时的记录", "entries that start it again", "add-material where new-facts"),
        new("cancel", Patterns, "终止计时的记录", "entries that end it", "withdraw"),
        Ours(),
    ]);

    public static readonly Node Periodic = new("periodic", "定期报送",
    [
        new("name", Text, "名称；不写则用 report 或 says", "name", "上月投诉记录报送"),
        new Key("each", Text, "哪类单位都要办；某一个单位写作 unit 单位编号", "kind of unit that owes it, or one unit", "branch").Required,
        new Key("every", Word, "多久一次", "how often", "month") { Words = ["day", "week", "month", "quarter", "half-year", "year"] }.Required,
        new("due", Text, "期满后的期限或固定日期", "when it is due", "first 3 trading days"),
        new("to", Relation, "报给谁", "to whom", "head-office"),
        new("report", Text, "报什么", "which report", "monthly-records"),
        new("figures", Words, "系统算好、报送人只确认的数字", "figures that the system computes and the person confirms", "[customers, contacted]") { Words = WordsOf(Vocabulary.Figures) },
        new("when", Condition, "满足条件才要办", "only where this holds", "unit.open-campaign"),
        Ours(),
    ]);

    public static readonly Node Watch = new("watch", "重点关注期",
    [
        new("when", Condition, "到期产品工作满足条件才算", "of the campaign, only where this holds", "exists(open-campaign where actual-yield < expected-yield)"),
        new Key("before", KeyKind.Period, "到期日前多久开始", "from how long before the day of maturity", "14 days").Required,
        new Key("after", KeyKind.Period, "到期日后多久为止", "until how long after it", "7 days").Required,
        Ours(),
    ]);

    internal static Key[] OfClause() =>
    [
        .. OneOrMore("obligation", "obligations", "应办的事", "what is owed", "{ name: 办结答复, due: 15 working days, owed-by: responsible-unit, met-by: answer }", Obligation),
        .. OneOrMore("gate", "gates", "拒绝动作的条件", "what is refused", "{ refuses: answer, unless: approved, message: 须先审批 }", Gate),
        .. OneOrMore("reaction", "reactions", "系统自动做的事", "what the system does by itself", "{ on: 2nd return, then: assign to unit-above }", Reaction),
        new("detects", Maps, "聚集发现：把同一事项、相近时间和单位的投诉认作一件，一项或几项", "single complaints that are one event", "{ same: product, within: branch, window: 7 days, people: 10, grows-by: 5, then: flag cluster }") { Parts = Detection },
        new("chain", Map, "审批链", "who must agree", "{ of: propose, steps: [{ by: leading-group of about-unit }] }") { Parts = Chain },
        .. OneOrMore("text-guard", "text-guards", "不得发出的用语", "wording that must not go out", "{ on: outgoing, phrases: commitments, unless: approved }", TextGuard),
        .. OneOrMore("clock", "clocks", "计时的中止、重新开始和终止", "what moves clocks", "{ pause: pause, resume: resume }", Clock),
        new("periodic", Maps, "按日历定期要办的事，一项或几项", "duties by the calendar", "{ each: branch, every: month, report: monthly-records }") { Parts = Periodic },
    ];

    private static Key[] OneOrMore(string one, string more, string chinese, string english, string example, Node parts) =>
    [
        new(one, Maps, chinese, english, example) { Parts = parts },
        new(more, Maps, chinese + "，几项", english + ", several", $"[{example}]") { Parts = parts },
    ];

    private static Key Ours() => new("ours", Words, "本规则里哪些键是我们的读法", "keys of this rule that are our reading", "[when]");

    internal static IReadOnlyList<string> WordsOf(IEnumerable<Choice> choices) => [.. choices.Select(choice => choice.Value)];
}
