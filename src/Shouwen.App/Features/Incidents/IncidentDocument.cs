using System.Globalization;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Incidents;

/// <summary>An incident from its beginning to what was learnt of it, on paper; masked as its page is.</summary>
public sealed class IncidentDocument(CaseSight sight, IReadOnlyDictionary<int, Delivery> deliveries)
{
    private readonly IReadOnlyList<Entry> entries = [.. sight.Complaint.Entries.OrderBy(entry => entry.HappenedAt).ThenBy(entry => entry.Position)];

    public IReadOnlyList<WordPart> Parts =>
    [
        new WordHeading($"{CaseTitle.Of(sight.Complaint)}处置过程", Level: 1),
        Facts(),
        .. Section("人数变化", ["时间", "投诉人", "围观", "记录人"], [5, 4, 4, 7], Counts()),
        .. Section("报告及送达", ["报告", "依据", "期限", "报告人", "报给和方式", "接收人和时间", "系统发送"], [3, 2, 3, 3, 3, 3, 3], Reports()),
        .. Section("接待安排", ["时间", "投诉", "地点", "接待人"], [5, 6, 5, 4], Receptions()),
        .. Media(),
        .. Section("处置过程", ["序号", "时间", "何人", "何事", "依据"], [1, 4, 4, 9, 2], Journal()),
        .. AfterWork.Of(sight).Where(item => item.IsThere && item.Action is not "stand-down").SelectMany(After),
    ];

    private WordTable Facts()
    {
        var (incident, data) = (sight.Complaint, sight.Complaint.Data);
        var count = PeopleCount.Of(sight);
        (string Name, string? Value)[] facts =
        [
            ("编号", sight.Number),
            ("级别", data.Text("level") is { } level ? sight.Institution.Words.Of(sight.Institution.IncidentLevels, level) : "未定"),
            ("状态", incident.Stage.Label()),
            ("地点", data.Text("place")),
            ("涉及单位", sight.Unit(incident.AboutUnit ?? incident.ResponsibleUnit)),
            ("报告人", $"{sight.WithPost(incident.Entries[0].Actor)}，{Stamp(incident.ReceivedAt)}"),
            ("人数", $"投诉人 {count.People}，围观 {count.Bystanders?.ToString(CultureInfo.InvariantCulture) ?? (count.HasOnlookers ? "有" : "无")}，最多 {count.Most}"),
            ("投诉", string.Join("、", data.Texts("complaints").Distinct().Select(sight.Other))),
            ("预案", Said("activate-plan") ?? Said("decline-plan") ?? "未决定"),
            ("解除", Said("stand-down") ?? "未解除"),
        ];
        return new([], [4, 16], [.. facts.Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value ?? ""])]);
    }

    private IEnumerable<IReadOnlyList<string>> Counts() => entries.Where(entry => entry.Action is "open-incident" or "update-people")
        .Select(entry => (IReadOnlyList<string>)[Stamp(entry.HappenedAt), Number(entry, "people"), Number(entry, "bystanders"), sight.WithPost(entry.Actor)]);

    private IEnumerable<IReadOnlyList<string>> Reports() => ReportTimers.Of(sight, deliveries).Select(timer => (IReadOnlyList<string>)
    [
        timer.Name, timer.Clause.Id, sight.Due(timer.Due), timer.Proof?.By ?? "未报", timer.Proof is { } proof ? $"{proof.To}{(proof.Means is { } means ? $"，{means}" : "")}" : "",
        timer.Proof is { } made ? $"{made.Receiver ?? "没有写明"}\n{Words.Stamp(made.At)}" : "", string.Join('\n', timer.Proof?.Messages.Select(message => $"{message.Means} {message.To}：{message.State}") ?? []),
    ]);

    private IEnumerable<IReadOnlyList<string>> Receptions() => entries.Where(entry => entry.Action == "receive-complainant")
        .Select(entry => (IReadOnlyList<string>)[Stamp(entry.HappenedAt), sight.Other(entry.Data.Text("of")), entry.Data.Text("place") ?? "", sight.Person(entry.Data.Text("person"))]);

    private IEnumerable<WordPart> Media()
    {
        var media = MediaWork.Of(sight);
        var rows = media.Outlets.Select(outlet => (IReadOnlyList<string>)
        [
            outlet.Name, string.Join('\n', outlet.Asked.Select(asked => $"{Stamp(asked.HappenedAt)} {Masks.Text(asked.Data.Text("text"))}")),
            outlet.Finding is { } finding ? $"{(outlet.IsAccurate == true ? "属实" : "失实")}：{Masks.Text(finding.Data.Text("text"))}" : "待核实",
            outlet.Issued is { } issued ? $"{Stamp(issued.HappenedAt)} {sight.Institution.Words.Of(Vocabulary.Means, issued.Data.Text("means"))} {Masks.Text(issued.Data.Text("received-by"))}" : "未发出",
        ]);
        return Section("媒体", ["媒体", "问询或报道", "核实", "说明"], [4, 6, 5, 5], rows).Concat(media.Statement is { } statement
            ? [new WordText($"说明稿（{(statement.MayLeave ? $"{sight.WithPost(statement.Approval!.Actor)}批准" : statement.Return is not null ? "已退回" : "待批准")}）：{Masks.Text(statement.Draft.Data.Text("text"))}")] : []); // what may leave was approved
    }

    private IEnumerable<IReadOnlyList<string>> Journal() => entries.Select(entry => (IReadOnlyList<string>)
    [
        $"{entry.Position}", Stamp(entry.HappenedAt) + (entry.IsBackfilled ? $"\n补录于 {Stamp(entry.At)}" : ""), sight.WithPost(entry.Actor), History.Of(entry, sight).What, string.Join('\n', Clauses(entry)),
    ]);

    // Of what the entry says itself, and of what it discharged.
    private IEnumerable<string> Clauses(Entry entry) =>
        entry.Clauses.Concat(sight.Obligations.Where(owed => owed.DischargedBy?.Position == entry.Position).Select(owed => owed.ClauseId)).Distinct();

    private static IEnumerable<WordPart> After(AfterItem item) => [new WordHeading(item.Name), .. item.Pieces.Select(piece => new WordText($"{piece.Said}{(piece.When is { } when ? $"（{when}）" : "")}"))];

    private static IEnumerable<WordPart> Section(string name, IReadOnlyList<string> heads, IReadOnlyList<int> shares, IEnumerable<IReadOnlyList<string>> rows) =>
        rows.ToList() is { Count: > 0 } list ? [new WordHeading(name), new WordTable(heads, shares, list)] : [];

    // The last time it was done, as the history tells it.
    private string? Said(string action) => entries.LastOrDefault(entry => entry.Action == action) is { } entry ? $"{Stamp(entry.HappenedAt)} {sight.WithPost(entry.Actor)} {History.Of(entry, sight).What}" : null;

    private string Stamp(DateTimeOffset at) => Words.Stamp(sight.Local(at));

    private static string Number(Entry entry, string field) => entry.Data.Number(field)?.ToString("0", CultureInfo.InvariantCulture) ?? "";
}
