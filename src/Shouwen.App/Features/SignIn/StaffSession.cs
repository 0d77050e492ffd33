using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>The cookie session of a member of staff: begun at sign-in, checked with every request, ended by sign-out or by any change of the account.</summary>
public sealed class StaffSession(Accounts accounts, House house, ShouwenOptions options, TimeProvider clock) : CookieAuthenticationEvents
{
    public const string Scheme = "staff";
    public const string SignInPath = "/sign-in";

    public Task BeginAsync(HttpContext context, AccountRow account, Person person) => WriteAsync(context, account, person.Usual ?? throw new InvalidOperationException($"{person.Id} holds no post."), clock.GetUtcNow());

    /// <summary>From now on the person acts in another of his or her posts.</summary>
    public async Task<bool> SwitchAsync(HttpContext context, string post, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = ActorClaims.Find(context.User, house.Institution, now) is { } actor ? house.Institution.PostsOf(actor.Person.Id, now).FirstOrDefault(assignment => ActorClaims.TextOf(assignment) == post) : null;
        if (held is null || await accounts.FindAsync(context.User.FindFirstValue(ActorClaims.Person)!, cancellationToken) is not { } account) // the claim is there: Find found the person by it
        {
            return false;
        }

        await WriteAsync(context, account, held, ActorClaims.SinceOf(context.User) ?? now);
        return true;
    }

    /// <summary>Ends every session of the person, also on other devices: a copied cookie is worth nothing afterwards.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.User.FindFirstValue(ActorClaims.Person) is { } person)
        {
            await accounts.EndSessionsAsync(person, cancellationToken);
        }

        await context.SignOutAsync(Scheme);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } user || !await IsValidAsync(user, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Headers.ContainsKey("HX-Request")) // a part of a page: the whole page must go
        {
            context.Response.Headers["HX-Redirect"] = SignInPath;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<bool> IsValidAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (ActorClaims.Find(user, house.Institution, clock.GetUtcNow()) is not { } actor || ActorClaims.SinceOf(user) is not { } since || clock.GetUtcNow() - since > options.SessionLimit)
        {
            return false;
        }

        var account = await accounts.FindAsync(actor.Person.Id, cancellationToken);
        return account is { IsDisabled: false } && account.SecurityStamp == user.FindFirstValue(ActorClaims.Stamp);
    }

    private static Task WriteAsync(HttpContext context, AccountRow account, Assignment post, DateTimeOffset since)
    {
        List<Claim> claims =
        [
            new(ActorClaims.Person, account.PersonId),
            new(ActorClaims.Post, ActorClaims.TextOf(post)),
            new(ActorClaims.Stamp, account.SecurityStamp),
            new(ActorClaims.Since, since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        if (account.MustChangePassword)
        {
            claims.Add(new(ActorClaims.MustChangePassword, "true"));
        }

        return context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, ActorClaims.Person, roleType: null)));
    }
}
