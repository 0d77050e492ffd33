using Shouwen.App.Ui;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.HandOvers;

internal static class AbsenceWords
{
    /// <summary>离岗中，11-09 周一 至 11-13 周五，翁仲益 代理</summary>
    public static string Of(DelegatePeriod period, House house, DateTimeOffset now)
    {
        var (from, last) = (house.Calendar.DateOf(period.From), house.Calendar.DateOf(period.Until.AddTicks(-1)));
        return $"{(period.From <= now ? "离岗中，" : "")}{Words.Day(from)} 至 {Words.Day(last)}，{house.Institution.Person(period.By)?.Name ?? period.By} 代理";
    }
}
