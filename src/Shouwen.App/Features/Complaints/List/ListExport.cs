using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>The list as a file: with a line that says who took it, when and why, masked names, in each line the export it is from, and a record for every complaint in it.</summary>
public sealed class ListExport(AccessLog log, CurrentActor who, House house, TimeProvider clock)
{
    public const int Most = 5000;
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly string[] Heads = ["编号", "状态", "事由", "投诉人", "渠道", "类别", "严重程度", "人数", "被投诉单位", "承办单位", "承办人", "收到时间", "最近到期", "应办", "条款", "办结时间", "导出批次"];

    /// <summary>The short name of an export, by which a single line can be traced to it in the access log.</summary>
    public static string Batch(Guid export) => export.ToString("N")[..10].ToUpperInvariant();

    /// <summary>Writes down every complaint of the page, then gives it as comma-separated text.</summary>
    public async Task<byte[]> MakeAsync(ListPageModel page, string reason, Guid export, CancellationToken cancellationToken)
    {
        var batch = Batch(export);
        await log.RecordAsync([.. page.Rows.Select(row => row.Number)], "export", reason, cancellationToken, $"批次 {batch}");
        var mark = OfficeFile.Watermark($"投诉列表 · {page.Rows.Count} 件{(page.Next is null ? "" : $"（只导出前 {Most} 件）")} · 批次 {batch}", reason, who, house, clock);
        return Csv.Write([[mark], Heads, .. page.Rows.Select(row => Line(row, batch))]);
    }

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
