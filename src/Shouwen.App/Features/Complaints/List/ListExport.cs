using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>The list as a file, piece by piece: a line that says who took it, when and why, the names of the columns, then a line for every complaint, with a masked name and the export it is from.</summary>
public sealed class ListExport(House house)
{
    /// <summary>Complaints in one file.</summary>
    public const int Most = 100_000;
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly string[] Heads = ["编号", "状态", "事由", "投诉人", "渠道", "类别", "严重程度", "人数", "被投诉单位", "承办单位", "承办人", "收到时间", "最近到期", "应办", "条款", "办结时间", "导出批次"];

    /// <summary>The short name of an export, by which a single line can be traced to it in the access log.</summary>
    public static string Batch(Guid export) => export.ToString("N")[..10].ToUpperInvariant();

    /// <param name="rows">How many complaints are in the file.</param>
    /// <param name="isCut">There are more than the file may hold.</param>
    public byte[] Head(Guid export, int rows, bool isCut, string reason, Person person, Assignment post, DateTimeOffset now) =>
        Csv.Write([[OfficeFile.Watermark($"投诉列表 · {rows} 件{(isCut ? $"（只导出前 {rows} 件）" : "")} · 批次 {Batch(export)}", reason, person, post, house, now)], Heads]);

    public byte[] Lines(Guid export, IEnumerable<ListRow> rows) => Csv.Lines(rows.Select(row => Line(row, Batch(export))));

    private IReadOnlyList<string> Line(ListRow row, string batch)
    {
        var (institution, words) = (house.Institution, house.Institution.Words);
        return
        [
            row.Number, row.Stage.Label(), CaseTitle.Of(row.Summary), row.MaskedName ?? "", words.Of(Vocabulary.Channels, row.Channel), words.Of(institution.Categories, row.Category),
            words.Of(Vocabulary.Severities, row.Severity), FormattableString.Invariant($"{row.People}"), institution.Unit(row.AboutUnit)?.Name ?? "", institution.Unit(row.ResponsibleUnit)?.Name ?? "",
            institution.Person(row.ResponsiblePerson)?.Name ?? "", Stamp(row.ReceivedAt), row.NextDueAt is { } due ? Words.Due(house.Calendar.Local(due)) : "", row.Clock?.Name ?? "", row.Clock?.Clause ?? "",
            row.ClosedAt is { } closed ? Stamp(closed) : "", batch,
        ];
    }

    private string Stamp(DateTimeOffset at) => Words.Stamp(house.Calendar.Local(at));
}
