using Shouwen.Domain.Calendars;
using static Shouwen.Domain.Tests.Calendars.Samples;

namespace Shouwen.Domain.Tests.Calendars;

public sealed class HolidayDataTests
{
    [Fact]
    public void Examine_ListThatContradictsAnother_IsRefusedNamingTheDays()
    {
        var wrong = new HolidayData(
            new HolidayProvenance("manual"),
            [Year2026 with { Holidays = Days(("国庆节", "2026-10-01", "2026-10-08")), MakeUpWorkdays = Days(("国庆节", "2026-10-10", "2026-10-10")) }]);
        var others = new[] { Holidays, new HolidayData(new HolidayProvenance("second"), [Year2026]) };

        var verdict = HolidayCrossCheck.Examine(wrong, others);

        Assert.True(verdict.IsRefused);
        Assert.Contains(new HolidayDifference(Date("2026-10-08"), false, "second"), verdict.Differences);
        Assert.Contains("2026-10-08（10月8日，周四）：待导入数据为放假，notice 为上班", verdict.ToChinese(), StringComparison.Ordinal);
        Assert.Contains("2026-09-20（9月20日，周日）：待导入数据为放假，second 为上班", verdict.ToChinese(), StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_SameDaysOffWithWeekendsLeftOut_IsAccepted()
    {
        var weekdaysOnly = Year2026.Holidays
            .Where(day => day.Key.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day.Key, day => day.Value);
        var candidate = new HolidayData(new HolidayProvenance("bare"), [Year2026 with { Holidays = weekdaysOnly }]);

        Assert.False(HolidayCrossCheck.Examine(candidate, [Holidays]).IsRefused);
    }

    [Fact]
    public void Examine_AYearNobodyElseHas_IsNamedAsUnconfirmed()
    {
        var verdict = HolidayCrossCheck.Examine(Holidays.With(new HolidayYear(2027, Days(), Days())), [Holidays]);

        Assert.False(verdict.IsRefused);
        Assert.Equal([2027], verdict.UnconfirmedYears);
    }

    [Fact]
    public void HolidayData_ThatMakesNoSense_IsRefused()
    {
        var provenance = new HolidayProvenance("test");
        var none = Days();

        Assert.Throws<ArgumentException>(() => new HolidayData(provenance, [Year2026, Year2026]));
        Assert.Throws<ArgumentException>(() => new HolidayData(provenance, [Year2026 with { Year = 2025 }]));
        Assert.Throws<ArgumentException>(() => new HolidayData(provenance, [new HolidayYear(2026, none, Days(("元旦", "2026-01-05", "2026-01-05")))]));
        Assert.Throws<ArgumentException>(
            () => new HolidayData(provenance, [Year2026 with { MakeUpWorkdays = Days(("国庆节", "2026-10-03", "2026-10-03")) }]));
    }

    [Fact]
    public void Empty_NoYearIsPublished() => Assert.False(new Calendar(HolidayData.Empty, Shanghai, Graces.Default).IsPublished(2026));
}
