using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Features.Exports;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Searches the list without writing what is looked for into an address, and exports it: a short one at once, a long one once a second person has allowed it.</summary>
internal static class ListExportEndpoints
{
    public const string Path = "/complaints/export";
    public const string Find = "/complaints/find";

    public static void MapListExport(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, ExportAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Export).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(Find, FindAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    // What was looked for by words stands with the newest first, unless something else was asked for.
    private static async Task<IResult> FindAsync(HttpRequest request, SearchSeal seal)
    {
        var form = await request.ReadFormAsync();
        var filter = ListFilter.Parse(form);
        return Results.LocalRedirect(seal.Seal(filter.Q is null || form.ContainsKey("sort") ? filter : filter with { Sort = ListSort.Newest }).Href);
    }

    private static async Task<IResult> ExportAsync([FromForm] string? reason, [FromForm] string? query, ComplaintFinder finder, ListExport export, ExportDesk desk, SearchSeal seal, ShouwenOptions options, Flash flash, House house, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = seal.Open(ListFilter.Parse(QueryHelpers.ParseQuery(query))) with { After = null };
        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(filter.Href);
        }

        var page = await finder.PageAsync(filter, ListExport.Most, cancellationToken);
        if (page.Rows.Count > options.DirectExport)
        {
            await desk.AskAsync(filter, page.Rows.Count, reason.Trim(), cancellationToken);
            flash.Show(FlashKind.Done, $"共 {page.Rows.Count} 件，超过 {options.DirectExport} 件，须由另一人批准；批准后在这里下载");
            return Results.LocalRedirect(ExportEndpoints.Page);
        }

        var file = await export.MakeAsync(page, reason.Trim(), Guid.NewGuid(), cancellationToken);
        return Results.File(file, ListExport.ContentType, $"complaints-{house.Calendar.Local(clock.GetUtcNow()):yyyyMMdd-HHmm}.csv");
    }
}
