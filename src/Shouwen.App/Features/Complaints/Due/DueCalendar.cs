using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using UiDay = Shouwen.App.Ui.ProofDay;

namespace Shouwen.App.Features.Complaints;

/// <summary>The squares of the proof: whole weeks from the start to the due day.</summary>
public sealed class DueCalendar(CaseSight sight, DueView view)
{
    private const int MostWeeks = 26;

    public ProofModel? Model() => view.Count is { } count ? new(view.Equation, [.. Squares(count)]) : null;

    private IEnumerable<UiDay> Squares(DueProof count)
    {
        var days = count.Days.ToDictionary(day => day.Date);
        var (start, first, last) = (count.Days[0].Date, Monday(count.Days[0].Date), Monday(view.LastDay).AddDays(6));
        for (var date = first; date <= last && date < first.AddDays(7 * MostWeeks); date = date.AddDays(1))
        {
            var day = days.GetValueOrDefault(date);
            yield return date == start && day?.Counted is null ? Start(date) : Square(date, day);
        }
    }

    private UiDay Start(DateOnly date) => Marked(new UiDay(date, ProofDayKind.Start)
    {
        Headline = $"{view.StartWord} {Words.Clock(sight.Local(view.Obligation.StartedAt))}",
        Reason = "起算日不计",
        ShortReason = "不计",
    });

    private UiDay Square(DateOnly date, Domain.Calendars.ProofDay? day) => Marked(new UiDay(date, day is null ? ProofDayKind.Outside : day.Counted is null ? ProofDayKind.NotCounted : ProofDayKind.Counted)
    {
        Ordinal = day?.Counted,
        Reason = day is null ? null : Reason(day),
        ShortReason = day is null ? null : ShortReason(day),
        IsMakeUp = day is { Kind: DayKind.MakeUpWorkday, Counted: not null },
    });

    private UiDay Marked(UiDay day) => day with
    {
        Note = Note(day.Date),
        IsToday = day.Date == sight.Today,
        IsPast = day.Date <= sight.Today,
        IsDue = day.Date == view.LastDay,
        IsInternalDue = view.Internal is { } inner && day.Date == LastDayOf(inner.At),
    };

    private string? Note(DateOnly date) => view.Obligation.ExtendedFrom is { } from && LastDayOf(from) == date ? "原到期日"
        : view.Obligation.Rule.Warn.Where(warn => LastDayOf(sight.Calendar.Before(view.Obligation.Due.At, warn).At) == date).Select(warn => $"提前 {warn.ToChinese()}").FirstOrDefault();

    private DateOnly LastDayOf(DateTimeOffset end) => sight.Calendar.DateOf(end.AddTicks(-1));

    private static string? Reason(Domain.Calendars.ProofDay day) => day.Kind switch
    {
        DayKind.Holiday when day.Counted is null => $"{day.Name ?? "法定节假日"}放假",
        DayKind.ClosingDay => day.Name ?? "停业",
        DayKind.MakeUpWorkday when day.Counted is not null => $"{Words.Weekday(day.Date)}补班，计入",
        DayKind.MakeUpWorkday => "补班，不交易",
        DayKind.Weekend when day.Counted is null => "周末",
        _ => day.Counted is null ? day.Reason : null,
    };

    private static string? ShortReason(Domain.Calendars.ProofDay day) => day.Kind switch
    {
        DayKind.Holiday when day.Counted is null => (day.Name ?? "放假") is { Length: > 2 } name ? name[..2] : day.Name ?? "放假",
        DayKind.MakeUpWorkday => "补班",
        _ => null,
    };

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
