namespace Shouwen.Domain.Actions;

/// <summary>The closed vocabularies of the actions, each word once, with its word on screen. Order matters where a word can be "more" than another.</summary>
public static class Vocabulary
{
    public static readonly IReadOnlyList<Choice> Channels = Of("counter 网点", "opinion-book 意见簿", "opinion-box 意见箱", "letter 信函", "phone 电话", "hotline 客服热线",
        "email 邮件", "online 网络", "mobile-app 手机银行", "media 媒体", "regulator 监管转办", "association 协会转办", "internal 内部员工");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Severities = Of("minor 轻微", "moderate 中度", "severe 重度");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Complexities = Of("simple 简单", "complex 复杂", "especially-complex 特别复杂");

    /// <summary>In rising order.</summary>
    public static readonly IReadOnlyList<Choice> Timeliness = Of("immediate 即时", "delayed 延迟", "long-running 长期");

    public static readonly IReadOnlyList<Choice> Contents = Of("account-anomaly 账户异常", "transaction-error 交易差错", "not-as-expected 与预期不符", "bad-attitude 态度不佳", "other 其他");

    public static readonly IReadOnlyList<Choice> Kinds = Of("complaint 投诉", "enquiry 咨询", "praise 表扬", "suggestion 建议", "employee-complaint 员工投诉");

    public static readonly IReadOnlyList<Choice> Means = Of("sms 短信", "phone 电话", "email 邮件", "letter 信函", "in-person 当面", "portal 客户门户");

    public static readonly IReadOnlyList<Choice> Told = Of("acceptance 已受理", "time-limit 办理时限", "contact 联系方式");

    public static readonly IReadOnlyList<Choice> Methods = Of("interview 约谈", "records 查阅资料", "site-visit 现场核查", "customer-contact 联系客户", "recording 调取录音录像", "other 其他");

    public static readonly IReadOnlyList<Choice> Recipients = Of("sub-branch 支行", "branch 分行", "head-office 总行（总部）", "regulator 监管机构", "forwarding-body 转办单位", "media-contact 媒体",
        "leader 承办单位负责人", "group-leader 应急小组组长", "leading-group 领导小组", "executive 高管", "general-manager 总经理", "chairman 董事长", "hotline 客服中心");

    public static readonly IReadOnlyList<Choice> Measures = Of("apology 道歉", "explanation 解释说明", "correction 纠正", "consultation 协商沟通", "other 其他");

    public static readonly IReadOnlyList<Choice> Routes = Of("mediation 调解", "arbitration 仲裁", "court 诉讼", "authority 行政部门");

    public static readonly IReadOnlyList<Choice> Opinions = Of("agree 同意", "disagree 不同意");

    public static readonly IReadOnlyList<Choice> CompensationKinds = Of("cash 现金", "gift 礼品");

    public static readonly IReadOnlyList<Choice> CallBackOf = Of("complainant 投诉人", "respondent 被投诉人");

    public static readonly IReadOnlyList<Choice> ReviewDecisions = Of("uphold 维持", "change 变更");

    public static readonly IReadOnlyList<Choice> AppealStages = Of("re-examination 复审", "review 复核");

    public static readonly IReadOnlyList<Choice> Plans = Of("redemption 赎回方案", "renewal 续接方案");

    /// <summary>What may be imposed on staff.</summary>
    public static readonly IReadOnlyList<Choice> StaffSanctions = Of("warning 警告", "demerit 记过", "major-demerit 记大过", "demotion 降级", "dismissal 开除", "fine 罚款", "reprimand 通报批评");

    /// <summary>Where a word stands in the rising vocabulary that holds both words, or null when no vocabulary orders them.</summary>
    public static (int Left, int Right)? Rank(string left, string right)
    {
        foreach (var ordered in new[] { Severities, Complexities, Timeliness })
        {
            var (i, j) = (IndexOf(ordered, left), IndexOf(ordered, right));
            if (i >= 0 && j >= 0)
            {
                return (i, j);
            }
        }

        return null;
    }

    /// <summary>The word on screen, or the value itself where the vocabulary lacks it.</summary>
    public static string Label(IReadOnlyList<Choice> choices, string? value) => choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value ?? "";

    internal static IReadOnlyList<Choice> Of(params string[] words) => [.. words.Select(word => word.Split(' ', 2)).Select(pair => new Choice(pair[0], pair[1]))];

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
