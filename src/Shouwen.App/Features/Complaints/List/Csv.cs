using System.Text;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Comma-separated text that a spreadsheet opens without running anything in it.</summary>
public static class Csv
{
    // Spreadsheets take a cell that begins so for a formula; a leading tab or line break only hides such a beginning.
    private static readonly char[] Dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    /// <summary>With the byte order mark by which spreadsheets know UTF-8.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Quoted, and begun with an apostrophe where it could be taken for a formula.</summary>
    public static string Cell(string value)
    {
        var bare = value.TrimStart(' ', '\u00a0', '\u3000');
        var safe = bare.Length > 0 && Dangerous.Contains(bare[0]) ? "'" + value : value;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
