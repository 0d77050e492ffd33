using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Web;

/// <summary>Whoever signed in with a password that somebody else knows chooses another one before anything else.</summary>
internal static class PasswordFirst
{
    public const string PasswordPath = "/password";

    public static void AskForOwnPasswordFirst(this WebApplication app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        if (!context.User.HasClaim(claim => claim.Type == ActorClaims.MustChangePassword) || path == PasswordPath || path == SignInEndpoints.SignOutPath || IsFile(context))
        {
            return next(context);
        }

        context.Response.Redirect(PasswordPath);
        return Task.CompletedTask;
    });

    private static bool IsFile(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;
}
