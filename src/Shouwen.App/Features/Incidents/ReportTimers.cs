using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Incidents;

/// <summary>A duty to report, as the desk shows it: a clock while it runs, who did it when once it is done.</summary>
/// <param name="Clock">06:00, minutes and seconds left; below an hour only. Else 剩余 3 小时.</param>
/// <param name="Range">15:06 → 15:36</param>
/// <param name="Phone">Of whoever owes it.</param>
/// <param name="Report">The form of the report, or null where the reader may not make it.</param>
public sealed record ReportTimer(string Name, ClauseRef Clause, ClockState State, double Percent, string Clock, string Range, string Words, DateTimeOffset Due, bool IsOpen, string? Owner, string? Phone, string? Report)
{
    /// <summary>That it was made; null while it is owed, or where something else discharged it.</summary>
    public ReportProof? Proof { get; init; }
}

/// <summary>Who made a report, to whom and by which means, who took it and when.</summary>
/// <param name="By">周启明（分行副行长）</param>
/// <param name="Means">Null where none was written down.</param>
/// <param name="Receiver">As written; null where nobody was named.</param>
/// <param name="At">Local.</param>
/// <param name="Messages">What the system sent for it.</param>
public sealed record ReportProof(string By, string To, string? Means, string? Receiver, DateTimeOffset At, IReadOnlyList<ReportMessage> Messages);

/// <param name="State">已送达 10:31, 等待发送, …</param>
public sealed record ReportMessage(string To, string Means, string State, bool IsDelivered);

/// <summary>The reports that an incident demands, those still owed first, by what is due.</summary>
public static class ReportTimers
{
    private const string Action = "report";

    /// <param name="deliveries">Of the case's messages, by the position of the entry that each carries.</param>
    public static IReadOnlyList<ReportTimer> Of(CaseSight sight, IReadOnlyDictionary<int, Delivery> deliveries)
    {
        var reader = new ClockReader(sight.Calendar, sight.Now);
        var mayReport = sight.Institution.May(sight.Actor.Post, Action);
        return [.. sight.Obligations.Where(owed => Recipient(owed) is not null && owed.WaivedAt is null && owed.CancelledAt is null)
            .OrderBy(owed => !owed.IsOpen).ThenBy(owed => owed.Due.At).ThenBy(owed => owed.Name, StringComparer.Ordinal).Select(owed => Timer(owed, sight, reader, mayReport) with { Proof = Proof(owed, sight, deliveries) })];
    }

    private static ReportTimer Timer(Obligation owed, CaseSight sight, ClockReader reader, bool mayReport)
    {
        var read = reader.Read(ClockSpan.Of(owed));
        var by = owed.DischargedBy?.Actor.Person;
        var owner = sight.Institution.Person(by ?? owed.OwedBy.Person);
        return new(
            owed.Name,
            sight.Clause(owed.ClauseId),
            read.State,
            read.Percent,
            owed.DischargedAt is { } done ? $"{Words.Clock(sight.Local(done))} 已报" : Left(owed.Due.At - sight.Now),
            Range(owed, sight),
            owed.DischargedAt is { } at ? $"用时 {Math.Ceiling((at - owed.StartedAt).TotalMinutes):0} 分钟" : read.Remaining,
            owed.Due.At,
            owed.IsOpen,
            owner?.Name ?? sight.Unit(owed.OwedBy.Unit),
            owner?.Phone,
            owed.IsOpen && mayReport ? $"{sight.ActHref(Action)}?to={Recipient(owed)}" : null);
    }

    private static ReportProof? Proof(Obligation owed, CaseSight sight, IReadOnlyDictionary<int, Delivery> deliveries)
    {
        if (owed.DischargedBy is not { Action: Action } made)
        {
            return null;
        }

        var (words, data) = (sight.Institution.Words, made.Data);
        return new(sight.WithPost(made.Actor), words.Of(Vocabulary.Recipients, data.Text("to")), data.Text("means") is { } means ? words.Of(Vocabulary.Means, means) : null, Masks.Text(data.Text("received-by")), sight.Local(made.HappenedAt),
            [.. Following(made, sight).Select(notice => Message(notice, sight, deliveries.GetValueOrDefault(notice.Position)))]);
    }

    // What the system did because of an entry stands right behind it, written at the same moment.
    private static IEnumerable<Entry> Following(Entry made, CaseSight sight) =>
        sight.Complaint.Entries.Skip(made.Position).TakeWhile(entry => entry.Actor.IsSystem && entry.At == made.At).Where(entry => entry.Action == "notify");

    private static ReportMessage Message(Entry notice, CaseSight sight, Delivery? delivery) =>
        new(sight.Person(notice.Data.Text("to")), sight.Institution.Words.Of(Vocabulary.Means, notice.Data.Text("means")), State(delivery, sight), delivery?.DoneAt is not null);

    private static string State(Delivery? delivery, CaseSight sight) => delivery switch
    {
        null => "没有发送记录",
        { DoneAt: { } done } => $"已送达 {Words.Clock(sight.Local(done))}",
        { IsGivenUp: true } => $"未送达：{Outbox.OutboxView.Word(delivery.Error)}",
        { Tries: > 0 } => $"已试 {delivery.Tries} 次，继续重发",
        _ => "等待发送",
    };

    private static string Range(Obligation owed, CaseSight sight)
    {
        var (start, due) = (sight.Local(owed.StartedAt), sight.Local(owed.Due.At));
        return $"{Words.Clock(start)} → {(due - start < TimeSpan.FromHours(12) ? Words.Clock(due) : sight.Due(owed.Due.At))}";
    }

    private static string Left(TimeSpan left) => left < TimeSpan.Zero ? "超期" : left < TimeSpan.FromHours(1) ? $"{left.Minutes:00}:{left.Seconds:00}" : $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}";

    // To whom the report goes that meets it; null where something else does, or does so first.
    private static string? Recipient(Obligation owed) =>
        owed.Rule.MetBy.Options.Take(1).Where(option => option.Action == Action).SelectMany(option => option.Wanted).Where(wanted => wanted.Field == "to").Select(wanted => wanted.Value).FirstOrDefault();
}
