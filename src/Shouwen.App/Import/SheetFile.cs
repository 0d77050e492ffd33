using System.Globalization;
using System.IO.Compression;
using System.Text;
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
        catch (Exception mistake) when (mistake is OpenXmlPackageException or FileFormatException or CsvHelperException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException or System.Xml.XmlException)
        {
            throw new InvalidDataException("The table could not be read.", mistake);
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

    private static IEnumerable<IReadOnlyList<string>> ReadText(byte[] file)
    {
        using var reader = new StringReader(TextOf(file));
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", "\t", ";"], TrimOptions = TrimOptions.Trim });
        while (csv.Read())
        {
            yield return [.. csv.Record!.Select(Bare)];
        }
    }

    // What we ourselves put before a cell that looks like a formula.
    private static string Bare(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static string TextOf(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(file); // the provider has it
        }
    }

    private static IEnumerable<IReadOnlyList<string>> ReadWorkbook(byte[] file)
    {
        RefuseBombs(file);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook in it.");
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        var first = book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new InvalidDataException("There is no sheet in it.");
        foreach (var row in book.GetPartById(first).RootElement!.Descendants<Row>()) // a sheet's part has one
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

            yield return cells;
        }
    }

    // Counted as they unpack: what a file says of the size of its parts may be a lie.
    private static void RefuseBombs(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var (left, buffer) = (LargestUnpacked, new byte[81920]);
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
