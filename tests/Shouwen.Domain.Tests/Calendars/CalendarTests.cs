using Shouwen.Domain.Calendars;
using static Shouwen.Domain.Tests.Calendars.Samples;

namespace Shouwen.Domain.Tests.Calendars;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-02-12 10:00", "15 working days", "2026-03-11")] // both make-up Saturdays of the Spring Festival count
    [InlineData("2026-02-12 10:00", "4 trading days", "2026-02-26")] // and do not trade
    [InlineData("2026-02-12 00:00", "1 working day", "2026-02-13")]
    [InlineData("2026-02-15 10:00", "1 working day", "2026-02-24")]
    [InlineData("2026-02-14 10:00", "3 working days inclusive", "2026-02-25")]
    [InlineData("2026-02-15 10:00", "3 working days inclusive", "2026-02-26")]
    [InlineData("2026-02-14 10:00", "3 trading days inclusive", "2026-02-26")]
    [InlineData("2026-03-02 10:00", "3 days", "2026-03-05")]
    [InlineData("2026-03-02 10:00", "3 days inclusive", "2026-03-04")]
    [InlineData("2026-09-28 10:00", "3 days", "2026-10-08")] // ends in the National Day holiday
    [InlineData("2026-09-28 10:00", "3 days no roll", "2026-10-01")]
    [InlineData("2026-03-04 10:00", "3 days", "2026-03-09")] // ends on a plain Saturday
    [InlineData("2026-05-04 10:00", "5 days", "2026-05-09")] // ends on a make-up Saturday
    [InlineData("2026-02-14 10:00", "same day", "2026-02-14")]
    [InlineData("2026-02-15 10:00", "same day", "2026-02-15")]
    [InlineData("2026-02-27 17:30", "promptly", "2026-02-28")]
    [InlineData("2026-02-28 17:30", "promptly", "2026-03-02")]
    [InlineData("2026-03-04 10:00", "end of week", "2026-03-08")]
    [InlineData("2026-03-08 10:00", "end of week", "2026-03-08")]
    [InlineData("2026-02-12 10:00", "end of month", "2026-02-28")]
    public void Add_PeriodOfDays_EndsAt24OfItsLastDay(string start, string period, string lastDay)
    {
        var due = InShanghai.Add(At(start), Length(period));

        Assert.Equal(new Due(At($"{lastDay} 00:00").AddDays(1), false), due);
    }

    [Theory]
    [InlineData("2026-09-30 23:30", "24 hours", "2026-10-01 23:30")]
    [InlineData("2026-10-01 23:50", "30 minutes", "2026-10-02 00:20")]
    [InlineData("2026-10-01 23:50", "immediately", "2026-10-02 00:20")]
    [InlineData("2026-10-01 23:50", "first-moment", "2026-10-02 01:50")]
    public void Add_HoursAndMinutes_RunDayAndNight(string start, string period, string end) =>
        Assert.Equal(new Due(At(end), false), InShanghai.Add(At(start), Length(period)));

    [Fact]
    public void Add_StartGivenInAnotherOffset_CountsFromTheInstitutionsDate()
    {
        var lateOnTheTwelfthInUtc = new DateTimeOffset(2026, 2, 12, 16, 30, 0, TimeSpan.Zero);

        var due = InShanghai.Add(lateOnTheTwelfthInUtc, Period.SameDay).At;

        Assert.Equal(At("2026-02-14 00:00"), due);
        Assert.Equal(TimeSpan.FromHours(8), due.Offset);
    }

    [Fact]
    public void Add_IntoAnUnpublishedYear_IsProvisionalUntilItIsPublished()
    {
        var newYear = new HolidayYear(2027, Days(("元旦", "2027-01-01", "2027-01-03")), Days());
        var published = new Calendar(Holidays.With(newYear), Shanghai, Graces.Default);

        Assert.Equal(new Due(At("2027-01-05 00:00"), true), InShanghai.Add(At("2026-12-30 10:00"), Length("3 working days")));
        Assert.Equal(new Due(At("2027-01-06 00:00"), false), published.Add(At("2026-12-30 10:00"), Length("3 working days")));
    }

    [Theory]
    [InlineData("2026-12-30 10:00", "1 working day", false)]
    [InlineData("2026-12-30 10:00", "2 working days", true)]
    [InlineData("2026-12-30 10:00", "2 days", true)] // whether it rolls depends on 1 January
    [InlineData("2026-12-30 10:00", "2 days no roll", false)]
    [InlineData("2026-12-30 10:00", "72 hours", false)]
    [InlineData("2027-01-01 10:00", "same day", false)]
    [InlineData("2025-12-31 10:00", "1 working day", false)] // the starting day is not counted, so its year does not matter
    [InlineData("2025-12-31 10:00", "1 working day inclusive", true)]
    public void Add_IsProvisional_OnlyWhereAnUnpublishedYearWasAsked(string start, string period, bool provisional) =>
        Assert.Equal(provisional, InShanghai.Add(At(start), Length(period)).Provisional);

    [Fact]
    public void Add_OnAClosingDay_WaitsForTheNextWorkingDayButTradingGoesOn()
    {
        var closed = ClosedOn("2026-03-11");

        Assert.Equal(At("2026-03-13 00:00"), closed.Add(At("2026-02-12 10:00"), Length("15 working days")).At);
        Assert.Equal(At("2026-03-12 00:00"), closed.Add(At("2026-03-10 10:00"), Length("1 trading day")).At);
        Assert.Equal(At("2026-03-12 00:00"), closed.Add(At("2026-03-08 10:00"), Length("3 days")).At);
        Assert.Equal(At("2026-03-11 00:00"), ClosedOn("2026-03-09").Add(At("2026-03-04 10:00"), Length("3 days")).At);
    }

    [Theory]
    [InlineData("2026-03-12 00:00", "5 working days", "2026-03-05 00:00")]
    [InlineData("2026-03-12 00:00", "1 working day", "2026-03-11 00:00")]
    [InlineData("2026-03-11 15:00", "1 working day", "2026-03-11 00:00")]
    [InlineData("2026-03-03 00:00", "1 working day", "2026-03-01 00:00")] // Saturday 28 February is worked
    [InlineData("2026-03-03 00:00", "1 trading day", "2026-02-28 00:00")]
    [InlineData("2026-03-03 00:00", "2 working days inclusive", "2026-03-01 00:00")]
    [InlineData("2026-03-12 00:00", "3 days", "2026-03-09 00:00")]
    [InlineData("2026-03-12 00:00", "2 hours", "2026-03-11 22:00")]
    [InlineData("2026-03-12 00:00", "same day", "2026-03-11 00:00")]
    [InlineData("2026-03-12 00:00", "immediately", "2026-03-11 23:30")]
    public void Before_APeriodEarlier_LeavesThatPeriod(string end, string period, string expected) =>
        Assert.Equal(new Due(At(expected), false), InShanghai.Before(At(end), Length(period)));

    [Fact]
    public void Before_EndOfWeek_IsRefused() => Assert.Throws<ArgumentException>(() => InShanghai.Before(At("2026-03-12 00:00"), Period.WeekEnd));

    [Fact]
    public void DueOn_ADateOnAHoliday_DoesNotRoll() =>
        Assert.Equal(new Due(At("2026-10-02 00:00"), false), InShanghai.DueOn(Date("2026-10-01")));

    [Theory]
    [InlineData("2026-02-12", "2026-03-11", 15)]
    [InlineData("2026-03-11", "2026-02-12", -15)]
    [InlineData("2026-02-15", "2026-02-23", 0)]
    [InlineData("2026-02-13", "2026-02-13", 0)]
    public void WorkingDaysBetween_TwoDates_LeavesOutTheFirst(string from, string to, int expected) =>
        Assert.Equal(expected, InShanghai.WorkingDaysBetween(Date(from), Date(to)));

    [Theory]
    [InlineData("2026-10-08", DayKind.Workday, null, true, true)]
    [InlineData("2026-10-10", DayKind.MakeUpWorkday, "国庆节", true, false)]
    [InlineData("2026-10-11", DayKind.Weekend, null, false, false)]
    [InlineData("2026-10-01", DayKind.Holiday, "国庆节", false, false)]
    [InlineData("2026-03-11", DayKind.ClosingDay, "搬迁", false, true)]
    public void Describe_ADay_SaysWhatItIs(string date, DayKind kind, string? name, bool working, bool trading)
    {
        var calendar = ClosedOn("2026-03-11");

        Assert.Equal(new DayInfo(Date(date), kind, name), calendar.Describe(Date(date)));
        Assert.Equal(working, calendar.IsWorkingDay(Date(date)));
        Assert.Equal(trading, calendar.IsTradingDay(Date(date)));
    }

    [Fact]
    public void Describe_AClosingDayOnAHoliday_StaysAHoliday() =>
        Assert.Equal(DayKind.Holiday, ClosedOn("2026-10-01").Describe(Date("2026-10-01")).Kind);
}
