using Shouwen.Domain.Calendars;
using static Shouwen.Domain.Tests.Calendars.Samples;

namespace Shouwen.Domain.Tests.Calendars;

public sealed class PeriodicScheduleTests
{
    [Theory]
    [InlineData("month", "first 3 trading days", "2026-03-01", "2026-02", "2026-03-04")]
    [InlineData("month", "first 3 trading days", "2026-10-01", "2026-09", "2026-10-12")] // make-up Saturday the 10th does not trade
    [InlineData("month", "10 working days", "2026-02-01", "2026-01", "2026-02-13")]
    [InlineData("month", null, "2026-02-01", "2026-01", "2026-02-13")]
    [InlineData("month", "5 days", "2026-01-01", "2025-12", "2026-01-05")]
    [InlineData("month", "3 days", "2026-01-01", "2025-12", "2026-01-04")] // ends on 3 January, a holiday
    [InlineData("quarter", null, "2026-04-01", "2026-Q1", "2026-04-15")]
    [InlineData("half-year", "01-30 and 07-30", "2026-01-01", "2025-H2", "2026-01-30")]
    [InlineData("half-year", "07-30 and 01-30", "2026-07-01", "2026-H1", "2026-07-30")]
    [InlineData("year", "01-31", "2026-01-01", "2025", "2026-01-31")] // a Saturday: fixed dates do not roll
    [InlineData("year", "01-01", "2026-01-01", "2025", "2026-01-01")]
    [InlineData("week", null, "2026-03-23", "2026-W12", "2026-03-29")]
    [InlineData("week", null, "2026-01-05", "2026-W01", "2026-01-11")]
    [InlineData("day", null, "2026-03-06", "2026-03-05", "2026-03-06")]
    [InlineData("day", null, "2026-10-02", "2026-10-01", "2026-10-02")]
    public void Between_OpeningDay_GivesPeriodAndDue(string every, string? due, string opensOn, string id, string lastDay)
    {
        var opensAt = At($"{opensOn} 00:00");

        var duty = Assert.Single(Schedule(every, due).Between(opensAt, opensAt.AddMinutes(1), InShanghai));

        Assert.Equal(new DutyPeriod(id, duty.Begins, opensAt, new Due(At($"{lastDay} 00:00").AddDays(1), false)), duty);
    }

    [Fact]
    public void Between_FromIsInAndToIsOut()
    {
        var ids = Schedule("day", null).Between(At("2026-03-05 00:00"), At("2026-03-07 00:00"), InShanghai).Select(duty => duty.Id);

        Assert.Equal(["2026-03-04", "2026-03-05"], ids);
    }

    [Fact]
    public void Between_FromWithinAPeriod_BeginsWithTheNext()
    {
        var ids = Schedule("month", null).Between(At("2026-03-01 00:01"), At("2026-05-01 00:01"), InShanghai).Select(duty => duty.Id);

        Assert.Equal(["2026-03", "2026-04"], ids);
    }

    [Fact]
    public void Between_WordOfTime_RunsFromTheOpening()
    {
        var duty = Assert.Single(Schedule("day", "24 hours").Between(At("2026-03-06 00:00"), At("2026-03-06 00:01"), InShanghai));

        Assert.Equal(At("2026-03-07 00:00"), duty.Due.At);
    }

    [Theory]
    [InlineData("fortnight", null)]
    [InlineData("half-year", "01-30")] // both halves would be due on one day
    [InlineData("half-year", "01-30 and 02-28")]
    [InlineData("half-year", "01-30 and 02-30")]
    [InlineData("month", "01-30 and 07-30")]
    [InlineData("day", "01-30")]
    [InlineData("month", "first 24 hours")]
    [InlineData("month", "soon")]
    public void TryParse_NoSchedule_IsRefused(string every, string? due) => Assert.False(PeriodicSchedule.TryParse(every, due, out _));

    [Theory]
    [InlineData("month", "first 3 trading days", "每月，期满后 3 个交易日内")]
    [InlineData("half-year", "01-30 and 07-30", "每半年，1月30日、7月30日前")]
    [InlineData("week", null, "每周，本周日 24:00 前")]
    public void ToChinese_ASchedule_ReadsAsASentence(string every, string? due, string chinese) =>
        Assert.Equal(chinese, Schedule(every, due).ToChinese());

    private static PeriodicSchedule Schedule(string every, string? due) =>
        PeriodicSchedule.TryParse(every, due, out var schedule) ? schedule : throw new FormatException($"{every}, {due}");
}
