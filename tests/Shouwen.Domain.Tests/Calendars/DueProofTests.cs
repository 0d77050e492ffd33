using Shouwen.Domain.Calendars;
using static Shouwen.Domain.Tests.Calendars.Samples;

namespace Shouwen.Domain.Tests.Calendars;

public sealed class DueProofTests
{
    [Fact]
    public void Explain_WorkingDaysOverTheSpringFestival_NamesEveryDay()
    {
        var proof = InShanghai.Explain(At("2026-02-12 10:00"), Length("15 working days"));

        Assert.Equal(InShanghai.Add(At("2026-02-12 10:00"), Length("15 working days")), proof.Due);
        Assert.Equal(28, proof.Days.Count);
        Assert.Equal(new ProofDay(Date("2026-02-12"), DayKind.Workday, null, null, "开始的当日不计入"), proof.Days[0]);
        Assert.Equal(new ProofDay(Date("2026-02-14"), DayKind.MakeUpWorkday, "春节", 2, "春节调休上班日，计第 2 日"), proof.Days[2]);
        Assert.Equal(new ProofDay(Date("2026-02-15"), DayKind.Holiday, "春节", null, "春节，不计"), proof.Days[3]);
        Assert.Equal(new ProofDay(Date("2026-03-11"), DayKind.Workday, null, 15, "工作日，计第 15 日"), proof.Days[^1]);
        Assert.Equal(
            [
                "自 2026-02-12 10:00 起算，期限为“15 个工作日”。",
                "民法典第二百零一条：开始的当日不计入，自下一日开始计算。",
                "只计工作日：周一至周五和调休上班日，法定节假日和本机构休业日除外。",
                "最后一日为 2026-03-11，于当日 24:00 届满（民法典第二百零三条）。",
            ],
            proof.Steps);
    }

    [Fact]
    public void Explain_LastDayOnAHoliday_ShowsHowItMovesOn()
    {
        var proof = InShanghai.Explain(At("2026-09-28 10:00"), Length("3 days"));

        Assert.Equal(3, proof.Days[3].Counted);
        Assert.Equal("国庆节，继续顺延", proof.Days[4].Reason);
        Assert.Equal(new ProofDay(Date("2026-10-08"), DayKind.Workday, null, null, "工作日，期间顺延至本日届满"), proof.Days[^1]);
        Assert.Contains("最后一日 2026-10-01 为国庆节，顺延至其后第一个工作日（民法典第二百零三条）。", proof.Steps);
    }

    [Fact]
    public void Explain_TradingDays_SaysWhyAMakeUpSaturdayDoesNotCount()
    {
        var proof = InShanghai.Explain(At("2026-02-13 10:00"), Length("1 trading day"));

        Assert.Equal("春节调休上班日，周末不交易，不计", proof.Days[1].Reason);
        Assert.Equal("交易日，计第 1 日", proof.Days[^1].Reason);
    }

    [Fact]
    public void Explain_AWordOfTime_SaysWhatTheInstitutionMeansByIt()
    {
        var proof = InShanghai.Explain(At("2026-02-12 10:00"), Period.Immediately);

        Assert.Empty(proof.Days);
        Assert.Equal("“立即”按本机构规定为“30 分钟”。", proof.Steps[1]);
        Assert.Equal("于 2026-02-12 10:30 届满。", proof.Steps[^1]);
    }

    [Fact]
    public void Explain_AnUnpublishedYearAndAClosingDay_SaysSo()
    {
        var proof = ClosedOn("2026-12-31", "年终决算").Explain(At("2026-12-30 10:00"), Length("1 working day"));

        Assert.Equal("本机构休业日（年终决算），不计", proof.Days[1].Reason);
        Assert.Contains("尚未公布", proof.Steps[^1], StringComparison.Ordinal);
    }
}
