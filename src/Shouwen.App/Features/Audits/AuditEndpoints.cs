using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Audits;

/// <summary>The forms of the auditor's pages.</summary>
internal static class AuditEndpoints
{
    private static readonly string[] Heads = ["序号", "记录时间", "办理人", "变更", "内容", "理由", "文件", "原版本", "新版本"];

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(AuditLinks.Start, StartAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Audit).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(AuditLinks.Export, ExportAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Audit).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> StartAsync(JournalCheck check, AccessLog log, CurrentActor who, Flash flash, CancellationToken cancellationToken)
    {
        if (check.Start(who.Person.Name))
        {
            await log.RecordAsync("", "journal-check", null, cancellationToken);
        }
        else
        {
            flash.Show(FlashKind.Refused, "已有一次校验正在进行");
        }

        return Results.LocalRedirect(AuditLinks.Check);
    }

    private static async Task<IResult> ExportAsync([FromForm] string? reason, [FromForm] string? format, HttpRequest request, ConfigurationFinder finder, AccessLog log, CurrentActor who, House house, Flash flash, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = AuditFilter.Parse(await request.ReadFormAsync(cancellationToken)) with { Before = null };
        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(filter.Href);
        }

        var changes = await finder.FindAsync(filter, cancellationToken);
        await log.RecordAsync("", "audit-export", reason.Trim(), cancellationToken);
        var mark = OfficeFile.Watermark($"配置流水 · {changes.Count} 条", reason.Trim(), who, house, clock);
        return OfficeFile.Send("configuration", format, [[mark], Heads, .. changes.SelectMany(change => Lines(change, house))], house.Calendar.Local(clock.GetUtcNow()));
    }

    // A line for each file of a change, with its versions; one where there are none.
    private static IEnumerable<IReadOnlyList<string>> Lines(ConfigurationChange change, House house)
    {
        var entry = change.Entry;
        var files = entry.Data.Groups("files").Select(file => (File: file.Text("file") ?? "", Was: file.Text("was") ?? "", Hash: file.Text("hash") ?? "")).DefaultIfEmpty((File: "", Was: "", Hash: ""));
        return files.Select(IReadOnlyList<string> (file) =>
        [
            entry.Position.ToString(CultureInfo.InvariantCulture), Words.Stamp(house.Calendar.Local(entry.At)), change.By, change.Kind, change.Said, entry.Data.Text("reason") ?? "", file.File, file.Was, file.Hash,
        ]);
    }
}
