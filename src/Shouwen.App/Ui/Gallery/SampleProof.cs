using static Shouwen.App.Ui.SampleShell;

namespace Shouwen.App.Ui;

public static class SampleProof
{
    public static ProofModel Model { get; } = new(
        [
            new(null, "收到", "09-17 周四"), new("+", "期限", "15 个工作日"), new("跳过", "周末与放假", "12 天"),
            new("计入", "补班", "2 天"), new("=", "到期", "10-14 周三 24:00", IsResult: true),
        ],
        Count());

    private static List<ProofDay> Count()
    {
        var (received, due, today) = (new DateOnly(2026, 9, 17), new DateOnly(2026, 10, 14), DateOnly.FromDateTime(Now.DateTime));
        var days = new List<ProofDay>();
        var ordinal = 0;
        foreach (var day in SampleRibbon.Days(new(2026, 9, 14), new(2026, 10, 18)))
        {
            var inside = day.Date > received && day.Date <= due;
            days.Add(new ProofDay(day.Date, day.Date == received ? ProofDayKind.Start : !inside ? ProofDayKind.Outside : day.Counts ? ProofDayKind.Counted : ProofDayKind.NotCounted)
            {
                Ordinal = inside && day.Counts ? ++ordinal : null,
                Headline = day.Date == received ? "收到 10:18" : null,
                Reason = day.Date == received ? "起算日不计" : !inside ? null : ReasonOf(day),
                ShortReason = day.Date == received ? "不计" : day.Kind switch { RibbonDayKind.Holiday => day.Name![..2], RibbonDayKind.MakeUp => "补班", _ => null },
                Note = day.Date == new DateOnly(2026, 10, 8) ? "提前 5 个工作日" : day.Date == new DateOnly(2026, 10, 13) ? "提前 1 个工作日" : null,
                IsMakeUp = inside && day.Kind == RibbonDayKind.MakeUp,
                IsToday = day.Date == today,
                IsPast = day.Date <= today,
                IsDue = day.Date == due,
                IsInternalDue = day.Date == new DateOnly(2026, 10, 9),
            });
        }

        return days;
    }

    private static string? ReasonOf(RibbonDay day) => day.Kind switch
    {
        RibbonDayKind.Holiday => $"{day.Name}放假",
        RibbonDayKind.MakeUp => $"{Words.Weekday(day.Date)}补班，计入",
        RibbonDayKind.Rest => "周末",
        _ => null,
    };
}
