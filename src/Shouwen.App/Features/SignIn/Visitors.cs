using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Shouwen.App.Web;
using Shouwen.Storage.Keys;

namespace Shouwen.App.Features.SignIn;

/// <summary>Recognises browsers in which somebody has signed in before, by a cookie that only we can write.</summary>
public sealed class Visitors(KeyRing keys, IDataProtectionProvider protection, ShouwenOptions options, TimeProvider clock)
{
    private const int MostNames = 10; // a counter's computer is shared
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    private readonly IDataProtector protector = protection.CreateProtector("known devices");

    private string Cookie => options.IsHttps ? "__Host-shouwen-device" : "shouwen-device";

    public Visitor Of(HttpContext context, string username)
    {
        var key = KeyOf(username);
        return new(key, AddressOf(context), DeviceOf(context), Read(context).FirstOrDefault(known => known.Name.AsSpan().SequenceEqual(key))?.Device);
    }

    /// <summary>Somebody who has given no name.</summary>
    public static Visitor Nameless(HttpContext context) => new([], AddressOf(context), DeviceOf(context), null);

    /// <summary>The person has signed in completely: from now on this browser has an allowance of its own.</summary>
    public void Remember(HttpContext context, Visitor visitor)
    {
        var known = new Known(visitor.NameKey, visitor.KnownDevice ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), clock.GetUtcNow());
        var all = Read(context).Where(other => !other.Name.AsSpan().SequenceEqual(visitor.NameKey)).Prepend(known).Take(MostNames);
        var value = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(all));
        context.Response.Cookies.Append(Cookie, Convert.ToBase64String(value), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.IsHttps || context.Request.IsHttps, MaxAge = Memory, Path = "/" });
    }

    /// <summary>Stands for a name in tables.</summary>
    public byte[] KeyOf(string username) => keys.BlindIndex("username", Accounts.Normal(username));

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static string DeviceOf(HttpContext context) => UserAgent.Describe(context.Request.Headers.UserAgent.ToString());

    private IReadOnlyList<Known> Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and < 8000 } value)
        {
            return [];
        }

        try
        {
            return [.. JsonSerializer.Deserialize<List<Known>>(protector.Unprotect(Convert.FromBase64String(value)))!.Where(known => clock.GetUtcNow() - known.At < Memory)]; // written by us: not null
        }
        catch (Exception mistake) when (mistake is CryptographicException or FormatException) // not written by us, or under keys of before
        {
            return [];
        }
    }

    private sealed record Known(byte[] Name, string Device, DateTimeOffset At);
}
