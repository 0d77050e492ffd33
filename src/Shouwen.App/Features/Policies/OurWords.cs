namespace Shouwen.App.Features.Policies;

/// <summary>The keys of a rule that may be our reading rather than the document's, in Chinese.</summary>
public static class OurWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["all"] = "整条",
        ["when"] = "适用条件",
        ["met-by"] = "怎样算办妥",
        ["due"] = "期限",
        ["from"] = "起算点",
        ["owed-by"] = "由谁办",
        ["owed-to"] = "向谁负责",
        ["refuses"] = "拒绝的动作",
        ["unless"] = "放行条件",
        ["gate"] = "管控点",
        ["gates"] = "管控点",
        ["obligation"] = "办理义务",
        ["obligations"] = "办理义务",
        ["scope"] = "适用范围",
        ["steps"] = "审批层级",
        ["chain"] = "审批链",
        ["extension"] = "延期",
        ["told-by"] = "告知方式",
        ["requires-posts"] = "须配备的岗位",
        ["reaction"] = "系统自动办理",
        ["text-guard"] = "用语检查",
        ["periodic"] = "定期报送",
        ["warn"] = "提醒",
        ["on-breach"] = "逾期告知",
        ["phrases"] = "用语清单",
        ["clock"] = "计时",
        ["outcomes"] = "结论要求",
        ["on"] = "触发",
        ["then"] = "系统动作",
        ["later-than"] = "时间窗口",
        ["says"] = "条文表述",
        ["name"] = "名称",
        ["message"] = "提示语",
        ["retention"] = "保管期限",
        ["each"] = "由哪类单位办",
        ["every"] = "频次",
    };

    public static string Of(string key) => Words.GetValueOrDefault(key, key);
}
