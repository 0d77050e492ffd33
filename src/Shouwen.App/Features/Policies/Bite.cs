namespace Shouwen.App.Features.Policies;

/// <summary>What kind of thing a clause makes the system do; also the type shown in the list.</summary>
public sealed record BiteKind(string Word, string Icon)
{
    public static readonly BiteKind Duty = new("时限", "hourglass");
    public static readonly BiteKind Gate = new("管控", "lock");
    public static readonly BiteKind Chain = new("审批", "rubber-stamp");
    public static readonly BiteKind Reaction = new("自动", "robot");
    public static readonly BiteKind Wording = new("用语", "message");
    public static readonly BiteKind Clock = new("计时", "player-pause");
    public static readonly BiteKind Periodic = new("周期", "calendar-stats");
    public static readonly BiteKind Outcome = new("结论", "gavel");
    public static readonly BiteKind Sanction = new("问责", "gavel");
    public static readonly BiteKind Scorecard = new("考核", "award");
    public static readonly BiteKind Retention = new("保管", "archive");
    public static readonly BiteKind Scope = new("适用", "filter");
    public static readonly BiteKind Post = new("岗位", "users");
    public static readonly BiteKind Form = new("单证", "file-text");
    public static readonly BiteKind Guidance = new("指引", "bulb");
    public static readonly BiteKind None = new("不设规则", "circle-dashed");
}

/// <summary>One place where a clause bites.</summary>
/// <param name="Name">办结答复 · 拒绝：答复、和解协议</param>
/// <param name="Lines">Label and words: 期限 15 个工作日.</param>
public sealed record Bite(BiteKind Kind, string Name, IReadOnlyList<(string Label, string Words)> Lines);
