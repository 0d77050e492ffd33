using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Shouwen.App.Import;

/// <summary>The first sheet of an .xlsx file, row after row as it unpacks; only the texts that cells share are kept. Dates come as people write them, not as the numbers they are stored as.</summary>
internal sealed class WorkbookSheet : IDisposable
{
    private const int FirstOwnFormat = 164, MostColumns = 1000;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    // Numbers of formats that every spreadsheet knows for days and times, the Chinese ones among them.
    private static readonly HashSet<int> UsualDates = [.. Enumerable.Range(14, 9), .. Enumerable.Range(27, 10), .. Enumerable.Range(45, 3), .. Enumerable.Range(50, 9)];

    private readonly ZipArchive zip;
    private readonly SharedTexts shared = new();
    private List<bool> dates = [];
    private bool countsFrom1904;
    private long left;

    /// <param name="file">Is left open.</param>
    /// <param name="largest">Bytes that may be unpacked: counted as they come, for what a file says of its parts may be a lie.</param>
    public WorkbookSheet(Stream file, long largest)
    {
        zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
        left = largest;
    }

    public IEnumerable<SheetRow> Rows()
    {
        var (sheet, texts, styles) = Parts();
        if (styles is not null)
        {
            using var xml = Open(styles);
            dates = DatesOf(xml);
        }

        if (texts is not null)
        {
            using var xml = Open(texts);
            ReadTexts(xml);
        }

        using var rows = Open(sheet);
        var line = 0;
        while (rows.Read())
        {
            if (Begins(rows, "row"))
            {
                line = int.TryParse(rows.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) && named > line ? named : line + 1;
                yield return new(line, rows.IsEmptyElement ? [] : CellsOf(rows));
            }
        }
    }

    public void Dispose()
    {
        zip.Dispose();
        shared.Dispose();
    }

    // Names of the first sheet's part, of the shared texts and of the styles; a workbook need not have the last two.
    private (string Sheet, string? Texts, string? Styles) Parts()
    {
        string? id = null;
        using (var book = Open("xl/workbook.xml"))
        {
            while (book.Read())
            {
                countsFrom1904 |= Begins(book, "workbookPr") && book.GetAttribute("date1904") is "1" or "true";
                id ??= Begins(book, "sheet") ? book.GetAttribute("id", Relations) ?? book.GetAttribute("id", StrictRelations) : null;
            }
        }

        string? sheet = null, texts = null, styles = null;
        using var relations = Open("xl/_rels/workbook.xml.rels");
        while (relations.Read())
        {
            if (Begins(relations, "Relationship") && relations.GetAttribute("Target") is { } target)
            {
                var (part, type) = (target.StartsWith('/') ? target[1..] : "xl/" + target, relations.GetAttribute("Type") ?? "");
                sheet = relations.GetAttribute("Id") == id ? part : sheet;
                texts = type.EndsWith("/sharedStrings", StringComparison.Ordinal) ? part : texts;
                styles = type.EndsWith("/styles", StringComparison.Ordinal) ? part : styles;
            }
        }

        return (sheet ?? throw new InvalidDataException("There is no sheet in it."), texts, styles);
    }

    private XmlReader Open(string part) => XmlReader.Create(new Counted((zip.GetEntry(part) ?? throw new InvalidDataException($"There is no {part} in it.")).Open(), this), Settings);

    private static bool Begins(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    private void ReadTexts(XmlReader xml)
    {
        while (xml.Read())
        {
            if (Begins(xml, "si"))
            {
                shared.Add(TextOf(xml, "t"));
            }
        }
    }

    // For each style of a cell, whether it shows a day or a time.
    private static List<bool> DatesOf(XmlReader xml)
    {
        var (own, styles, isInStyles) = (new HashSet<int>(), new List<bool>(), false);
        while (xml.Read())
        {
            if (Begins(xml, "numFmt") && NumberOf(xml.GetAttribute("numFmtId")) is >= FirstOwnFormat and var id && ShowsDate(xml.GetAttribute("formatCode") ?? ""))
            {
                own.Add(id);
            }

            isInStyles = xml.LocalName == "cellXfs" ? xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement : isInStyles;
            if (isInStyles && Begins(xml, "xf"))
            {
                var format = NumberOf(xml.GetAttribute("numFmtId")) ?? 0;
                styles.Add(UsualDates.Contains(format) || own.Contains(format));
            }
        }

        return styles;
    }

    // A format shows a date where one of the letters y, m, d, h, s stands outside of quotes, brackets and escapes.
    private static bool ShowsDate(string format)
    {
        var quote = '\0';
        for (var i = 0; i < format.Length; i++)
        {
            var letter = format[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\\' or '_' or '*')
            {
                i++;
            }
            else if (letter is '"' or '[')
            {
                quote = letter == '[' ? ']' : letter;
            }
            else if ("ymdhsYMDHS".Contains(letter, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private List<string> CellsOf(XmlReader xml)
    {
        var (cells, depth) = (new List<string>(), xml.Depth);
        while (xml.Read() && xml.Depth > depth)
        {
            if (!Begins(xml, "c"))
            {
                continue;
            }

            var column = Column(xml.GetAttribute("r")) ?? cells.Count;
            if (column >= MostColumns)
            {
                throw new InvalidDataException("The table has too many columns.");
            }

            while (cells.Count < column)
            {
                cells.Add("");
            }

            cells.Add(Cell(xml).Trim());
        }

        return cells;
    }

    private string Cell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), NumberOf(xml.GetAttribute("s")) ?? 0);
        var text = TextOf(xml, type == "inlineStr" ? "t" : "v");
        return (type, text) switch
        {
            (_, "") => "",
            ("s", _) => shared[int.Parse(text, CultureInfo.InvariantCulture)],
            ("b", _) => text == "1" ? "是" : "否",
            ("inlineStr" or "str" or "e" or "d", _) => text,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? style < dates.Count && dates[style] ? Day(number) ?? text : Number(number) : text,
        };
    }

    // As many digits as the cell has: 13800000000, never 1.38E+10.
    private static string Number(double number) => Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    private string? Day(double number)
    {
        const double From1904 = 1462, Most = 2958466;
        number += countsFrom1904 ? From1904 : 0;
        if (number is < 1 or >= Most)
        {
            return null;
        }

        var moment = DateTime.UnixEpoch.AddDays(-25569).AddSeconds(Math.Round(number * 86400));
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    // All text in elements of that name below the one that the reader stands on, but not how it is pronounced; leaves the reader on its end.
    private static string TextOf(XmlReader xml, string element)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, isIn) = (xml.Depth, "", false);
        StringBuilder? more = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                using var pronounced = xml.ReadSubtree();
                while (pronounced.Read())
                {
                }
            }
            else if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                isIn = xml.NodeType == XmlNodeType.Element && xml.LocalName == element && !xml.IsEmptyElement;
            }
            else if (isIn && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                if (text.Length == 0)
                {
                    text = xml.Value;
                }
                else
                {
                    (more ??= new StringBuilder(text)).Append(xml.Value);
                }
            }
        }

        return more?.ToString() ?? text;
    }

    private static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // 0 for A; null where the cell names no place.
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
            {
                break;
            }

            column = Math.Min(MostColumns + 1, (column * 26) + (letter - 'A' + 1));
        }

        return column == 0 ? null : column - 1;
    }

    // Whatever is unpacked counts.
    private sealed class Counted(Stream part, WorkbookSheet sheet) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = part.Read(buffer);
            sheet.left -= read;
            return sheet.left >= 0 ? read : throw new InvalidDataException("The table is too large once unpacked.");
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            part.Dispose();
            base.Dispose(disposing);
        }
    }
}
