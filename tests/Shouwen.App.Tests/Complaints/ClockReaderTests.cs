using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Obligations;
using static Shouwen.App.Tests.Complaints.Story;

namespace Shouwen.App.Tests.Complaints;

public sealed class ClockReaderTests
{
    private static readonly DateTimeOffset Now = At("09-24 15:30");

    private static ClockReading Read(string start, string period, string? ended = null, params Pause[] pauses)
    {
        Assert.True(Domain.Calendars.Period.TryParse(period, out var length));
        var due = Story.Calendar.Add(At(start), length);
        return new ClockReader(Story.Calendar, Now).Read(new(At(start), due, length, ended is null ? null : At(ended)) { Pauses = pauses });
    }

    [Fact]
    public void WorkingDays_CountMakeUpDaysAndLeaveHolidaysOut()
    {
        var reading = Read("09-17 09:42", "15 working days");

        Assert.Equal(new(ClockState.Ok, 40, "剩余 9 个工作日", "至 10-14 周三 24:00", "已用 6 / 15 个工作日"), reading);
    }

    [Theory]
    [InlineData("09-24 09:00", "9 hours", ClockState.Half, "剩余 2 小时 30 分", "至今天 18:00")]
    [InlineData("09-23 09:00", "1 working day", ClockState.Near, "剩余 8 小时 30 分", "至今天 24:00")]
    [InlineData("09-22 17:00", "1 working day", ClockState.Over, "超期 15 小时 30 分", "应于 09-23 周三 24:00")]
    [InlineData("09-11 17:00", "5 working days", ClockState.Over, "超期 5 个工作日", "应于 09-18 周五 24:00")]
    [InlineData("09-24 09:00", "10 days", ClockState.Ok, "剩余 14 天", "至 10-08 周四 24:00")]
    public void OpenClock_SaysWhatIsLeft(string start, string period, ClockState state, string remaining, string due)
    {
        var reading = Read(start, period);

        Assert.Equal((state, remaining, due), (reading.State, reading.Remaining, reading.DueWords));
    }

    [Theory]
    [InlineData("09-18 10:00", ClockState.Done, "09-18 已履行", "早 3 个工作日")]
    [InlineData("09-22 10:00", ClockState.Done, "09-22 已履行", "到期当日办妥")]
    [InlineData("09-23 16:20", ClockState.Late, "迟 16 小时 20 分", "09-23 履行，应于 09-22 周二 24:00")]
    [InlineData("09-24 10:00", ClockState.Late, "迟 2 个工作日", "09-24 履行，应于 09-22 周二 24:00")]
    public void MetClock_SaysHowEarlyOrLate(string ended, ClockState state, string remaining, string due)
    {
        var reading = Read("09-16 09:00", "5 working days", ended);

        Assert.Equal((state, remaining, due), (reading.State, reading.Remaining, reading.DueWords));
    }

    [Fact]
    public void PausedClock_StandsStill()
    {
        var reading = Read("09-14 09:00", "12 working days", null, new Pause(At("09-16 09:00"), null, "鉴定"));

        Assert.StartsWith("已中止", reading.Remaining, StringComparison.Ordinal);
        Assert.Contains("已用 2 / 5 ", reading.UsedWords, StringComparison.Ordinal);
    }
}
