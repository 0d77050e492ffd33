using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Shouwen.App.Features.SignIn;

/// <summary>Carries the secret of an authenticator app in the form that shows it, until a code proves that the app has it; nothing is kept before.</summary>
public sealed class SealedSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("new authenticator app");

    public string Seal(string person, byte[] secret) => Convert.ToBase64String(protector.CreateProtector(person).Protect(secret));

    /// <summary>Null when it was not made by us for this person.</summary>
    public byte[]? Open(string person, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : protector.CreateProtector(person).Unprotect(Convert.FromBase64String(text));
        }
        catch (Exception mistake) when (mistake is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
