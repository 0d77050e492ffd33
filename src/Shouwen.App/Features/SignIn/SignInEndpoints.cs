using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Buttons of the top bar and of the account page that lead to no page of their own.</summary>
internal static class SignInEndpoints
{
    public const string SignOutPath = "/sign-out";
    public const string SwitchPostPath = "/switch-post";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignOutPath, SignOutAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(SwitchPostPath, SwitchPostAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(SignInLinks.RemoveApp, RemoveAppAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute(), new RecentProofAttribute());
        routes.MapPost(SignInLinks.RemovePasskey, RemovePasskeyAsync).RequireAuthorization(StaffPolicy.Name).OpenToStaff().WithMetadata(new RequireAntiforgeryTokenAttribute(), new RecentProofAttribute());
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, StaffSession session, CancellationToken cancellationToken)
    {
        await session.EndAsync(context, cancellationToken);
        return Results.LocalRedirect(StaffSession.SignInPath);
    }

    private static async Task<IResult> SwitchPostAsync([FromForm] string post, HttpContext context, StaffSession session, CancellationToken cancellationToken) =>
        await session.SwitchAsync(context, post, cancellationToken) ? Results.LocalRedirect("/") : Results.BadRequest();

    private static Task<IResult> RemoveAppAsync(HttpContext context, OwnAccount own, Factors factors, Flash flash) =>
        RemoveAsync(context, own, flash, Factors.AppCode, account => factors.RemoveAppAsync(account.PersonId, context.RequestAborted));

    private static Task<IResult> RemovePasskeyAsync([FromForm] string credential, HttpContext context, OwnAccount own, Factors factors, Flash flash) =>
        RemoveAsync(context, own, flash, Factors.Passkey, account => factors.RemovePasskeyAsync(account.PersonId, BytesOf(credential), context.RequestAborted));

    private static async Task<IResult> RemoveAsync(HttpContext context, OwnAccount own, Flash flash, string means, Func<AccountRow, Task> remove)
    {
        if (await own.RemoveAsync(context, means, remove))
        {
            flash.Show(FlashKind.Done, "已移除，其他设备上的登录已退出");
        }
        else
        {
            flash.Show(FlashKind.Refused, "本机构要求第二步验证，最后一种不能移除");
        }

        return Results.LocalRedirect(SignInLinks.Account);
    }

    private static byte[] BytesOf(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return []; // nobody's
        }
    }
}
