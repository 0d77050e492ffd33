namespace Shouwen.Domain.Calendars;

/// <summary>A day on which two lists of holidays disagree about whether it is worked.</summary>
/// <param name="Date">The local date.</param>
/// <param name="WorkedByCandidate">Whether the list under examination has it as a workday.</param>
/// <param name="OtherSource">The list that says the opposite.</param>
public sealed record HolidayDifference(DateOnly Date, bool WorkedByCandidate, string OtherSource)
{
    /// <summary>The difference as a Chinese sentence with the ISO date.</summary>
    public string ToChinese()
    {
        var weekday = "日一二三四五六"[(int)Date.DayOfWeek];
        var (candidate, other) = WorkedByCandidate ? ("上班", "放假") : ("放假", "上班");
        return $"{Date:yyyy-MM-dd}（{Date.Month}月{Date.Day}日，周{weekday}）：待导入数据为{candidate}，{OtherSource} 为{other}";
    }
}

/// <summary>What comparing a list of holidays with others has shown.</summary>
/// <param name="Differences">Every day on which some other list says the opposite, by date.</param>
/// <param name="UnconfirmedYears">Published years of the list that no other list covers.</param>
public sealed record HolidayVerdict(IReadOnlyList<HolidayDifference> Differences, IReadOnlyList<int> UnconfirmedYears)
{
    /// <summary>Whether the list must not be imported: it contradicts another one.</summary>
    public bool IsRefused => Differences.Count > 0;

    /// <summary>Chinese sentences for the person who imports: the days that differ, or that nothing does.</summary>
    public string ToChinese()
    {
        List<string> lines = [IsRefused ? "节假日数据与其他来源矛盾，拒绝导入：" : "节假日数据与其他来源一致。"];
        lines.AddRange(Differences.Select(difference => difference.ToChinese()));
        if (UnconfirmedYears.Count > 0)
        {
            lines.Add($"下列年度没有其他来源可以核对：{string.Join('、', UnconfirmedYears)}");
        }

        return string.Join('\n', lines);
    }
}

/// <summary>
/// Compares a list of holidays with independent ones before it is used. What counts is whether a day is worked: a
/// Saturday listed as part of a holiday and one not listed at all are the same.
/// </summary>
public static class HolidayCrossCheck
{
    /// <summary>Compares the years that the candidate and at least one other list publish, day by day.</summary>
    public static HolidayVerdict Examine(HolidayData candidate, IReadOnlyList<HolidayData> others)
    {
        List<HolidayDifference> differences = [];
        List<int> unconfirmed = [];
        foreach (var year in candidate.Years)
        {
            var confirmed = false;
            foreach (var other in others)
            {
                foreach (var known in other.Years.Where(known => known.Year == year.Year))
                {
                    confirmed = true;
                    Compare(year, known, other.Provenance.Source, differences);
                }
            }

            if (!confirmed)
            {
                unconfirmed.Add(year.Year);
            }
        }

        return new HolidayVerdict([.. differences.OrderBy(difference => difference.Date)], unconfirmed);
    }

    private static void Compare(HolidayYear candidate, HolidayYear other, string source, List<HolidayDifference> differences)
    {
        var end = new DateOnly(candidate.Year, 12, 31);
        for (var day = new DateOnly(candidate.Year, 1, 1); day <= end; day = day.AddDays(1))
        {
            var worked = candidate.IsWorked(day);
            if (worked != other.IsWorked(day))
            {
                differences.Add(new HolidayDifference(day, worked, source));
            }
        }
    }
}
