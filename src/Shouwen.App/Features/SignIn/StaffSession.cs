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

    /// <summary>Where the second step is made.</summary>
    public const string SecondStepPath = "/sign-in/second";

    // A click within the first minute after the last renewal does not renew again.
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    /// <summary>Begins a new session; false when the person holds no post now.</summary>
    /// <param name="means">Words between spaces: <c>password totp</c>.</param>
    /// <param name="posts"><c>post@unit</c>: the only ones the person may act in; null: all that the person holds.</param>
    public async Task<bool> BeginAsync(HttpContext context, AccountRow account, string means, IReadOnlyCollection<string>? posts)
    {
        var now = clock.GetUtcNow();
        if (house.Institution.PostsOf(account.PersonId, now).FirstOrDefault(held => posts?.Contains(ActorClaims.TextOf(held)) != false) is not { } post)
        {
            return false;
        }

        await WriteAsync(context, account, post, new(now, now, means, posts is null ? null : string.Join(' ', posts)));
        return true;
    }

    /// <summary>Goes on after a change that ended all sessions, or after the person has proved again who it is: a new cookie in the same post.</summary>
    /// <param name="more">A means that has been added.</param>
    public async Task RenewAsync(HttpContext context, AccountRow account, string? more = null)
    {
        var now = clock.GetUtcNow();
        var (_, post) = ActorClaims.Find(context.User, house.Institution, now) ?? throw new InvalidOperationException("There is no session to renew.");
        var proof = ProofOf(context.User, now);
        var means = more is null || proof.Means.Split(' ').Contains(more) ? proof.Means : $"{proof.Means} {more}";
        await WriteAsync(context, account, post, proof with { At = now, Means = means });
    }

    /// <summary>From now on the person acts in another of his or her posts.</summary>
    public async Task<bool> SwitchAsync(HttpContext context, string post, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = ActorClaims.Find(context.User, house.Institution, now) is { } actor ? house.Institution.PostsOf(actor.Person.Id, now).FirstOrDefault(assignment => ActorClaims.TextOf(assignment) == post && ActorClaims.Allows(context.User, assignment)) : null;
        if (held is null || await accounts.FindAsync(context.User.FindFirstValue(ActorClaims.Person)!, cancellationToken) is not { } account) // the claim is there: Find found the person by it
        {
            return false;
        }

        await WriteAsync(context, account, held, ProofOf(context.User, now));
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

    // The framework would renew only in the second half of the time, and end a session of somebody who was just here.
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime > RenewAfter;
        return Task.CompletedTask;
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

    private static Proof ProofOf(ClaimsPrincipal user, DateTimeOffset now) =>
        new(ActorClaims.SinceOf(user) ?? now, ActorClaims.ProvedOf(user) ?? DateTimeOffset.UnixEpoch, user.FindFirstValue(ActorClaims.Means) ?? "", user.FindFirstValue(ActorClaims.Posts));

    private static Task WriteAsync(HttpContext context, AccountRow account, Assignment post, Proof proof)
    {
        List<Claim> claims =
        [
            new(ActorClaims.Person, account.PersonId),
            new(ActorClaims.Post, ActorClaims.TextOf(post)),
            new(ActorClaims.Stamp, account.SecurityStamp),
            new(ActorClaims.Since, Seconds(proof.Since)),
            new(ActorClaims.Proved, Seconds(proof.At)),
            new(ActorClaims.Means, proof.Means),
        ];
        if (proof.Posts is { } posts)
        {
            claims.Add(new(ActorClaims.Posts, posts));
        }

        if (account.MustChangePassword)
        {
            claims.Add(new(ActorClaims.MustChangePassword, "true"));
        }

        return context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, ActorClaims.Person, roleType: null)));
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="Since">Start of the session.</param>
    /// <param name="At">Last time the person proved who it is.</param>
    /// <param name="Posts">The only posts that the person may act in, or null.</param>
    private sealed record Proof(DateTimeOffset Since, DateTimeOffset At, string Means, string? Posts);
}
