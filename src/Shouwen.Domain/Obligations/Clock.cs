using Shouwen.Domain.Calendars;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Obligations;

/// <summary>Where a clock stands: when it began, when it is due, and what moved it.</summary>
internal sealed record ClockTime(DateTimeOffset Start, Due Due, Period? Period, DateTimeOffset? ExtendedFrom, Entry? Extension, IReadOnlyList<Pause> Pauses);

/// <summary>Runs one clock over the entries between its start and its end: restarts, pauses, extensions.</summary>
/// <param name="clocks">The rules that move the clocks of this clause.</param>
internal sealed class Clock(Entry[] entries, string clauseId, Calendar calendar, List<ClockRule> clocks, DateTimeOffset now, Func<int, Expressions.Pattern, bool> matches, Func<int, Expressions.Expression, bool> holds)
{
    /// <param name="from">Index of the entry that starts it.</param>
    /// <param name="born">Index of the entry that brought the obligation into being: the same, or a later one.</param>
    /// <param name="last">Index of the last entry that can move it (the one that discharged it, else the last).</param>
    /// <param name="fact">Reads a fact by name.</param>
    public ClockTime Run(ObligationRule rule, int from, int born, int last, DateTimeOffset start, Func<string, object?> fact)
    {
        var restart = Enumerable.Range(from + 1, Math.Max(0, last - from)).Where(i => clocks.Exists(clock => clock.RestartedBy is { } by && matches(i, by))).DefaultIfEmpty(-1).Max();
        if (restart > 0)
        {
            (from, start) = (restart, entries[restart].HappenedAt);
        }

        var (due, period) = DueOf(rule.Due, start, fact) ?? (calendar.Add(start, Period.Promptly), Period.Promptly);
        var pauses = PausesBetween(from, last);
        var result = new ClockTime(start, Shifted(due, period, start, pauses), period, null, null, pauses);
        return rule.Extension is { } extension ? Extended(result, extension, from, born, last) : result;
    }

    /// <summary>The due time by a rule, and the period that made it where one did; null where its facts are unknown.</summary>
    private (Due Due, Period? Period)? DueOf(DueRule rule, DateTimeOffset start, Func<string, object?> fact)
    {
        switch (rule)
        {
            case PeriodDue period:
                return (calendar.Add(start, period.Period), period.Period);
            case FactDue named:
                return MomentOf(fact(named.Fact)) is { } moment ? (new Due(moment, false), null) : null;
            case OffsetDue offset:
                return fact(offset.Fact) is var value && MomentOf(value) is { } from
                    ? (offset.Before ? calendar.Before(from, offset.Period) : calendar.Add(value is DateOnly day ? calendar.StartOf(day) : from, offset.Period), null) : null; // days after a day count from that day
            case FallbackDue fallback:
                return fallback.Alternatives.Select(alternative => DueOf(alternative, start, fact)).FirstOrDefault(found => found is not null);
            case EarliestDue earliest:
                return earliest.Alternatives.Select(alternative => DueOf(alternative, start, fact)).Where(found => found is not null).MinBy(found => found!.Value.Due.At);
            default:
                throw new InvalidOperationException($"No due time for {rule.GetType().Name}");
        }
    }

    private DateTimeOffset? MomentOf(object? value) => value switch
    {
        DateTimeOffset moment => moment,
        DateOnly day => calendar.EndOf(day),
        _ => null,
    };

    private List<Pause> PausesBetween(int from, int last)
    {
        var pauses = new List<Pause>();
        for (var i = from; i <= last; i++)
        {
            var entry = entries[i];
            var running = pauses.Count > 0 && pauses[^1].To is null;
            if (!running && clocks.Exists(clock => clock.PausedBy is { } by && matches(i, by)))
            {
                pauses.Add(new(entry.HappenedAt, null, entry.Data.Text("reason")));
            }
            else if (running && clocks.Exists(clock => clock.ResumedBy is { } by && matches(i, by)))
            {
                pauses[^1] = pauses[^1] with { To = entry.HappenedAt };
            }
        }

        return pauses;
    }

    // Whole days are left out, each in the clock's own days: a pause over a weekend costs a working-day clock nothing.
    private Due Shifted(Due due, Period? period, DateTimeOffset start, List<Pause> pauses)
    {
        if (pauses.Count == 0)
        {
            return due;
        }

        return period?.IsInDays == true ? calendar.Add(start, Without(pauses, period, calendar, now)) : due with { At = due.At.AddDays(pauses.Sum(pause => DaysOf(pause, period, calendar, now))) };
    }

    /// <summary>A period in days, longer by the days that pauses leave out.</summary>
    public static Period Without(IEnumerable<Pause> pauses, Period period, Calendar calendar, DateTimeOffset now) =>
        new(period.Count + pauses.Sum(pause => DaysOf(pause, period, calendar, now)), period.Unit, period.Inclusive, period.Roll);

    private static int DaysOf(Pause pause, Period? period, Calendar calendar, DateTimeOffset now) => DaysBetween(calendar.DateOf(pause.From), calendar.DateOf(pause.To ?? now), period, calendar);

    private static int DaysBetween(DateOnly from, DateOnly to, Period? period, Calendar calendar) => Math.Max(0, period?.Unit switch
    {
        PeriodUnit.WorkingDay => calendar.WorkingDaysBetween(from, to),
        PeriodUnit.TradingDay => Enumerable.Range(1, Math.Max(0, to.DayNumber - from.DayNumber)).Count(day => calendar.IsTradingDay(from.AddDays(day))),
        _ => to.DayNumber - from.DayNumber,
    });

    // Only forwards: a day before the present due time belongs to another clause's clock. But a clock that an extension itself
    // brings into being runs to the extended day, whatever its own period.
    private ClockTime Extended(ClockTime time, ExtensionRule rule, int from, int born, int last)
    {
        for (var i = from; i <= last; i++)
        {
            var entry = entries[i];
            if (entry.Action != "extend" || (entry.Data.Text("clause") ?? clauseId) != clauseId || !holds(i, rule.When))
            {
                continue;
            }

            if (i != born && entry.HappenedAt > time.Due.At)
            {
                continue; // what was missed stays missed
            }

            var pausedSince = time.Pauses.Where(pause => pause.From >= entry.HappenedAt).Sum(pause => DaysOf(pause, null, calendar, now));
            var until = calendar.EndOf(entry.Data.Date("to")!.Value).AddDays(pausedSince);
            if (until > time.Due.At || i == born)
            {
                time = time with { ExtendedFrom = time.Due.At, Extension = entry, Due = new(until, false) };
            }
        }

        return time;
    }
}
