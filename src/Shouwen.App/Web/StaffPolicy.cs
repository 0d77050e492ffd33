using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Shouwen.App.Api;
using Shouwen.App.Features.Drills;
using Shouwen.App.Features.SignIn;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Web;

/// <summary>Staff pages: a signed-in person who has chosen a password. What declares nothing else is closed by it.</summary>
internal static class StaffPolicy
{
    public const string Name = "staff";

    /// <summary>API paths go by key, all others by the cookie.</summary>
    private const string EitherScheme = "either";

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-512.</summary>
    private const int PasswordIterations = 210_000;

    public static void AddSignIn(this IServiceCollection services, ShouwenOptions options)
    {
        var schemes = services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = context => ErrorPages.IsForPrograms(context) ? ApiKeyAuthentication.Scheme : StaffSession.Scheme);
        _ = options.Exercise is null ? schemes.AddCookie(StaffSession.Scheme, cookie => Configure(cookie, options)) : schemes.AddScheme<AuthenticationSchemeOptions, DrillVisitorHandler>(StaffSession.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Name, policy => policy.AddAuthenticationSchemes(StaffSession.Scheme).RequireClaim(ActorClaims.Person))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(StaffSession.Scheme).RequireClaim(ActorClaims.Person).Build());
        services.AddScoped<IAuthorizationHandler, CapabilityHandler>().AddSingleton<IAuthorizationMiddlewareResultHandler, UniformRefusal>();
        services.AddAccounts();
        services.AddSingleton<StaffSession>();
        services.AddSignInSteps(options);
    }

    public static void AddAccounts(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
        services.AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<Factors>();
        services.AddSingleton<Accounts>();
    }

    private static void Configure(CookieAuthenticationOptions cookie, ShouwenOptions options)
    {
        cookie.Cookie.Name = options.CookieName("shouwen");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SameSite = SameSiteMode.Lax; // a link in a notice opens the case
        cookie.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = options.IdleLimit;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = StaffSession.SignInPath;
        cookie.ReturnUrlParameter = "to";
        cookie.EventsType = typeof(StaffSession);
    }
}
