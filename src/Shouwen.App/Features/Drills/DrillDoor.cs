using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Features.Matters;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Drills;

/// <summary>
/// The way into an exercise room and out. Whoever has entered carries a cookie that says so; the real server signs people in and checks their session with every request, then hands the request over.
/// Forms cannot get from one side to the other: each has its own keys and its own cookie against forgery.
/// </summary>
internal sealed class DrillDoor(IDataProtectionProvider protection, ShouwenOptions options, DrillRooms rooms)
{
    // What stays with the real server whoever asks: signing in and out, the own account, the door itself.
    private static readonly PathString[] Real = [StaffSession.SignInPath, SignInEndpoints.SignOutPath, SignInEndpoints.SwitchPostPath, SignInLinks.Account, SignInLinks.Welcome, FirstThings.PasswordPath, DrillLinks.Door];

    private readonly IDataProtector protector = protection.CreateProtector("drill");

    private string Cookie => options.CookieName("shouwen-drill");

    public void Let(HttpContext context, string number)
    {
        var pass = protector.Protect(Encoding.UTF8.GetBytes($"{number} {context.User.FindFirstValue(ActorClaims.Person)}"));
        context.Response.Cookies.Append(Cookie, WebEncoders.Base64UrlEncode(pass), Marks(context));
    }

    /// <summary>The drill in whose room the person is, or null.</summary>
    public string? NumberOf(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(Cookie, out var value) || context.User.FindFirstValue(ActorClaims.Person) is not { } person)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(WebEncoders.Base64UrlDecode(value))).Split(' ') is [var number, var holder] && holder == person ? number : null;
        }
        catch (Exception refused) when (refused is CryptographicException or FormatException) // not written by us
        {
            return null;
        }
    }

    public void Leave(HttpContext context) => context.Response.Cookies.Delete(Cookie, Marks(context));

    /// <summary>Hands over what belongs into a room; what does not goes on here.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (NumberOf(context) is not { } number || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || ErrorPages.IsForPrograms(context) || Array.Exists(Real, path => context.Request.Path.StartsWithSegments(path)))
        {
            await next(context);
        }
        else if (await rooms.FindAsync(number, context.RequestAborted) is { } room)
        {
            await room.AnswerAsync(context, context.User);
        }
        else
        {
            Leave(context);
            context.RequestServices.GetRequiredService<Flash>().Show(FlashKind.Notice, "演练已经结束，您已回到真实系统");
            context.Response.Redirect(MatterLinks.Page(AggregateKind.Drill, number));
        }
    }

    private CookieOptions Marks(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = options.IsHttps || context.Request.IsHttps, Path = "/" };
}

/// <summary>Addresses of the exercise rooms.</summary>
internal static class DrillLinks
{
    public const string Door = "/drills";
    public const string Leave = Door + "/leave";

    /// <summary>In the room: moves its clock.</summary>
    public const string Skip = "/exercise/skip";

    public static string Enter(string number) => $"{Door}/{Uri.EscapeDataString(number)}/enter";

    public static string End(string number) => $"{Door}/{Uri.EscapeDataString(number)}/end";

    /// <summary>Minutes as an exercise counts them: 45 分钟, 3 小时, 2 天 4 小时.</summary>
    public static string Minutes(int minutes) => minutes switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes} 分钟"),
        < 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} 小时{(minutes % 60 == 0 ? "" : $" {minutes % 60} 分")}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / (24 * 60)} 天{(minutes % (24 * 60) < 60 ? "" : $" {minutes % (24 * 60) / 60} 小时")}"),
    };
}
