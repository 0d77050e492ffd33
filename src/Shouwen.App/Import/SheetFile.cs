using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Shouwen.App.Import;

/// <summary>A small table in a file, as offices exchange it: .xlsx, or comma-separated text in UTF-8 or GB 18030. All cells are text.</summary>
public static class SheetFile
{
    private const int LargestUnpacked = 32 * 1024 * 1024;

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    /// <summary>Rows without those that are blank, each as long as it is; of a workbook the first sheet.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(byte[] file)
    {
        try
        {
            var rows = file.AsSpan().StartsWith(ZipSignature) ? ReadWorkbook(file) : ReadText(file);
            return [.. rows.Where(row => row.Any(cell => cell.Length > 0))];
        }
        catch (Exception mistake) when (IsOfTheFile(mistake))
        {
            throw new InvalidDataException("The table could not be read.", mistake);
        }
    }

    /// <summary>The same of a large table, row after row: only the file itself, and the texts that a workbook's cells share, are in memory.</summary>
    /// <param name="largest">Bytes that a workbook may have once unpacked.</param>
    /// <exception cref="InvalidDataException">It is neither; thrown while rows are read.</exception>
    public static IEnumerable<IReadOnlyList<string>> Stream(byte[] file, long largest)
    {
        using var rows = (file.AsSpan().StartsWith(ZipSignature) ? StreamWorkbook(file, largest) : ReadText(file)).GetEnumerator();
        while (Next(rows) is { } row)
        {
            if (row.Any(cell => cell.Length > 0))
            {
                yield return row;
            }
        }
    }

    private static IReadOnlyList<string>? Next(IEnumerator<IReadOnlyList<string>> rows)
    {
        try
        {
            return rows.MoveNext() ? rows.Current : null;
        }
        catch (Exception mistake) when (IsOfTheFile(mistake))
        {
            throw new InvalidDataException("The table could not be read.", mistake);
        }
    }

    private static bool IsOfTheFile(Exception mistake) =>
        mistake is OpenXmlPackageException or FileFormatException or CsvHelperException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException or System.Xml.XmlException;

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

    private static IEnumerable<IReadOnlyList<string>> ReadText(byte[] file)
    {
        using var reader = TextOf(file);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", "\t", ";"], TrimOptions = TrimOptions.Trim });
        while (csv.Read())
        {
            yield return [.. csv.Record!.Select(Bare)];
        }
    }

    // What we ourselves put before a cell that looks like a formula.
    private static string Bare(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static StreamReader TextOf(byte[] file) =>
        new(new MemoryStream(file), Utf8.IsValid(file) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!, detectEncodingFromByteOrderMarks: false); // the provider has it

    private static IEnumerable<IReadOnlyList<string>> StreamWorkbook(byte[] file, long largest)
    {
        RefuseBombs(file, largest);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook in it.");
        var shared = SharedTexts(book);
        var first = book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new InvalidDataException("There is no sheet in it.");
        using var reader = OpenXmlReader.Create(book.GetPartById(first));
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                yield return CellsOf((Row)reader.LoadCurrentElement()!, shared); // it stands on one
            }
        }
    }

    private static List<string> SharedTexts(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is { } part)
        {
            using var reader = OpenXmlReader.Create(part);
            while (reader.Read())
            {
                if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                {
                    texts.Add(reader.LoadCurrentElement()!.InnerText); // it stands on one
                }
            }
        }

        return texts;
    }

    private static IEnumerable<IReadOnlyList<string>> ReadWorkbook(byte[] file)
    {
        RefuseBombs(file, LargestUnpacked);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook in it.");
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        var first = book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new InvalidDataException("There is no sheet in it.");
        foreach (var row in book.GetPartById(first).RootElement!.Descendants<Row>()) // a sheet's part has one
        {
            yield return CellsOf(row, shared);
        }
    }

    private static List<string> CellsOf(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = Column(cell.CellReference?.Value) ?? cells.Count;
            while (cells.Count < column)
            {
                cells.Add("");
            }

            cells.Add((cell.DataType?.Value == CellValues.SharedString ? shared[int.Parse(cell.InnerText, CultureInfo.InvariantCulture)] : cell.InnerText).Trim());
        }

        return cells;
    }

    // Counted as they unpack: what a file says of the size of its parts may be a lie.
    private static void RefuseBombs(byte[] file, long largest)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var (left, buffer) = (largest, new byte[81920]);
        foreach (var part in zip.Entries)
        {
            using var content = part.Open();
            while (content.Read(buffer) is > 0 and var read)
            {
                left -= read;
                if (left < 0)
                {
                    throw new InvalidDataException("The table is too large once unpacked.");
                }
            }
        }
    }

    // 0 for A; null where the cell names no place.
    private static int? Column(string? reference)
    {
        var letters = reference?.TakeWhile(char.IsAsciiLetterUpper).ToList() ?? [];
        return letters.Count is 0 or > 3 ? null : letters.Aggregate(0, (column, letter) => column * 26 + (letter - 'A' + 1)) - 1;
    }
}
