using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using static Shouwen.App.Tests.Complaints.Story;

namespace Shouwen.App.Tests.Complaints;

public sealed class DueViewTests
{
    private static readonly Story Case = new Story().Registered("09-17 09:42", ("occurred-at", At("09-16 10:00")));

    private static (CaseSight Sight, DueView View) Seen(Story story)
    {
        var sight = story.Seen("09-24 15:30");
        return (sight, new DueView(sight, sight.Obligations.Single(obligation => obligation.ClauseId == "RG-09")));
    }

    [Fact]
    public void Equation_AddsUpToTheDueDay()
    {
        var view = Seen(Case).View;

        Assert.Equal("为什么“办结答复”在 10 月 14 日到期", view.Question);
        Assert.Equal(["09-17 周四", "15 个工作日", "12 天", "2 天", "10-14 周三 24:00"], view.Equation.Select(term => term.Value));
    }

    [Fact]
    public void Squares_NumberCountedDaysAndNameTheOthers()
    {
        var (sight, view) = Seen(Case);

        var days = new DueCalendar(sight, view).Model()!.Days; // the clock runs in days
        Assert.Equal((new DateOnly(2026, 9, 14), new DateOnly(2026, 10, 18)), (days[0].Date, days[^1].Date));
        Assert.Equal(("收到 09:42", ProofDayKind.Start), (days[3].Headline, days[3].Kind));
        Assert.Equal((2, true, "周日补班，计入"), (days[6].Ordinal, days[6].IsMakeUp, days[6].Reason));
        Assert.Equal("中秋节放假", days[11].Reason);
        Assert.Equal((15, true), (days[30].Ordinal, days[30].IsDue));
    }

    [Fact]
    public void Extended_GoesOnCountingToTheNewDay()
    {
        var extended = new Story().Registered("09-17 09:42", ("occurred-at", At("09-16 10:00"))).Done("09-17 10:00", "lin", "accept")
            .Done("09-24 10:00", "lin", "extend", ("to", new DateOnly(2026, 10, 22)), ("reason", "异地调档"), ("told", Fields(("means", "sms"))));
        var (sight, view) = Seen(extended);

        var days = new DueCalendar(sight, view).Model()!.Days; // the clock runs in days
        Assert.Equal("原到期日", days.Single(day => day.Date == new DateOnly(2026, 10, 14)).Note);
        Assert.Equal((21, true), (days.Single(day => day.IsDue).Ordinal, days.Single(day => day.IsDue).Date == new DateOnly(2026, 10, 22)));
        Assert.Contains(view.Equation, term => term is { Label: "延期", Value: "6 个工作日" });
    }

    [Fact]
    public void OtherWaysOfCounting_SayHowFarOffTheyAre()
    {
        var (sight, view) = Seen(Case);

        Assert.Equal([null, "早 6 天", "晚 2 天", "早 12 天"], OtherCounts.Of(view.Obligation, sight.Calendar).Select(other => other.Difference));
    }
}
