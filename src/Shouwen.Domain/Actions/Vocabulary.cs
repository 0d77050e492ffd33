namespace Shouwen.Domain.Actions;

/// <summary>
/// The closed vocabularies, each word once, with its usual label. Institutions may call things otherwise: what reaches a screen goes through
/// <see cref="Institutions.HouseWords"/>. Order matters where a word can be "more" than another.
/// </summary>
public static class Vocabulary
{
    public static readonly IReadOnlyList<Choice> Channels = Named("channel", "counter 网点", "opinion-book 意见簿", "opinion-box 意见箱", "letter 信函", "phone 电话", "hotline 客服热线",
        "email 邮件", "online 网络", "mobile-app 手机银行", "media 媒体", "regulator 监管转办", "association 协会转办", "internal 内部员工");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Severities = Named("severity", "minor 轻微", "moderate 中度", "severe 重度");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Complexities = Named("complexity", "simple 简单", "complex 复杂", "especially-complex 特别复杂");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Timeliness = Named("timeliness", "immediate 即时", "delayed 延迟", "long-running 长期");

    public static readonly IReadOnlyList<Choice> Contents = Named("content", "account-anomaly 账户异常", "transaction-error 交易差错", "not-as-expected 与预期不符", "bad-attitude 态度不佳", "other 其他");

    public static readonly IReadOnlyList<Choice> Kinds = Named("kind", "complaint 投诉", "enquiry 咨询", "praise 表扬", "suggestion 建议", "employee-complaint 员工投诉");

    public static readonly IReadOnlyList<Choice> Means = Named("means", "sms 短信", "phone 电话", "email 邮件", "letter 信函", "in-person 当面", "portal 客户门户");

    public static readonly IReadOnlyList<Choice> Told = Named("told", "acceptance 已受理", "time-limit 办理时限", "contact 联系方式");

    public static readonly IReadOnlyList<Choice> Methods = Named("method", "interview 约谈", "records 查阅资料", "site-visit 现场核查", "customer-contact 联系客户", "recording 调取录音录像", "other 其他");

    public static readonly IReadOnlyList<Choice> Recipients = Named("to", "sub-branch 支行", "branch 分行", "head-office 总行", "regulator 监管机构", "forwarding-body 转办单位", "media-contact 媒体",
        "leader 承办单位负责人", "group-leader 应急小组组长", "leading-group 领导小组", "executive 高管", "general-manager 总经理", "chairman 董事长", "hotline 客服中心");

    public static readonly IReadOnlyList<Choice> Measures = Named("measure", "apology 道歉", "explanation 解释说明", "correction 纠正", "consultation 协商沟通", "other 其他");

    public static readonly IReadOnlyList<Choice> Routes = Named("route", "mediation 调解", "arbitration 仲裁", "court 诉讼", "authority 行政部门");

    public static readonly IReadOnlyList<Choice> Opinions = Named("opinion", "agree 同意", "disagree 不同意");

    public static readonly IReadOnlyList<Choice> CompensationKinds = Named("compensation", "cash 现金", "gift 礼品");

    public static readonly IReadOnlyList<Choice> CallBackOf = Named("call-back-of", "complainant 投诉人", "respondent 被投诉人");

    public static readonly IReadOnlyList<Choice> ReviewDecisions = Named("review-decision", "uphold 维持", "change 变更");

    public static readonly IReadOnlyList<Choice> AppealStages = Named("appeal-stage", "re-examination 复审", "review 复核");

    public static readonly IReadOnlyList<Choice> Plans = Named("plan", "redemption 赎回方案", "renewal 续接方案");

    /// <summary>What is noted of a product between the start of its campaign and its end.</summary>
    public static readonly IReadOnlyList<Choice> ProductTopics = Named("product-topic", "position 持仓和交易对手", "performance 净值走势和费用", "market-risk 市场风险", "reputation-risk 声誉风险", "legal-risk 法律风险");

    /// <summary>Figures that the system computes of a unit and those below it, for what the unit hands in: customers on the list as they stand, contacts and complaints of the period.</summary>
    public static readonly IReadOnlyList<Choice> Figures = Named("figure", "customers 应联系客户", "assigned 已分配", "contacted 已联系", "reached 已联系上", "redeeming 同意赎回", "renewing 同意续接", "complaining 有投诉客户",
        "contacts 本期联系客户", "complaints 本期收到投诉", "complaints-open 未办结投诉");

    /// <summary>What may be imposed on staff.</summary>
    public static readonly IReadOnlyList<Choice> StaffSanctions = Named("sanction", "warning 警告", "demerit 记过", "major-demerit 记大过", "demotion 降级", "dismissal 开除", "fine 罚款", "reprimand 通报批评");

    /// <summary>What complaints share that are recognised as one event.</summary>
    public static readonly IReadOnlyList<Choice> ClusterSubjects = Named("cluster-subject", "product 产品", "business 业务");

    /// <summary>Kinds of units.</summary>
    public static readonly IReadOnlyList<Choice> UnitKinds = Named("unit-kind", "head-office 总行", "branch 分行", "sub-branch 支行", "department 部门", "hotline 客服中心", "central-unit 集中处理中心");

    /// <summary>What the institution calls itself, and the place where it meets its customers.</summary>
    public static readonly IReadOnlyList<Choice> Self = Named("self", "we 本行", "place 网点或部门");

    /// <summary>All of them: every word whose label an institution may replace, by its <see cref="Choice.Key"/>.</summary>
    public static readonly IReadOnlyList<Choice> All =
    [
        .. Self, .. Channels, .. UnitKinds, .. Recipients, .. Kinds, .. Severities, .. Complexities, .. Timeliness, .. Contents, .. Means, .. Told, .. Methods, .. Measures, .. Routes, .. Opinions,
        .. CompensationKinds, .. CallBackOf, .. ReviewDecisions, .. AppealStages, .. Plans, .. ProductTopics, .. Figures, .. StaffSanctions,
    ];

    /// <summary>Where a word stands in the rising vocabulary that holds both words, or null when no vocabulary orders them.</summary>
    /// <param name="levels">Of incidents, in rising order, as the institution has them.</param>
    public static (int Left, int Right)? Rank(string left, string right, IReadOnlyList<Choice> levels)
    {
        foreach (var ordered in new[] { Severities, Complexities, Timeliness, levels })
        {
            var (i, j) = (IndexOf(ordered, left), IndexOf(ordered, right));
            if (i >= 0 && j >= 0)
            {
                return (i, j);
            }
        }

        return null;
    }

    internal static IReadOnlyList<Choice> Of(params string[] words) => [.. words.Select(word => word.Split(' ', 2)).Select(pair => new Choice(pair[0], pair[1]))];

    private static IReadOnlyList<Choice> Named(string name, params string[] words) => [.. Of(words).Select(choice => choice with { Key = $"{name}.{choice.Value}" })];

    private static int IndexOf(IReadOnlyList<Choice> choices, string value)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Value == value)
            {
                return i;
            }
        }

        return -1;
    }
}
