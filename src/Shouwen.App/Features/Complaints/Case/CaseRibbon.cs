using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>Turns the obligations of a case, and of cases joined to it, into the rows of the ribbon.</summary>
public sealed class CaseRibbon(CaseSight sight)
{
    /// <summary>A longer axis would make the bars of this week unreadable; what lies beyond gets an arrow.</summary>
    private const int LongestAxis = 110, LongestPast = 60;

    private readonly ClockReader reader = new(sight.Calendar, sight.Now);

    public RibbonModel Model()
    {
        IReadOnlyList<RibbonRow> open = [.. sight.Open.Select(obligation => Row(obligation, null)).Concat(Joined()).OrderBy(row => row.Due)];
        IReadOnlyList<RibbonRow> done = [.. sight.Obligations.Where(obligation => obligation.DischargedAt is not null).OrderBy(obligation => obligation.DischargedAt).Select(obligation => Row(obligation, null))];
        var now = sight.Local(sight.Now);
        var (first, last) = RibbonModel.Span([.. open, .. done.Where(row => row.DischargedAt >= now.AddDays(-LongestPast))], now);
        first = Later(first, sight.Today.AddDays(-LongestPast));
        last = Earlier(last, first.AddDays(LongestAxis));
        return new RibbonModel(first, last, now, Days(first, last), open) { Done = done };
    }

    public RibbonRow Row(Obligation obligation, string? origin)
    {
        var span = ClockSpan.Of(obligation);
        var reading = reader.Read(span);
        return new RibbonRow
        {
            Name = obligation.Name,
            Clause = sight.Clause(obligation.ClauseId),
            State = reading.State,
            Percent = reading.Percent,
            Start = sight.Local(obligation.StartedAt),
            Due = sight.Local(obligation.Due.At),
            DischargedAt = obligation.DischargedAt is { } done ? sight.Local(done) : null,
            Remaining = reading.Remaining,
            DueWords = reading.DueWords,
            Href = origin is null ? sight.DueHref(obligation.ClauseId, Ordinal(obligation)) : null,
            Who = PartyWords.Of(obligation.OwedBy, sight),
            Whom = PartyWords.Of(obligation.OwedTo, sight),
            Origin = origin,
            CountsWorkingDays = new DayTally(sight.Calendar, span, sight.Today).CountsWorkingDays,
            Provisional = obligation.Due.Provisional,
            Extension = Extension(obligation),
            InternalDue = InternalDue.Of(obligation, sight) is { } inner ? new(sight.Local(inner.At), $"内控 {Words.MonthDay(sight.Calendar.DateOf(inner.At.AddTicks(-1)))}") : null,
            Pauses = [.. obligation.Pauses.Select(pause => new RibbonPause(sight.Local(pause.From), pause.To is { } to ? sight.Local(to) : null, $"中止：{pause.Reason ?? "未写事由"}"))],
        };
    }

    /// <summary>Which of the clause's obligations it is, over all its rules: the number in its address.</summary>
    public int Ordinal(Obligation obligation) => sight.Obligations.Where(other => other.ClauseId == obligation.ClauseId).TakeWhile(other => other != obligation).Count() + 1;

    private IEnumerable<RibbonRow> Joined() =>
        from number in sight.Complaint.Joined.Keys
        let other = sight.Surroundings.Other(number)
        where other is not null
        from obligation in Derivation.Of(other, sight.Surroundings, sight.Now)
        where obligation.IsOpen
        select Row(obligation, $"来自并案 {number}");

    private RibbonExtension? Extension(Obligation obligation)
    {
        if (obligation is not { ExtendedFrom: { } from, Extension: { } entry })
        {
            return null;
        }

        var tally = new DayTally(sight.Calendar, ClockSpan.Of(obligation), sight.Today);
        var by = tally.Between(sight.Calendar.DateOf(from.AddTicks(-1)), tally.LastDay);
        var told = entry.Data.Text("told.means") is { } means
            ? $" · {Words.MonthDay(sight.Calendar.DateOf(entry.Data.Moment("told.at") ?? entry.HappenedAt))} 已{sight.Institution.Words.Of(Vocabulary.Means, means)}告知" : " · 未告知客户";
        return new(sight.Local(from), $"延期 {by} {tally.Unit}{told}");
    }

    private IReadOnlyList<RibbonDay> Days(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(sight.Calendar.Describe).Select(day => new RibbonDay(day.Date, Kind(day.Kind), ShortName(day)))];

    private static RibbonDayKind Kind(DayKind kind) => kind switch
    {
        DayKind.Weekend => RibbonDayKind.Rest,
        DayKind.Holiday or DayKind.ClosingDay => RibbonDayKind.Holiday,
        DayKind.MakeUpWorkday => RibbonDayKind.MakeUp,
        _ => RibbonDayKind.Working,
    };

    private static string? ShortName(DayInfo day) => day.Kind is DayKind.Holiday or DayKind.ClosingDay ? (day.Name ?? "放假").TrimEnd('节') : null;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
