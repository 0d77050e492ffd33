using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Shouwen.App.Features.SignIn;

/// <summary>Time-based one-time passwords (RFC 6238) as authenticator apps make them: six digits, HMAC-SHA-1, steps of 30 seconds.</summary>
public static class Totp
{
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;

    /// <summary>Steps by which the phone's clock may be off, either way.</summary>
    private const int Tolerance = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // what authenticator apps can do; HMAC does not rest on SHA-1's collision resistance
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, or null; only steps after <paramref name="last"/> count, so that a code works once.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long last)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        long? found = null;
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(secret, step)), System.Text.Encoding.UTF8.GetBytes(digits));
            found = same && step > last ? step : found;
        }

        return found;
    }

    /// <summary>What an app reads from the QR code.</summary>
    public static string Link(byte[] secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32.Of(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
