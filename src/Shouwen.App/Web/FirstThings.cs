using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Web;

/// <summary>What a signed-in person must do before anything else, and before a sensitive act: choose an own password, set up a second factor, prove again who it is.</summary>
internal static class FirstThings
{
    public const string PasswordPath = "/password";

    /// <summary>For so long after a proof nobody is asked again.</summary>
    private static readonly TimeSpan ProofLife = TimeSpan.FromMinutes(5);

    // What leads to a second factor, and out.
    private static readonly HashSet<string> WithoutFactor = [PasswordPath, SignInEndpoints.SignOutPath, SignInLinks.SecondFactor, SignInLinks.App, SignInLinks.Passkey, SignInLinks.Confirm];

    public static void AskForFirstThings(this WebApplication app, ShouwenOptions options) => app.Use((context, next) =>
    {
        if (Detour(context, options) is not { } path)
        {
            return next(context);
        }

        context.Response.Redirect(path);
        return Task.CompletedTask;
    });

    private static string? Detour(HttpContext context, ShouwenOptions options)
    {
        var (user, path) = (context.User, context.Request.Path.Value ?? "");
        if (user.FindFirstValue(ActorClaims.Means) is not { } means || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return null; // nobody, a program with a key, or a file
        }

        if (user.HasClaim(claim => claim.Type == ActorClaims.MustChangePassword))
        {
            return path is PasswordPath or SignInEndpoints.SignOutPath ? null : PasswordPath;
        }

        if (options.IsSecondFactorRequired && means == Factors.Password && !WithoutFactor.Contains(path))
        {
            return SignInLinks.SecondFactor;
        }

        return context.GetEndpoint()?.Metadata.GetMetadata<RecentProofAttribute>() is not null && !IsRecent(context) ? ConfirmPath(context, path) : null;
    }

    private static bool IsRecent(HttpContext context) =>
        ActorClaims.ProvedOf(context.User) is { } proved && context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - proved <= ProofLife;

    private static string ConfirmPath(HttpContext context, string path) =>
        $"{SignInLinks.Confirm}?to={Uri.EscapeDataString(HttpMethods.IsGet(context.Request.Method) ? path : SignInLinks.Account)}";
}

/// <summary>A page or route that is open only to whoever has proved within the last five minutes who it is.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class RecentProofAttribute : Attribute;
