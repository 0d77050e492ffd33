using System.Text;

namespace Shouwen.App.Features.SignIn;

/// <summary>Bytes as letters and digits that people can copy by hand (RFC 4648, without padding).</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var (text, held, bits) = (new StringBuilder(), 0, 0);
        foreach (var value in bytes)
        {
            (held, bits) = ((held << 8 | value) & 0xfff, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[held >> (bits - 5) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[held << (5 - bits) & 31]).ToString();
    }

    /// <summary>In groups of four, easier to read.</summary>
    public static string Grouped(string text) => string.Join(' ', text.Chunk(4).Select(group => new string(group)));

    /// <summary>As typed back: upper case, without spaces and dashes.</summary>
    public static string Normal(string typed) => new([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
