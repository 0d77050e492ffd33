using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Shouwen.App.Import;

/// <summary>A row of a table, as long as it is.</summary>
/// <param name="Line">1-based: of the sheet, or of the text the line on which it begins.</param>
public sealed record SheetRow(int Line, IReadOnlyList<string> Cells);

/// <summary>A table in a file, as offices exchange it: .xlsx (the first sheet), or comma-separated text in UTF-8 or GB 18030. All cells are text.</summary>
public static class SheetFile
{
    private const int LargestUnpacked = 32 * 1024 * 1024;

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    /// <summary>The rows of a small table without those that are blank.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(byte[] file) => [.. Rows(new MemoryStream(file), LargestUnpacked).Select(row => row.Cells)];

    /// <summary>The same of a table of any size, row after row; what is in memory does not grow with the rows.</summary>
    /// <param name="file">Can seek; is left open.</param>
    /// <param name="largest">Bytes that a workbook may have once unpacked.</param>
    /// <exception cref="InvalidDataException">It is neither; thrown while rows are read.</exception>
    public static IEnumerable<SheetRow> Rows(Stream file, long largest)
    {
        using var book = IsWorkbook(file) ? Told(() => new WorkbookSheet(file, largest)) : null;
        using var rows = (book?.Rows() ?? TextSheet.Rows(file)).GetEnumerator();
        while (Told(() => rows.MoveNext() ? rows.Current : null) is { } row)
        {
            if (row.Cells.Any(cell => cell.Length > 0))
            {
                yield return row;
            }
        }
    }

    /// <summary>A workbook of one sheet, with a head line.</summary>
    public static byte[] Write(string sheet, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            book.Workbook = new(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = sheet }));
            using var writer = OpenXmlWriter.Create(part);
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            foreach (var row in rows)
            {
                // Typed as text, so that a spreadsheet never takes a cell for a formula.
                writer.WriteElement(new Row(row.Select(cell => new Cell { DataType = CellValues.InlineString, InlineString = new(new Text(cell) { Space = SpaceProcessingModeValues.Preserve }) })));
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return memory.ToArray();
    }

    private static bool IsWorkbook(Stream file)
    {
        Span<byte> begin = stackalloc byte[4];
        file.Position = 0;
        var read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return begin[..read].SequenceEqual(ZipSignature);
    }

    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception mistake) when (mistake is CsvHelperException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException or System.Xml.XmlException)
        {
            throw new InvalidDataException("The table could not be read.", mistake);
        }
    }
}
