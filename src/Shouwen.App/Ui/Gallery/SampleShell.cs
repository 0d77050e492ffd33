namespace Shouwen.App.Ui;

/// <summary>An invented moment of an invented bank, for the style sheet only.</summary>
public static class SampleShell
{
    public static DateTimeOffset Now { get; } = At(9, 24, 15, 30);

    public static ShellModel Model { get; } = new("云泽银行", Now, new ShellPerson("顾晓岚", "20617", "投诉管理岗 · 青屿分行"))
    {
        Menu = Features.StaffMenu.All,
        Counts = new Dictionary<string, MenuCount> { ["/"] = new(14), ["/approvals"] = new(3, Urgent: true) },
        NextHoliday = "明起中秋放假 3 天",
        UnreadNotices = 4,
        SignOutPath = "/sign-out",
        Flash = new FlashMessage(FlashKind.Done, "已登记，编号 TS202609240031；短信已发给 138****2075。") { LinkText = "打印回执", Href = "#sheet" },
    };

    public static ClauseRef Clause(string id) => new(id, Says.GetValueOrDefault(id)) { Href = $"#{id}", IsGuidance = id.StartsWith("TR", StringComparison.Ordinal) };

    public static DateTimeOffset At(int month, int day, int hour = 0, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, string> Says = new()
    {
        ["RG-07"] = "受理后告知客户受理情况、时限和联系方式",
        ["RG-09"] = "十五个工作日内办结；情况复杂的可以延长，最长六十个工作日",
        ["RG-10"] = "监管部门转办的，按其要求报告处理结果",
        ["RG-13"] = "重度投诉的处理意见须经合规审查",
        ["GD-05"] = "查清事实后才能答复",
        ["WM-30"] = "十人以上集中投诉，立即报告当地监管部门",
    };
}
