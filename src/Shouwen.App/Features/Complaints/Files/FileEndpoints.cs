using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Complaints;

/// <summary>Where attachments are downloaded.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/complaints/{number}/attachments/{position:int}", SendAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases);

    private static Task<IResult> SendAsync(string number, int position, HttpResponse response, AttachmentSender sender, Flash flash, CancellationToken cancellationToken) =>
        sender.SendAsync(number, position, response, () => Results.NotFound(), () => Damaged(number, flash), cancellationToken);

    private static IResult Damaged(string number, Flash flash)
    {
        flash.Show(FlashKind.Refused, "这份附件缺失或者与保存时不一致，没有下载。请告诉系统管理员");
        return Results.LocalRedirect(ComplaintLinks.Tab(number, CaseTabs.Files));
    }
}
