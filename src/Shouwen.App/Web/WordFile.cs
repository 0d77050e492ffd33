using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Shouwen.App.Web;

/// <summary>A part of a document: a heading, a paragraph or a table.</summary>
public abstract record WordPart;

/// <param name="Level">1: the title, 2: a section.</param>
public sealed record WordHeading(string Text, int Level = 2) : WordPart;

public sealed record WordText(string Text) : WordPart;

/// <param name="Heads">Empty: a table of names and values without a head.</param>
/// <param name="Shares">Of each column, in twentieths of the width.</param>
public sealed record WordTable(IReadOnlyList<string> Heads, IReadOnlyList<int> Shares, IReadOnlyList<IReadOnlyList<string>> Rows) : WordPart;

/// <summary>A document for the office (.docx) that says on every page who took it, when and why. All of it is text; nothing in it is a field, a link or a macro.</summary>
internal static class WordFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // A4 with margins of 2 cm, in twentieths of a point.
    private const int PageWide = 11906, PageHigh = 16838, Margin = 1134, Twentieth = (PageWide - 2 * Margin) / 20;

    /// <param name="mark">At the head of every page.</param>
    public static byte[] Write(string mark, IEnumerable<WordPart> parts)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new(Paragraph(mark, size: 15, isBold: false));
            main.Document = new(new Body([.. parts.SelectMany(Elements), Page(main.GetIdOfPart(header))]));
        }

        return memory.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Elements(WordPart part) => part switch
    {
        WordHeading heading => [Paragraph(heading.Text, heading.Level == 1 ? 36 : 26, isBold: true, outline: heading.Level - 1)],
        WordText text => text.Text.Split('\n').Select(line => Paragraph(line, 21, isBold: false)),
        WordTable table => [Table(table), Paragraph("", 12, isBold: false)], // two tables in a row would grow together
        _ => throw new InvalidOperationException($"No element for {part.GetType().Name}"),
    };

    private static Table Table(WordTable table) => new(
    [
        new TableProperties(Borders(), new TableLayout { Type = TableLayoutValues.Fixed }),
        new TableGrid([.. table.Shares.Select(share => new GridColumn { Width = $"{share * Twentieth}" })]),
        .. table.Heads.Count > 0 ? [Row(table.Heads, table.Shares, isHead: true)] : Array.Empty<OpenXmlElement>(),
        .. table.Rows.Select(row => Row(row, table.Shares, isHead: false)),
    ]);

    private static TableRow Row(IReadOnlyList<string> cells, IReadOnlyList<int> shares, bool isHead)
    {
        var row = new TableRow(cells.Select((text, column) => new TableCell(
            [new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = $"{shares[column] * Twentieth}" }), .. text.Split('\n').Select(line => Paragraph(line, 18, isHead))])));
        if (isHead)
        {
            row.PrependChild(new TableRowProperties(new TableHeader())); // again at the top of each page
        }

        return row;
    }

    private static TableBorders Borders()
    {
        static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "999999" };
        return new(Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>());
    }

    /// <param name="size">In half points.</param>
    private static Paragraph Paragraph(string text, int size, bool isBold, int? outline = null)
    {
        var fonts = new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", EastAsia = "宋体" };
        var properties = isBold ? new RunProperties(fonts, new Bold(), new FontSize { Val = $"{size}" }) : new RunProperties(fonts, new FontSize { Val = $"{size}" });
        var paragraph = new ParagraphProperties(new SpacingBetweenLines { Before = outline is null ? "0" : "200", After = outline is null ? "20" : "100" });
        if (outline is { } level)
        {
            paragraph.AppendChild(new OutlineLevel { Val = level });
        }

        return new(paragraph, new Run(properties, new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    // Control characters have no place in XML.
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c == '\t'));

    private static SectionProperties Page(string header) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new PageSize { Width = PageWide, Height = PageHigh },
        new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 567, Footer = 567, Gutter = 0 });
}
