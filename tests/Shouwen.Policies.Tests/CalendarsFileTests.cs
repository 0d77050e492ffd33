namespace Shouwen.Policies.Tests;

public sealed class CalendarsFileTests
{
    [Fact]
    public void Load_China_HoldsTheNoticeOf2026()
    {
        var data = CalendarFiles.Load(CalendarsChina.Path);

        var year = data.Years.Single(year => year.Year == 2026);
        Assert.Equal("国办发明电〔2025〕7号", year.Notice);
        Assert.Equal(33, year.Holidays.Count);
        Assert.Equal("国庆节", year.Holidays[new DateOnly(2026, 10, 7)]);
        Assert.Equal("春节", year.Holidays[new DateOnly(2026, 2, 23)]);
        Assert.Equal(
            ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
            year.MakeUpWorkdays.Keys.Order().Select(day => day.ToString("MM-dd")));
    }

    [Fact]
    public void Load_China_SaysWhereItComesFromAndWhichYearsItCovers()
    {
        var data = CalendarFiles.Load(CalendarsChina.Path);

        Assert.Equal(("npm chinese-days", "1.5.7", "MIT"), (data.Provenance.Source, data.Provenance.Version, data.Provenance.Licence));
        Assert.Equal(Enumerable.Range(2004, 23), data.Years.Select(year => year.Year));
    }

    [Fact]
    public void Load_China_StatesEachDayOffOfTheFullNotices()
    {
        // Days off and weekend days worked as the State Council's notices give them, by the year the date lies in:
        // those of 2019 and 2023 begin on 30 and 31 December before, and 29 December 2018 is worked for 2019.
        var counts = CalendarFiles.Load(CalendarsChina.Path).Years
            .Where(year => year.Year >= 2018)
            .Select(year => (year.Year, year.Holidays.Count, year.MakeUpWorkdays.Count));

        Assert.Equal(
            [(2018, 25, 7), (2019, 28, 6), (2020, 30, 6), (2021, 31, 7), (2022, 32, 7), (2023, 26, 7), (2024, 28, 8), (2025, 28, 5), (2026, 33, 6)],
            counts);
    }

    [Theory]
    [InlineData("years: {}", "1:1: 缺少“provenance”")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: { 元旦: 2026-01-41 } } }", "2:34: “2026-01-41”不是日期")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: { 元旦: 2025-12-31..2026-01-01 } } }", "2:34: ")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: { 元旦: [2026-01-01, 2026-01-01] } } }", "2:47: 2026-01-01 重复列出")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: {}, make-up-workdays: { 元旦: 2026-01-05 } } }", "2:56: 2026-01-05 不是周末")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: { a: 2026-01-03 }, make-up-workdays: { a: 2026-01-03 } } }", "2:70: 2026-01-03 既是节假日又是调休上班日")]
    [InlineData("provenance: { source: x }\nyears: { 二零: { holidays: {} } }", "2:10: “二零”不是年份")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holiday: {} } }", "2:18: 未知的键“holiday”")]
    [InlineData("provenance: { source: x }\nyears: [2026]", "2:8: 此处应为键值对")]
    [InlineData("provenance: { source: [x] }\nyears: {}", "1:23: 此处应为一个值")]
    [InlineData("provenance: { source: x\nyears: {", "1:21: YAML 格式错误：括号或引号未闭合")]
    [InlineData("provenance: { source: x }\nyears: { 2026: { holidays: {} }, 2026: { holidays: {} } }", "2:34: YAML 格式错误")]
    public void Parse_FileThatIsNoCalendar_SaysWhereAndWhy(string text, string expected)
    {
        var error = Assert.Throws<CalendarFileException>(() => CalendarFiles.Parse(text, "calendars/x.yaml"));

        Assert.StartsWith("calendars/x.yaml:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
