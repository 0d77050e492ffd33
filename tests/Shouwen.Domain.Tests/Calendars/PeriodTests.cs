using Shouwen.Domain.Calendars;

namespace Shouwen.Domain.Tests.Calendars;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("15 working days", "15 个工作日")]
    [InlineData("1 working day", "1 个工作日")]
    [InlineData("3 working days inclusive", "3 个工作日（含当日）")]
    [InlineData("4 trading days", "4 个交易日")]
    [InlineData("24 hours", "24 小时")]
    [InlineData("30 minutes", "30 分钟")]
    [InlineData("3 days", "3 日")]
    [InlineData("3 days no roll", "3 日（不顺延）")]
    [InlineData("3 days inclusive no roll", "3 日（含当日）（不顺延）")]
    [InlineData("same day", "当日")]
    [InlineData("immediately", "立即")]
    [InlineData("first-moment", "第一时间")]
    [InlineData("promptly", "及时")]
    [InlineData("end of week", "本周日 24:00 前")]
    [InlineData("end of month", "本月末日 24:00 前")]
    public void Period_CanonicalText_ReadsBackAndSpeaksChinese(string english, string chinese)
    {
        Assert.True(Period.TryParse(english, out var period));

        Assert.Equal(english, period.ToString());
        Assert.Equal(chinese, period.ToChinese());
    }

    [Theory]
    [InlineData("15 working day", "15 working days")]
    [InlineData("1 working days", "1 working day")]
    [InlineData("  3   days\n no  roll ", "3 days no roll")]
    public void Period_PluralAndSpaces_DoNotMatter(string text, string canonical)
    {
        Assert.True(Period.TryParse(text, out var period));

        Assert.Equal(canonical, period.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("working days")]
    [InlineData("0 days")]
    [InlineData("-3 days")]
    [InlineData("1.5 hours")]
    [InlineData("100001 days")]
    [InlineData("99999999999 days")]
    [InlineData("24 hours inclusive")]
    [InlineData("3 working days no roll")]
    [InlineData("3 weeks")]
    [InlineData("15 Working Days")]
    [InlineData("soon")]
    public void Period_OtherText_IsNone(string text)
    {
        Assert.False(Period.TryParse(text, out var period));

        Assert.Null(period);
    }

    [Fact]
    public void Period_OfNothing_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Period(0, PeriodUnit.Day));

    [Fact]
    public void Graces_GivenAWord_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new Graces(Period.Promptly, Graces.Default.FirstMoment, Graces.Default.Promptly));
}
