using System.Text.RegularExpressions;

namespace Shouwen.Storage.Complaints;

/// <summary>Free text, in which somebody may have written what belongs in a field of its own.</summary>
public static partial class FreeText
{
    /// <summary>The text with phone, identity, card and account numbers and mail addresses masked: 电话138****8000. Days and small figures stay.</summary>
    public static string Masked(string text) =>
        Mail().Replace(LongNumber().Replace(text, found => Day().IsMatch(found.Value) || IsNumberOfOurs(text, found) ? found.Value : Masking.LongNumber(found.Value)), mail => Masking.Email(mail.Value));

    // TS202603020001: letters, a day, a few digits. No card and no identity number begins so.
    private static bool IsNumberOfOurs(string text, Match found) => found.Index > 0 && char.IsAsciiLetterUpper(text[found.Index - 1]) && Dated().IsMatch(found.Value);

    // Ten digits and more, also written in groups (138 0013 8000, 6222-0200-…) or full-width.
    [GeneratedRegex(@"[0-9\uFF10-\uFF19](?:[ \-\u3000]?[0-9\uFF10-\uFF19]){9,}[Xx]?", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    // 2026-03-02 09, of a moment.
    [GeneratedRegex(@"^(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?: [0-2][0-9])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Day();

    [GeneratedRegex(@"^20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3,6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Dated();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();
}
