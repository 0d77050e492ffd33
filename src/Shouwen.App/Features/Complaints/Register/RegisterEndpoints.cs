using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Shouwen.App.Web;

namespace Shouwen.App.Features.Complaints;

/// <summary>What the registration form asks for while it is being typed.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ComplaintLinks.Draft, SaveAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability("register").WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(ComplaintLinks.Aside, LookAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability("register").WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<string> SaveAsync(HttpContext context, Drafts drafts, CaseDesk desk, CancellationToken cancellationToken)
    {
        var typed = FormBag.Of(await context.Request.ReadFormAsync(cancellationToken));
        var at = desk.Local(await drafts.SaveAsync(Drafts.Register, typed, cancellationToken));
        return $"草稿已自动保存 {at:HH:mm:ss}";
    }

    private static async Task<RazorComponentResult> LookAsync(HttpContext context, RegisterDesk desk, CancellationToken cancellationToken)
    {
        var typed = FormBag.Of(await context.Request.ReadFormAsync(cancellationToken));
        return new RazorComponentResult<RegisterAnswer>(new { View = await desk.LookAsync(typed, cancellationToken) });
    }
}
