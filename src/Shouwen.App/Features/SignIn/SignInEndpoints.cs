using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Web;

namespace Shouwen.App.Features.SignIn;

/// <summary>The two buttons of the top bar that are not pages.</summary>
internal static class SignInEndpoints
{
    public const string SignOutPath = "/sign-out";
    public const string SwitchPostPath = "/switch-post";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignOutPath, SignOutAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(SwitchPostPath, SwitchPostAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, StaffSession session, CancellationToken cancellationToken)
    {
        await session.EndAsync(context, cancellationToken);
        return Results.LocalRedirect(StaffSession.SignInPath);
    }

    private static async Task<IResult> SwitchPostAsync([FromForm] string post, HttpContext context, StaffSession session, CancellationToken cancellationToken) =>
        await session.SwitchAsync(context, post, cancellationToken) ? Results.LocalRedirect("/") : Results.BadRequest();
}
