using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Exports;

/// <summary>The forms of exports.</summary>
internal static class ExportEndpoints
{
    public const string Page = "/exports";

    public static string Decide(Guid id) => $"{Page}/{id:N}/decide";

    public static string Fetch(Guid id) => $"{Page}/{id:N}/fetch";

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Page + "/{id:guid}/decide", DecideAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ApproveExport).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(Page + "/{id:guid}/fetch", FetchAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Export).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> DecideAsync(Guid id, [FromForm] string? decision, [FromForm] string? note, ExportDesk desk, Flash flash, CancellationToken cancellationToken)
    {
        var isApproved = decision == "approve";
        if (!isApproved && string.IsNullOrWhiteSpace(note))
        {
            flash.Show(FlashKind.Refused, "不同意的，请写明理由");
        }
        else if (await desk.DecideAsync(id, isApproved, note?.Trim() ?? "", cancellationToken))
        {
            flash.Show(FlashKind.Done, isApproved ? "已同意导出，做好后申请人可以下载 24 小时" : "已拒绝导出");
        }
        else
        {
            flash.Show(FlashKind.Refused, "这份申请已经处理，或不由您批准");
        }

        return Results.LocalRedirect(Page);
    }

    private static async Task<IResult> FetchAsync(Guid id, ExportDesk desk, Flash flash, CancellationToken cancellationToken)
    {
        if (await desk.FetchAsync(id, cancellationToken) is { } file)
        {
            return Results.Stream(file, ListExport.ContentType, $"complaints-{ListExport.Batch(id)}.csv");
        }

        flash.Show(FlashKind.Refused, "文件已过期，或还没有做好；也请用申请时的岗位下载");
        return Results.LocalRedirect(Page);
    }
}
