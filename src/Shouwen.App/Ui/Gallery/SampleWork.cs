using static Shouwen.App.Ui.SampleShell;

namespace Shouwen.App.Ui;

public static class SampleWork
{
    public static IReadOnlyList<WorkGroup> Groups { get; } =
    [
        new("已超期",
        [
            Row(ClockState.Over, "超期 15 小时 30 分", "应于 09-23 24:00", 100, "向客服热线回告处理结果", "WM-37", "定期存单支取利息与柜面告知不符", "TS202609220018", "沈* · 客服热线", "调查中", "回告") with { IsPressing = true },
        ])
        { IsOver = true },
        new("今天到期",
        [
            Row(ClockState.Near, "剩余 8 分钟", "至 15:38", 73, "向当地监管局报告集中投诉", "WM-30", "营业厅内十余人询问产品兑付", "QT20260924-02", "石塘支行 · 群体事件", "处置中", "报告") with { IsPressing = true, IsGrave = true },
            Row(ClockState.Near, "剩余 1 小时 30 分", "至 17:00", 97, "提交协办反馈：交易流水与告警记录", "GD-11", "夜间账户被异地转出两笔，要求核查并先行垫付", "TS202609010027", "任** · 手机银行", "调查中", "催办") with { Severity = Severity.Severe },
            Row(ClockState.Half, "剩余 8 小时 30 分", "至今天 24:00", 62, "告知客户受理、时限和联系方式", "RG-07", "自助机吞卡后三天未退", "TS202609230044", "姚* · 网点", "已受理", "告知"),
        ]),
        new(null,
        [
            Row(ClockState.Ok, "剩余 1 个工作日", "至 09-28 周一", 8, "专人与客户面谈，说明核查进展", "WM-36", "夜间账户被异地转出两笔，要求核查并先行垫付", "TS202609010027", "任** · 手机银行", "调查中", "联系") with { Severity = Severity.Severe },
            Row(ClockState.Near, "剩余 2 个工作日", "至 09-29 周二", 87, "办结答复", "RG-09", "房贷利率调整未生效", "TS202609080016", "韩* · 电话", "待审批", "查看"),
        ])
        { StripName = "中秋节放假", StripWords = "09-25 周五 – 09-27 周日 · 工作日时限停走，小时时限照走" },
        new(null,
        [
            Row(ClockState.Half, "剩余 6 个工作日", "至 10-10 周六补班", 60, "办结答复", "RG-09", "代发工资到账延迟影响还款记录", "TS202609140033", "邵** · 网点", "调查中", "查看"),
            Row(ClockState.Ok, "约剩 69 个工作日", "暂至 2027-01-06", 7, "司法鉴定后续办", "RG-09", "签名真伪有争议，双方同意鉴定", "TS202609170005", "康* · 信函", "中止", "查看") with { Provisional = true, Severity = Severity.Moderate },
        ])
        { StripName = "国庆节放假", StripWords = "10-01 周四 – 10-07 周三 · 10-10 周六补班，计入工作日" },
    ];

    private static WorkRow Row(ClockState state, string remaining, string due, double percent, string name, string clause, string title, string number, string second, string stage, string action) => new()
    {
        State = state,
        Remaining = remaining,
        Due = due,
        Percent = percent,
        Name = name,
        Clause = Clause(clause),
        CaseTitle = title,
        CaseNumber = number,
        CaseHref = "#case",
        CaseSecond = second,
        Stage = stage,
        ActionText = action,
        ActionHref = "#act",
    };
}
