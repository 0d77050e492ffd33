using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;

namespace Shouwen.App.Features.Worklist;

/// <summary>One day of the three weeks ahead.</summary>
/// <param name="Mark">今, a date, or 班 over a make-up day.</param>
public sealed record SpreadDay(DateOnly Date, int Count, bool IsOff, bool IsMakeUp, string? Mark, string Words);

/// <summary>How many obligations fall due on each of the coming days. Pure.</summary>
public static class DueSpread
{
    public const int Length = 21;

    public static IReadOnlyList<SpreadDay> Of(Calendar calendar, DateOnly today, IEnumerable<DateTimeOffset> dueTimes)
    {
        var counts = dueTimes.GroupBy(due => calendar.DateOf(due.AddTicks(-1))).ToDictionary(day => day.Key, day => day.Count());
        return [.. Enumerable.Range(0, Length).Select(ahead => Day(calendar, today.AddDays(ahead), ahead, counts.GetValueOrDefault(today.AddDays(ahead))))];
    }

    private static SpreadDay Day(Calendar calendar, DateOnly date, int ahead, int count)
    {
        var (info, isOff) = (calendar.Describe(date), !calendar.IsWorkingDay(date));
        var kind = info.Kind switch { DayKind.Holiday => $"，{info.Name}放假", DayKind.MakeUpWorkday => "，补班", DayKind.ClosingDay => $"，{info.Name}", _ when isOff => "，周末", _ => "" };
        var mark = ahead == 0 ? "今" : info.Kind == DayKind.MakeUpWorkday ? "班" : date.DayOfWeek == DayOfWeek.Monday && ahead > 1 ? Words.MonthDay(date) : null;
        return new(date, count, isOff, info.Kind == DayKind.MakeUpWorkday, mark, $"{Words.Day(date)}{kind}：{count} 项到期");
    }
}
