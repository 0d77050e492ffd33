using System.Globalization;

namespace Shouwen.App.Web;

/// <summary>What the query of a page's address says; what cannot be read is as if it were not there, for anybody can write an address.</summary>
internal static class QueryWords
{
    private const int Most = 100_000;

    public static bool Flag(string? given) => bool.TryParse(given, out var flag) && flag;

    /// <summary>From 1; null where none is given.</summary>
    public static int? Count(string? given) => int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most ? count : null;
}
