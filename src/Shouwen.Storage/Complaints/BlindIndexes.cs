using System.Text;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Complaints;

/// <summary>The blind indexes of complainants: what is written alike is found alike, however it was typed.</summary>
public sealed class BlindIndexes(KeyRing keys)
{
    public byte[]? Phone(string? phone) => phone is null ? null : PhoneDigits(phone) is { Length: > 0 } digits ? keys.BlindIndex("phone", digits) : null;

    public byte[]? IdNumber(string? number) => Given(number) is { } text ? keys.BlindIndex("id-number", text) : null;

    /// <summary>Of the whole name.</summary>
    public byte[]? Name(string? name) => Given(name) is { } text ? keys.BlindIndex("name", text) : null;

    /// <summary>Of the first characters of a name; null when it has fewer.</summary>
    public byte[]? NameStart(string? name, int length) =>
        Given(name)?.EnumerateRunes().Take(length).ToList() is { } letters && letters.Count == length ? keys.BlindIndex($"name/{length}", string.Concat(letters)) : null;

    /// <summary>The digits of a number without the country code of China.</summary>
    internal static string PhoneDigits(string phone)
    {
        var digits = Digits(phone);
        return digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..]
            : digits.Length == 15 && digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..] : digits;
    }

    internal static string Digits(string text) => string.Concat(Narrow(text).Where(char.IsAsciiDigit));

    // Full-width letters and digits as the usual ones: without the culture tables the server does not load, normalisation leaves them as they are.
    private static IEnumerable<char> Narrow(string text) => text.Normalize(NormalizationForm.FormKC).Select(letter => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter);

    private static string? Given(string? text) =>
        text is null ? null : string.Concat(Narrow(text).Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant() is { Length: > 0 } given ? given : null;
}
