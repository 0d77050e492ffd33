using Shouwen.App.Ui;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>The history of a case by day, latest first, each entry with the obligations it brought about.</summary>
public sealed class CaseTimeline(CaseSight sight)
{
    /// <summary>Entries shown before the rest folds behind 更早.</summary>
    public const int Shown = 20;

    /// <param name="isBrief">Without what followed.</param>
    public IReadOnlyList<TimelineDay> Days(Func<Entry, bool>? only = null, int? atMost = null, bool isBrief = false) =>
        [.. sight.Complaint.Entries.Where(only ?? (_ => true)).OrderByDescending(entry => entry.HappenedAt).ThenByDescending(entry => entry.Position).Take(atMost ?? int.MaxValue)
            .GroupBy(entry => sight.Calendar.DateOf(entry.HappenedAt)).Select(day => new TimelineDay(Label(day.Key), [.. day.Select(entry => isBrief ? Entry(entry) with { Consequences = [] } : Entry(entry))]))];

    private TimelineEntry Entry(Entry entry)
    {
        var sentence = History.Of(entry, sight);
        return new(sight.Local(entry.HappenedAt), sentence.Voice, sentence.Who, sentence.What, sentence.Voice is Voice.Customer or Voice.Outside ? null : ActionWords.Icon(entry.Action))
        {
            Id = $"e{entry.Position}",
            Basis = sight.Clauses(entry.Clauses),
            Consequences = [.. sight.Obligations.Where(obligation => BornBy(obligation) == entry.Position).OrderBy(obligation => obligation.Due.At)
                .GroupBy(obligation => (obligation.ClauseId, obligation.Name, Due: obligation.ExtendedFrom ?? obligation.Due.At)).Select(same => Consequence(same.First(), same.Count()))],
            Note = entry.IsBackfilled ? $"补录，{Words.Moment(sight.Local(entry.At))} 录入" : null,
        };
    }

    // The entry that started the clock; or a later one, where a condition of the rule held only from then on.
    private int BornBy(Obligation obligation)
    {
        if (obligation.StartedBy == 0)
        {
            return 0;
        }

        var starter = sight.Complaint.Entries[obligation.StartedBy - 1];
        var start = starter.Action == "register" ? sight.Complaint.ReceivedAt : starter.HappenedAt;
        return obligation.TriggeredAt == start ? starter.Position : sight.Complaint.Entries.FirstOrDefault(entry => entry.Position > starter.Position && entry.HappenedAt == obligation.TriggeredAt)?.Position ?? starter.Position;
    }

    // Owed alike by several units, it is told once.
    private TimelineConsequence Consequence(Obligation obligation, int times)
    {
        var due = obligation.ExtendedFrom ?? obligation.Due.At;
        return new($"{obligation.Name}{(times > 1 ? $"（{times} 项）" : "")}，至 {sight.Due(due)}", sight.Clause(obligation.ClauseId));
    }

    private string Label(DateOnly day) => day == sight.Today ? $"今天 {Words.Day(day)}" : day.Year == sight.Today.Year ? Words.Day(day) : Words.FullDay(day);
}
