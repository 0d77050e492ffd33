using System.Globalization;
using System.IO.Compression;
using System.Text;
using Shouwen.App.Import;

namespace Shouwen.App.Tests.Import;

/// <summary>Tables as offices send them.</summary>
public sealed class SheetTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!; // the provider has it

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with a mark")]
    [InlineData("gb18030")]
    public void Text_InEitherEncoding_IsReadAsItWasWritten(string encoding)
    {
        // Long enough for characters to lie across the chunks in which the bytes are looked at, at every offset.
        var text = "客户姓名,投诉内容\n" + string.Concat(Enumerable.Range(0, 9000).Select(i => string.Create(CultureInfo.InvariantCulture, $"𠮷{new string('x', i % 5)}野㐀,第{i}件，镕\n")));
        byte[] bytes = encoding switch { "utf-8" => Encoding.UTF8.GetBytes(text), "gb18030" => Gb18030.GetBytes(text), _ => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)] };

        var rows = SheetFile.Rows(new MemoryStream(bytes), 1 << 20).ToList();

        Assert.Equal(["客户姓名", "投诉内容"], rows[0].Cells);
        Assert.Equal(9001, rows.Count);
        Assert.All(rows.Skip(1).Select((row, i) => (row, i)), pair => Assert.Equal([$"𠮷{new string('x', pair.i % 5)}野㐀", $"第{pair.i}件，镕"], pair.row.Cells));
    }

    [Fact]
    public void Text_InNeitherEncoding_IsRefused() => Assert.Throws<InvalidDataException>(() => SheetFile.Rows(new MemoryStream([.. "a,b\n"u8, 0xFF, 0xFE, 0x00, 0xFF, .. "\n"u8]), 1 << 20).ToList());

    [Fact]
    public void Lines_AreThoseOfTheFile_AlsoAfterCellsOfSeveralLines()
    {
        var rows = SheetFile.Rows(new MemoryStream(Encoding.UTF8.GetBytes("列名\n\"一\n二\n三\"\n\n四\n")), 1 << 20).ToList();

        Assert.Equal([1, 2, 6], rows.Select(row => row.Line));
    }

    [Fact]
    public void Workbook_TellsDatesNumbersAndSharedTexts_AsPeopleReadThem()
    {
        var file = Book(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="4"><c r="A4" s="1"><v>46082</v></c><c r="B4" s="2"><v>46082.4375</v></c><c r="C4"><v>1.3800000000E10</v></c><c r="D4"><v>0.10000000000000001</v></c><c r="E4" t="b"><v>1</v></c><c r="F4" s="3"><v>12</v></c></row>""",
            "<si><t>日期</t></si><si><r><t>电</t></r><r><t>话</t></r><rPh><t>dianhua</t></rPh></si>",
            """<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/><numFmt numFmtId="177" formatCode="0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>""");

        var rows = SheetFile.Rows(new MemoryStream(file), 1 << 20).ToList();

        Assert.Equal(["日期", "", "电话"], rows[0].Cells);
        Assert.Equal((4, "2026-03-01|2026-03-01 10:30:00|13800000000|0.1|是|12"), (rows[1].Line, string.Join('|', rows[1].Cells)));
    }

    [Fact]
    public void Workbook_WithMoreSharedTextsThanAreKeptInMemory_ReadsThemAll()
    {
        const int Texts = 120_000; // some 18 MB: ten MB of it in the temporary file
        var file = Book(string.Concat(Enumerable.Range(0, 2000).Select(i => $"""<row><c t="s"><v>{i * 7919 % Texts}</v></c></row>""")), string.Concat(Enumerable.Range(0, Texts).Select(i => $"<si><t>{i} {new string('投', 48)}</t></si>")), "");

        var rows = SheetFile.Rows(new MemoryStream(file), 1 << 28).ToList();

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i * 7919 % Texts} {new string('投', 48)}"), rows.Select(row => row.Cells[0]));
    }

    private static byte[] Book(string rows, string texts, string styles)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId7"/></sheets></workbook>""");
            Add("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>""");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{texts}</sst>");
            Add("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");

            void Add(string name, string content)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return memory.ToArray();
    }
}
