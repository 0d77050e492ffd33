using System.Globalization;
using System.Text;

namespace Shouwen.Storage.Attachments;

/// <summary>Names of files as people gave them, made safe to show and to save under: Chinese and emoji stay, paths and tricks go.</summary>
public static class FileName
{
    /// <summary>UTF-16 code units, extension included.</summary>
    public const int Longest = 120;

    private const int LongestExtension = 10;
    private const string Forbidden = "<>:\"|?*";
    private const int Joiner = 0x200D; // holds emoji of several parts together

    private static readonly HashSet<string> Devices =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })];

    public static string Clean(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = string.Concat(last.EnumerateRunes().Where(IsShown).Select(rune => Forbidden.Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString()));
        kept = kept.TrimStart().TrimEnd(' ', '.');
        var extension = ExtensionOf(kept);
        var stem = kept[..^extension.Length].Trim(' ', '.');
        stem = stem.Length == 0 ? "附件" : Devices.Contains(stem.Split('.')[0].ToLowerInvariant()) ? "_" + stem : stem;
        return Shorten(stem, Longest - extension.Length) + extension;
    }

    /// <summary>With its dot, as written; "" where there is none.</summary>
    public static string ExtensionOf(string name) => name.LastIndexOf('.') is >= 0 and var dot && name.Length - dot is > 1 and <= LongestExtension ? name[dot..] : "";

    // Control characters, and those that turn the direction of writing or cannot be seen: “gpj.exe” must not read “exe.jpg”.
    private static bool IsShown(Rune rune) => rune.Value == Joiner || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    // Never in the middle of what is one character to the eye.
    private static string Shorten(string text, int most)
    {
        var length = 0;
        while (length < text.Length && StringInfo.GetNextTextElementLength(text, length) is var next && length + next <= most)
        {
            length += next;
        }

        return text[..length].TrimEnd(' ', '.');
    }
}
