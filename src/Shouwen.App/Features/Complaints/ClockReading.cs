using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>A clock as read off at one moment, in the words and the colour of the screen.</summary>
/// <param name="Percent">Share used, in the clock's own units: a weekend uses nothing of a working-day clock.</param>
/// <param name="Remaining">剩余 3 个工作日 · 超期 15 小时 30 分 · 迟 2 个工作日 · 09-11 已履行</param>
/// <param name="DueWords">至 10-16 周五 24:00 · 应于 09-23 周三 24:00</param>
/// <param name="UsedWords">已用 6 / 15 个工作日</param>
public sealed record ClockReading(ClockState State, double Percent, string Remaining, string DueWords, string UsedWords);

/// <summary>What a clock is read from; both the derived obligation and its stored row give it.</summary>
/// <param name="Period">As the rule says it; null where a date set the due time.</param>
/// <param name="EndedAt">When it was discharged, or null.</param>
public sealed record ClockSpan(DateTimeOffset Start, Due Due, Period? Period, DateTimeOffset? EndedAt)
{
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    public static ClockSpan Of(Obligation obligation) =>
        new(obligation.StartedAt, obligation.Due, obligation.Period, obligation.DischargedAt) { Pauses = obligation.Pauses };
}

/// <summary>Reads clocks off. Pure; one calendar, one moment.</summary>
public sealed class ClockReader(Calendar calendar, DateTimeOffset now)
{
    private readonly DateOnly today = calendar.DateOf(now);

    public ClockReading Read(ClockSpan span)
    {
        var count = new DayTally(calendar, span, today);
        var state = StateOf(span, count);
        return new(state, PercentOf(span, count), Remaining(span, count), DueWords(span, count), UsedWords(span, count));
    }

    private ClockState StateOf(ClockSpan span, DayTally count) =>
        span.EndedAt is { } ended ? ended <= span.Due.At ? ClockState.Done : ClockState.Late
        : now > span.Due.At ? ClockState.Over
        : ClockStates.Of(Math.Min(PercentOf(span, count), 99));

    private double PercentOf(ClockSpan span, DayTally count)
    {
        if (span.EndedAt is null && now > span.Due.At)
        {
            return 100;
        }

        var at = span.EndedAt ?? now;
        var whole = span.Due.At - span.Start;
        var used = count.InDays && count.Total > 0 ? (double)count.UsedOn(calendar.DateOf(at)) / count.Total
            : whole > TimeSpan.Zero ? (at - span.Start) / whole : 1;
        return Math.Clamp(used * 100, 0, span.EndedAt is null ? 99 : 100);
    }

    private string Remaining(ClockSpan span, DayTally count)
    {
        if (span.EndedAt is { } ended)
        {
            return ended <= span.Due.At ? $"{Words.MonthDay(calendar.DateOf(ended))} 已履行" : $"迟 {Beyond(span, count, ended)}";
        }

        if (now > span.Due.At)
        {
            return $"超期 {Beyond(span, count, now)}";
        }

        var left = count.InDays && count.LastDay != today ? $"{count.Between(today, count.LastDay)} {count.Unit}" : ClockWords.Span(span.Due.At - now);
        return span.Pauses is [.., { To: null }] ? $"已中止，余 {left}" : $"{(span.Due.Provisional ? "约剩" : "剩余")} {left}";
    }

    private string Beyond(ClockSpan span, DayTally count, DateTimeOffset at)
    {
        var days = count.InDays && at - span.Due.At >= TimeSpan.FromDays(1) ? count.Between(count.LastDay, calendar.DateOf(at)) : 0;
        return days > 0 ? $"{days} {count.Unit}" : ClockWords.Span(at - span.Due.At);
    }

    private string DueWords(ClockSpan span, DayTally count)
    {
        var due = calendar.Local(span.Due.At);
        if (span.EndedAt is { } ended)
        {
            return ended > span.Due.At ? $"{Words.MonthDay(calendar.DateOf(ended))} 履行，应于 {Words.Due(due)}" : Early(span, count, ended);
        }

        var word = now > span.Due.At ? "应于" : span.Due.Provisional ? "暂至" : "至";
        return count.LastDay == today ? $"{word}今天 {Words.Due(due)[^5..]}" : count.LastDay.Year == today.Year ? $"{word} {Words.Due(due)}" : $"{word} {Words.FullDay(count.LastDay)}";
    }

    private string Early(ClockSpan span, DayTally count, DateTimeOffset ended)
    {
        var spare = count.InDays ? count.Between(calendar.DateOf(ended), count.LastDay) : 0;
        return spare > 0 ? $"早 {spare} {count.Unit}" : count.InDays ? "到期当日办妥" : $"用时 {ClockWords.Span(ended - span.Start)}";
    }

    private string UsedWords(ClockSpan span, DayTally count) => count.InDays
        ? $"已用 {Math.Clamp(count.UsedOn(calendar.DateOf(span.EndedAt ?? now)), 0, Math.Max(count.Total, 0))} / {count.Total} {count.Unit}"
        : $"已用 {ClockWords.Span((span.EndedAt ?? now) - span.Start)} / {ClockWords.Span(span.Due.At - span.Start)}";
}

/// <summary>Lengths of time in words.</summary>
public static class ClockWords
{
    /// <summary>2 小时 30 分 · 1 天 6 小时 · 25 分</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "不到 1 分",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} 分",
        { TotalHours: < 24 } => span.Minutes == 0 ? $"{span.Hours} 小时" : $"{span.Hours} 小时 {span.Minutes} 分",
        _ => span.Hours == 0 ? $"{span.Days} 天" : $"{span.Days} 天 {span.Hours} 小时",
    };

    /// <summary>A moment in the institution's own time.</summary>
    public static DateTimeOffset Local(this Calendar calendar, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, calendar.Zone);
}
