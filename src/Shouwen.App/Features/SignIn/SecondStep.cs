using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Between the right password and the second factor: a cookie with a ticket says whose sign-in is half done, for ten minutes.</summary>
public sealed class SecondStep(Tickets tickets, Accounts accounts, ShouwenOptions options)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private string Cookie => options.IsHttps ? "__Host-shouwen-step" : "shouwen-step";

    public async Task BeginAsync(HttpContext context, AccountRow account)
    {
        var code = await tickets.IssueAsync(Tickets.SecondStep, account.PersonId, Life, context.RequestAborted);
        context.Response.Cookies.Append(Cookie, code, Settings(context, Life));
    }

    /// <summary>Whose password was right, or null.</summary>
    public async Task<AccountRow?> FindAsync(HttpContext context) =>
        await tickets.FindAsync(Tickets.SecondStep, context.Request.Cookies[Cookie], context.RequestAborted) is { } person && await accounts.FindAsync(person, context.RequestAborted) is { IsDisabled: false } account ? account : null;

    public async Task EndAsync(HttpContext context)
    {
        await tickets.TakeAsync(Tickets.SecondStep, context.Request.Cookies[Cookie], context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, Settings(context, null));
    }

    private CookieOptions Settings(HttpContext context, TimeSpan? life) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.IsHttps || context.Request.IsHttps, MaxAge = life, Path = "/" };
}
