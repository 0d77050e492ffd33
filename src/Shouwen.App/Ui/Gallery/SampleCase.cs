using static Shouwen.App.Ui.SampleShell;

namespace Shouwen.App.Ui;

public static class SampleCase
{
    public static IReadOnlyList<LegalAction> Legal { get; } =
    [
        new("记录客户面谈", "#a", "phone-outgoing", "N"), new("催办运营管理部", "#b", "bell-ringing"), new("调查记录", "#c", "clipboard-text"),
        new("调查结论", "#d", "gavel"), new("再次延期", "#e", "calendar-plus"), new("转办", "#f", "arrows-exchange"), new("更正事实", "#g", "edit"), new("撤回登记", "#h", "arrow-back-up"),
    ];

    public static IReadOnlyList<RefusedAction> Refused { get; } =
    [
        new("答复客户", [new("尚无调查结论", [Clause("GD-05")]), new("重度投诉须先取得合规审查意见", [Clause("RG-13")])]),
        new("办结", [new("尚未答复客户", [Clause("RG-09")])]),
        new("先行垫付", [new("基金支出须处理意见获批", [Clause("CT-17")])]),
    ];

    public static IReadOnlyList<CaseStep> Steps { get; } =
    [
        new("登记", StepState.Done, "09-01 10:20"), new("受理", StepState.Done, "09-01 16:00"), new("调查", StepState.Now, "第 18 个工作日"), new("处理意见", StepState.Later),
        new("审批", StepState.Later), new("答复", StepState.Later, "最迟 10-16"), new("回访", StepState.Later), new("办结", StepState.Later), new("归档", StepState.Later),
    ];

    public static IReadOnlyList<TabItem> Tabs { get; } =
    [
        new("过程", "#t1", Chosen: true, Count: 19), new("调查", "#t2", Count: 3), new("处理意见与审批", "#t3"), new("答复与回访", "#t4"),
        new("附件", "#t5", Count: 6), new("关联", "#t6", Count: 1), new("义务", "#t7", Count: 9), new("校验", "#t8"),
    ];

    public static IReadOnlyList<TimelineDay> Timeline { get; } =
    [
        new("今天 09-24 周四",
        [
            new(At(9, 24, 9, 5), Voice.Customer, "任先生", "到网点当面提出：“两笔钱是半夜走的，你们的告警短信为什么第二天才到？”") { Consequences = [new("专人与客户面谈，至 09-28", Clause("WM-36"))] },
        ]),
        new("09-22 周二",
        [
            new(At(9, 22, 16, 40), Voice.Ours, "顾晓岚", "记录调查：已调取 08-30 登录日志；设备指纹与常用设备不同，告警规则触发但短信通道排队 7 小时，需运营管理部确认。", "clipboard-text") { Links = [new("登录日志 08-30.xlsx", "#x"), new("短信通道工单.pdf", "#y")] },
            new(At(9, 22, 9, 30), Voice.Ours, "顾晓岚", "请运营管理部协办：提供交易流水与告警发送记录，09-24 17:00 前反馈。", "users"),
        ]),
        new("09-21 周一",
        [
            new(At(9, 21, 10, 40), Voice.Outside, "监管局转办", "同一事实的投诉，已并入本案；要求 10-09 前报告处理结果。") { Consequences = [new("向转办单位报告", Clause("RG-10"))] },
        ]),
        new("09-18 周五",
        [
            new(At(9, 18, 10, 8), Voice.System, null, "延期告知短信已送达客户，内容含新的时限和理由。", "message"),
            new(At(9, 18, 10), Voice.Ours, "梁子衡", "（分行副行长）同意延期：办结时限由 09-21 改为 10-16。", "calendar-plus") { Note = "已更正" },
        ]),
    ];
}
