using static Shouwen.App.Ui.SampleShell;

namespace Shouwen.App.Ui;

public static class SampleRibbon
{
    public static RibbonModel States { get; } = Model(
    [
        Row("进行中 · 充裕", "RG-09", ClockState.Ok, At(9, 17, 9), At(10, 15), "剩余 9 个工作日") with { Percent = 40 },
        Row("进行中 · 过半", "RG-09", ClockState.Half, At(9, 14, 14), At(10, 11), "剩余 6 个工作日") with { Percent = 60 },
        Row("进行中 · 临近", "RG-09", ClockState.Near, At(9, 8, 11), At(9, 30), "剩余 2 个工作日") with { Percent = 87 },
        Row("超期", "RG-09", ClockState.Over, At(9, 1, 9), At(9, 22), "超期 3 个工作日") with { DueWords = "应于 09-21 周一 24:00", Percent = 100 },
        Row("按时履行", "GD-06", ClockState.Done, At(9, 1, 9), At(9, 22), "09-11 已履行") with { DischargedAt = At(9, 11, 10), DueWords = "早 7 个工作日" },
        Row("迟办", "WM-37", ClockState.Late, At(9, 1, 9), At(9, 22), "迟 2 个工作日") with { DischargedAt = At(9, 23, 10), DueWords = "09-23 履行，应于 09-21" },
        Extended,
        Row("中止计时", "RG-09", ClockState.Ok, At(9, 9, 9), At(10, 15), "剩余 9 个工作日") with { Percent = 45, Pauses = [new(At(9, 14), At(9, 21), "中止：等待司法鉴定，已告知客户")] },
        Row("暂定", "RG-09", ClockState.Ok, At(9, 17, 9), new DateTimeOffset(2027, 1, 7, 0, 0, 0, Now.Offset), "约剩 69 个工作日") with { Provisional = true, DueWords = "暂至 2027-01-06 周三", Percent = 7 },
        Row("几个小时", "GD-11", ClockState.Near, At(9, 24, 11), At(9, 24, 18), "剩余 2 小时 30 分") with { CountsWorkingDays = false, Percent = 64 },
        Row("十几分钟", "WM-30", ClockState.Near, At(9, 24, 15, 8), At(9, 24, 15, 38), "剩余 8 分钟") with { CountsWorkingDays = false, Percent = 73 },
    ]);

    public static RibbonModel Case { get; } = Model(
    [
        Row("协办部门反馈：交易流水与告警记录", "GD-11", ClockState.Near, At(9, 22, 9, 30), At(9, 24, 17), "剩余 1 小时 30 分") with { Who = "运营管理部", Whom = "承办人", CountsWorkingDays = false, Percent = 97 },
        Row("专人与客户面谈，说明核查进展", "WM-36", ClockState.Ok, At(9, 24, 9, 5), At(9, 29), "剩余 1 个工作日") with { Who = "顾晓岚", Whom = "投诉人", Percent = 8 },
        Row("向转办单位报告处理结果", "RG-10", ClockState.Ok, At(9, 21, 10, 40), At(10, 10), "剩余 5 个工作日") with { Who = "顾晓岚", Whom = "监管局", Origin = "来自并案", CountsWorkingDays = false, Percent = 18 },
        Extended with { Who = "青屿分行客户服务部", Whom = "投诉人" },
    ],
    [
        Row("登记并分类定级", "GD-06", ClockState.Done, At(9, 1, 10), At(9, 2, 10), "09-01 已履行") with { DischargedAt = At(9, 1, 10, 20), DueWords = "当日办妥" },
        Row("告知受理、时限和联系方式", "RG-07", ClockState.Done, At(9, 1, 10), At(9, 3), "09-01 已履行") with { DischargedAt = At(9, 1, 16), DueWords = "早 2 个工作日" },
        Row("短信告知分行应急组长", "WM-13", ClockState.Done, At(9, 1, 10), At(9, 1, 12), "09-01 已履行") with { DischargedAt = At(9, 1, 10, 25), DueWords = "用时 25 分" },
        Row("向客服热线回告进展", "WM-37", ClockState.Late, At(9, 1, 10), At(9, 3), "迟 16 小时 20 分") with { DischargedAt = At(9, 3, 16, 20), DueWords = "09-03 履行，应于 09-02 24:00" },
        Row("延期前告知客户", "RG-09", ClockState.Done, At(9, 7, 9), At(9, 21), "09-18 已履行") with { DischargedAt = At(9, 18, 10), DueWords = "早 1 个工作日" },
    ]);

    private static RibbonRow Extended => Row("办结答复", "RG-09", ClockState.Half, At(9, 1, 10, 5), At(10, 17), "剩余 11 个工作日") with
    {
        Percent = 62,
        Extension = new(At(9, 22), "延期 14 个工作日 · 09-18 已短信告知"),
        InternalDue = new(At(10, 14), "内控 10-13"),
    };

    private static RibbonRow Row(string name, string clause, ClockState state, DateTimeOffset start, DateTimeOffset due, string remaining) => new()
    {
        Name = name,
        Clause = Clause(clause),
        State = state,
        Start = start,
        Due = due,
        Remaining = remaining,
        DueWords = "至 " + Words.Due(due),
        Href = "#proof",
        CountsWorkingDays = true,
    };

    private static RibbonModel Model(IReadOnlyList<RibbonRow> rows, IReadOnlyList<RibbonRow>? done = null) =>
        new(new(2026, 9, 1), new(2026, 10, 18), Now, Days(new(2026, 9, 1), new(2026, 10, 18)), rows) { Done = done ?? [] };

    public static IReadOnlyList<RibbonDay> Days(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(DayOf)];

    private static RibbonDay DayOf(DateOnly day) => (day.Month, day.Day) switch
    {
        (9, 20) or (10, 10) => new(day, RibbonDayKind.MakeUp),
        (9, >= 25 and <= 27) => new(day, RibbonDayKind.Holiday, "中秋"),
        (10, <= 7) => new(day, RibbonDayKind.Holiday, "国庆节"),
        _ => new(day, day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? RibbonDayKind.Rest : RibbonDayKind.Working),
    };
}
