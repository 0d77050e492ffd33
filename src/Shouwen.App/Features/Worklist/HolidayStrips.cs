using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;

namespace Shouwen.App.Features.Worklist;

/// <summary>Days off that lie ahead, to be drawn between what is due before and after them.</summary>
public sealed record HolidayStrip(DateOnly First, DateOnly Last, string Name, string Words);

public static class HolidayStrips
{
    private const int Nearby = 10;

    /// <summary>The runs of holidays that begin after today, up to a day.</summary>
    public static IReadOnlyList<HolidayStrip> Ahead(Calendar calendar, DateOnly today, DateOnly until)
    {
        var strips = new List<HolidayStrip>();
        for (var day = today.AddDays(1); day <= until; day = day.AddDays(1))
        {
            if (calendar.Describe(day).Kind == DayKind.Holiday)
            {
                var strip = From(calendar, day);
                strips.Add(strip);
                day = strip.Last;
            }
        }

        return strips;
    }

    private static HolidayStrip From(Calendar calendar, DateOnly first)
    {
        var days = Enumerable.Range(0, 40).Select(first.AddDays).TakeWhile(day => calendar.Describe(day).Kind == DayKind.Holiday).ToList();
        var names = days.Select(day => calendar.Describe(day).Name).OfType<string>().Distinct();
        var makeUps = Enumerable.Range(-Nearby, days.Count + (2 * Nearby)).Select(first.AddDays).Where(day => calendar.Describe(day).Kind == DayKind.MakeUpWorkday).Select(day => $"{Words.Day(day)}补班，计入工作日").ToList();
        var span = days.Count == 1 ? Words.Day(first) : $"{Words.Day(first)} – {Words.Day(days[^1])}";
        return new(first, days[^1], $"{string.Join("、", names)}放假", $"{span} · {(makeUps.Count > 0 ? string.Join("；", makeUps) : "工作日时限停走，小时时限照走")}");
    }
}
