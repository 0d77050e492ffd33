using System.Globalization;
using System.Text;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Comma-separated text that a spreadsheet opens without running anything in it.</summary>
public static class Csv
{
    // Spreadsheets take a cell that begins so for a formula, and pass over what cannot be seen in front of it.
    private const string Signs = "=+-@＝＋－＠", Breaks = "\t\r\n";

    /// <summary>With the byte order mark by which spreadsheets know UTF-8.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows) => [.. Encoding.UTF8.GetPreamble(), .. Lines(rows)];

    /// <summary>A further piece of such a text.</summary>
    public static byte[] Lines(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(Line(row));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A row with its line break.</summary>
    public static string Line(IEnumerable<string> row) => string.Join(',', row.Select(Cell)) + "\r\n";

    /// <summary>Quoted, and begun with an apostrophe where it could be taken for a formula.</summary>
    public static string Cell(string value)
    {
        var safe = value.Length > 0 && (Breaks.Contains(value[0], StringComparison.Ordinal) || Signs.Contains(value.FirstOrDefault(IsSeen), StringComparison.Ordinal)) ? "'" + value : value;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsSeen(char letter) => !char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
