using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Shouwen.App.Ui;

namespace Shouwen.App.Web;

/// <summary>Carries one sentence from the request that did something to the page that the browser is sent to next.</summary>
public sealed class Flash(IHttpContextAccessor accessor, IDataProtectionProvider protection, ShouwenOptions options)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("flash").ToTimeLimitedDataProtector();

    private string Cookie => options.CookieName("shouwen-flash");

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request to show a message in.");

    public void Show(FlashKind kind, string text) => Show(new FlashMessage(kind, text));

    public void Show(FlashMessage message)
    {
        var value = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(message), Life);
        Context.Response.Cookies.Append(Cookie, Convert.ToBase64String(value), Marks());
    }

    /// <summary>The message, if one waits; it is shown once.</summary>
    public FlashMessage? Take()
    {
        if (!Context.Request.Cookies.TryGetValue(Cookie, out var value))
        {
            return null;
        }

        if (!Context.Response.HasStarted)
        {
            Context.Response.Cookies.Delete(Cookie, Marks());
        }

        return Read(value);
    }

    private FlashMessage? Read(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<FlashMessage>(protector.Unprotect(bytes[..length]));
        }
        catch (System.Security.Cryptography.CryptographicException) // too old, or not written by us
        {
            return null;
        }
    }

    private CookieOptions Marks() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.IsHttps || Context.Request.IsHttps, MaxAge = Life, Path = "/" };
}
