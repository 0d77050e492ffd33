using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>The list as a file: with a line that says who took it, when and why, masked names, and a record for every complaint in it.</summary>
public static class ListExport
{
    public const string Path = "/complaints/export";
    public const int Most = 5000;

    private static readonly string[] Heads = ["编号", "状态", "事由", "投诉人", "渠道", "类别", "严重程度", "人数", "被投诉单位", "承办单位", "承办人", "收到时间", "最近到期", "应办", "条款", "办结时间"];

    public static void MapListExport(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, ExportAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Export).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> ExportAsync([FromForm] string? reason, [FromForm] string? query, ComplaintFinder finder, AccessLog log, CurrentActor who, House house, Flash flash, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = ListFilter.Parse(QueryHelpers.ParseQuery(query)) with { After = null };
        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(filter.Href);
        }

        var page = await finder.PageAsync(filter, Most, cancellationToken);
        var now = house.Calendar.Local(clock.GetUtcNow());
        await log.RecordAsync([.. page.Rows.Select(row => row.Number)], "export", reason.Trim(), cancellationToken);
        var watermark = $"{house.Institution.Name} 投诉列表 · {page.Rows.Count} 件{(page.Next is null ? "" : $"（只导出前 {Most} 件）")} · {who.Person.Name}（{who.Person.StaffNumber ?? who.Person.Id}，{who.PostLabel}）于 {Words.Stamp(now)} 导出 · 事由：{reason.Trim()} · 仅供内部使用，导出已留痕";
        var bytes = Csv.Write([[watermark], Heads, .. page.Rows.Select(row => Line(row, house))]);
        return Results.File(bytes, "text/csv; charset=utf-8", $"complaints-{now:yyyyMMdd-HHmm}.csv");
    }

    private static IReadOnlyList<string> Line(ListRow row, House house)
    {
        var (institution, words) = (house.Institution, house.Institution.Words);
        return
        [
            row.Number, row.Stage.Label(), CaseTitle.Of(row.Summary), row.MaskedName ?? "", words.Of(Vocabulary.Channels, row.Channel), words.Of(institution.Categories, row.Category),
            words.Of(Vocabulary.Severities, row.Severity), FormattableString.Invariant($"{row.People}"), institution.Unit(row.AboutUnit)?.Name ?? "", institution.Unit(row.ResponsibleUnit)?.Name ?? "",
            institution.Person(row.ResponsiblePerson)?.Name ?? "", Stamp(row.ReceivedAt, house), row.NextDueAt is { } due ? Words.Due(house.Calendar.Local(due)) : "", row.Clock?.Name ?? "", row.Clock?.Clause ?? "",
            row.ClosedAt is { } closed ? Stamp(closed, house) : "",
        ];
    }

    private static string Stamp(DateTimeOffset at, House house) => Words.Stamp(house.Calendar.Local(at));
}
