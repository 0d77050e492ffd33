using Shouwen.Domain.Calendars;

namespace Shouwen.App.Features.Complaints;

/// <summary>The days of one clock in its own units: working, trading or calendar days, pauses left out.</summary>
public sealed class DayTally
{
    private readonly Calendar calendar;
    private readonly ClockSpan span;
    private readonly PeriodUnit? unit;
    private readonly DateOnly before;
    private readonly DateOnly today;

    /// <param name="today">How far a pause that still lasts has come.</param>
    public DayTally(Calendar calendar, ClockSpan span, DateOnly today)
    {
        this.today = today;
        this.calendar = calendar;
        this.span = span;
        var period = span.Period is null ? null : calendar.Graces.Resolve(span.Period);
        LastDay = calendar.DateOf(span.Due.At.AddTicks(-1));
        var start = calendar.DateOf(span.Start);
        unit = period?.Unit is PeriodUnit.Hour or PeriodUnit.Minute or PeriodUnit.SameDay || start >= LastDay ? null : period?.Unit ?? PeriodUnit.Day;
        before = period is { Inclusive: true } ? start.AddDays(-1) : start; // the day before the first that may count
    }

    /// <summary>Whether it runs in whole days; else in hours and minutes.</summary>
    public bool InDays => unit is not null;

    public bool CountsWorkingDays => unit is PeriodUnit.WorkingDay or PeriodUnit.TradingDay;

    public DateOnly LastDay { get; }

    public string Unit => unit switch
    {
        PeriodUnit.WorkingDay => "个工作日",
        PeriodUnit.TradingDay => "个交易日",
        _ => "天",
    };

    public int Total => Between(before, LastDay) - Paused(LastDay);

    public int UsedOn(DateOnly day) => Between(before, day) - Paused(day);

    public int Between(DateOnly from, DateOnly to) => unit switch
    {
        PeriodUnit.WorkingDay => calendar.WorkingDaysBetween(from, to),
        PeriodUnit.TradingDay => Enumerable.Range(1, Math.Max(0, to.DayNumber - from.DayNumber)).Count(day => calendar.IsTradingDay(from.AddDays(day))),
        _ => to.DayNumber - from.DayNumber,
    };

    private int Paused(DateOnly until) => span.Pauses.Sum(pause =>
    {
        var from = calendar.DateOf(pause.From);
        var ended = pause.To is { } end ? calendar.DateOf(end) : today;
        return Math.Max(0, Between(from, ended < until ? ended : until));
    });
}
