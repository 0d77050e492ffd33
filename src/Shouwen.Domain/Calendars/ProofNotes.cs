using System.Globalization;

namespace Shouwen.Domain.Calendars;

/// <summary>Takes down, in Chinese, why each day of a count counts or not, and on which legal base.</summary>
internal sealed class ProofNotes(Calendar calendar, DateTimeOffset start, Period period)
{
    private readonly List<ProofDay> _days = [];
    private readonly Period _length = calendar.Graces.Resolve(period);
    private DateOnly? _rolledFrom;

    public void LeaveOutStart(DateOnly day) => Add(day, null, "开始的当日不计入");

    public void Examine(DateOnly day, int? counted) =>
        Add(day, counted, counted is { } number ? $"{WhyItCounts(day)}，计第 {number} 日" : WhyItDoesNot(day));

    public void CountEveryDay(DateOnly from, DateOnly last, bool inclusive)
    {
        if (!inclusive)
        {
            LeaveOutStart(from);
        }

        var number = 0;
        for (var day = inclusive ? from : from.AddDays(1); day <= last; day = day.AddDays(1))
        {
            number++;
            Add(day, number, $"自然日，计第 {number} 日");
        }
    }

    public void RollTo(DateOnly day)
    {
        _rolledFrom ??= day.AddDays(-1);
        Add(day, null, calendar.IsWorkingDay(day) ? $"{WhyItCounts(day)}，期间顺延至本日届满" : $"{NameOf(day)}，继续顺延");
    }

    public DueProof Conclude(Due due)
    {
        if (_days.Count == 0 && _length.Unit is PeriodUnit.Year or PeriodUnit.SameDay or PeriodUnit.WeekEnd or PeriodUnit.MonthEnd)
        {
            Add(calendar.DateOf(start), null, "起算当日");
        }

        return new DueProof(start, period, due, _days, [.. Steps(due)]);
    }

    private IEnumerable<string> Steps(Due due)
    {
        var from = TimeZoneInfo.ConvertTime(start, calendar.Zone);
        yield return string.Create(CultureInfo.InvariantCulture, $"自 {from:yyyy-MM-dd HH:mm} 起算，期限为{Quoted(period)}。");
        if (period.IsGraceWord)
        {
            yield return $"“{period.ToChinese()}”按本机构规定为{Quoted(_length)}。";
        }

        foreach (var sentence in CountingRule())
        {
            yield return sentence;
        }

        if (_rolledFrom is { } last)
        {
            yield return $"最后一日 {last:yyyy-MM-dd} 为{NameOf(last)}，顺延至其后第一个工作日（民法典第二百零三条）。";
        }

        yield return Conclusion(due);
        if (due.Provisional)
        {
            yield return "期间内有年度的放假安排尚未公布，暂按周一至周五为工作日计算，公布后重新计算。";
        }
    }

    private IEnumerable<string> CountingRule()
    {
        if (_length.Unit is PeriodUnit.Hour or PeriodUnit.Minute)
        {
            yield return "按小时、分钟计算的期间自规定的时间开始（民法典第二百零一条），昼夜连续计算，节假日不扣除。";
        }
        else if (_length.IsInDays)
        {
            yield return _length.Inclusive
                ? "规则明定含当日：开始的当日计入；当日不属于所计之日的，以其后第一个所计之日为第 1 日。"
                : "民法典第二百零一条：开始的当日不计入，自下一日开始计算。";
            yield return UnitRule();
        }
    }

    private string UnitRule() => _length.Unit switch
    {
        PeriodUnit.WorkingDay => "只计工作日：周一至周五和调休上班日，法定节假日和本机构休业日除外。",
        PeriodUnit.TradingDay => "只计交易日：周一至周五，法定节假日除外；调休上班的周末不交易。",
        _ => _length.Roll ? "按自然日连续计算。" : "按自然日连续计算，最后一日遇节假日不顺延。",
    };

    private string Conclusion(Due due)
    {
        if (_length.Unit is PeriodUnit.Hour or PeriodUnit.Minute)
        {
            return string.Create(CultureInfo.InvariantCulture, $"于 {due.At:yyyy-MM-dd HH:mm} 届满。");
        }

        var lastDay = calendar.DateOf(due.At).AddDays(-1);
        return $"最后一日为 {lastDay:yyyy-MM-dd}，于当日 24:00 届满（民法典第二百零三条）。";
    }

    private string WhyItCounts(DateOnly day) => calendar.KindOf(day) switch
    {
        DayKind.MakeUpWorkday => NameOf(day),
        _ when _length.Unit == PeriodUnit.TradingDay => "交易日",
        _ => "工作日",
    };

    private string WhyItDoesNot(DateOnly day) =>
        _length.Unit == PeriodUnit.TradingDay && calendar.KindOf(day) == DayKind.MakeUpWorkday
            ? $"{NameOf(day)}，周末不交易，不计"
            : $"{NameOf(day)}，不计";

    private string NameOf(DateOnly day)
    {
        var info = calendar.Describe(day);
        return info.Kind switch
        {
            DayKind.Holiday => info.Name ?? "法定节假日",
            DayKind.MakeUpWorkday => $"{info.Name}调休上班日",
            DayKind.ClosingDay => $"本机构休业日（{info.Name}）",
            DayKind.Weekend => day.DayOfWeek == DayOfWeek.Saturday ? "周六" : "周日",
            _ => "工作日",
        };
    }

    private void Add(DateOnly day, int? counted, string reason)
    {
        var info = calendar.Describe(day);
        _days.Add(new ProofDay(day, info.Kind, info.Name, counted, reason));
    }

    private static string Quoted(Period period) => $"“{period.ToChinese()}”";
}
