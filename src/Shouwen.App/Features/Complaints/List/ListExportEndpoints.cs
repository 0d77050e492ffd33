using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Features.Exports;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Searches the list without writing what is looked for into an address, and asks for it as a file.</summary>
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

    private static async Task<IResult> ExportAsync([FromForm] string? reason, [FromForm] string? query, ExportDesk desk, SearchSeal seal, ShouwenOptions options, Flash flash, CancellationToken cancellationToken)
    {
        var filter = seal.Open(ListFilter.Parse(QueryHelpers.ParseQuery(query))) with { After = null };
        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(filter.Href);
        }

        var asked = await desk.AskAsync(filter, reason.Trim(), cancellationToken);
        flash.Show(FlashKind.Done, asked.IsApproved ? $"共 {asked.Count} 件，正在制作，做好后在这里下载" : $"共 {asked.Count} 件，超过 {options.DirectExport} 件，须由另一人批准；批准后开始制作");
        return Results.LocalRedirect(ExportEndpoints.Page);
    }
}
