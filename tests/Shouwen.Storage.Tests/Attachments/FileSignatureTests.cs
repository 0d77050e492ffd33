using System.Text;
using Shouwen.Storage.Attachments;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests.Attachments;

public sealed class FileSignatureTests
{
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private static readonly Dictionary<string, (byte[] Content, string Extensions)> Table = new()
    {
        ["pdf"] = (SampleFile.Pdf, ".pdf"),
        ["jpeg"] = (SampleFile.Jpeg, ".jpg .jpeg"),
        ["png"] = (SampleFile.Png, ".png"),
        ["gif"] = ("GIF89a\x01\x00"u8.ToArray(), ".gif"),
        ["webp"] = ("RIFF\x10\x00\x00\x00WEBPVP8 "u8.ToArray(), ".webp"),
        ["heic"] = (SampleFile.Mpeg4("heic"), ".heic .heif"),
        ["docx"] = (SampleFile.Docx, ".docx"),
        ["docx of another writer"] = (SampleFile.Zip("word/document2.xml", "[Content_Types].xml"), ".docx"),
        ["xlsx"] = (SampleFile.Zip("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        ["pptx"] = (SampleFile.Zip("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        ["doc"] = (SampleFile.Compound("WordDocument"), ".doc"),
        ["xls"] = (SampleFile.Compound("Workbook"), ".xls"),
        ["xls of 1995"] = (SampleFile.Compound("Book"), ".xls"),
        ["utf-8"] = ("客户,金额\r\n王小明,100\r\n"u8.ToArray(), ".txt .csv"),
        ["utf-8 with mark"] = ([0xEF, 0xBB, 0xBF, .. "情况说明"u8], ".txt .csv"),
        ["gb18030"] = (Chinese.GetBytes("情况说明：𠮷"), ".txt .csv"),
        ["mp3 with tag"] = ("ID3\x04\x00\x00"u8.ToArray(), ".mp3"),
        ["mp3"] = ([0xFF, 0xFB, 0x90, 0x64, 0x00], ".mp3"),
        ["wav"] = ("RIFF\x24\x00\x00\x00WAVEfmt "u8.ToArray(), ".wav"),
        ["m4a"] = (SampleFile.Mpeg4("M4A "), ".m4a"),
        ["mp4"] = (SampleFile.Mpeg4("isom"), ".mp4 .m4a"),

        ["nothing"] = ([], ".txt .csv"),
        ["html is text, never a picture"] = ("<!doctype html><script>alert(1)</script>"u8.ToArray(), ".txt .csv"),
        ["svg is text, never a picture"] = ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), ".txt .csv"),
        ["html before a pdf"] = ([.. "<script>alert(1)</script>"u8, .. SampleFile.Pdf, 0x00], ""),
        ["html before a zip"] = ([.. "<script>alert(1)</script>"u8, .. SampleFile.Docx], ""),
        ["zip of anything"] = (SampleFile.Zip("virus.exe"), ""),
        ["zip that only has a folder word"] = (SampleFile.Zip("word/document.xml"), ""),
        ["java archive"] = (SampleFile.Zip("META-INF/MANIFEST.MF", "[Content_Types].xml"), ""),
        ["zip cut off"] = (SampleFile.Docx[..^10], ""),
        ["installer in a compound file"] = (SampleFile.Compound("MsiFile"), ""),
        ["program"] = ("MZ\x90\x00\x03"u8.ToArray(), ""),
        ["elf"] = ([0x7F, .. "ELF"u8, 0x02], ""),
        ["utf-16"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("情况说明")], ""),
        ["text with a nul"] = ("abc\0def"u8.ToArray(), ""),
        ["text with an escape"] = ("abc\x1B[2Jdef"u8.ToArray(), ""),
        ["bytes of no text"] = ([0xC3, 0x28, 0xFF, 0x80, 0x41], ""),
        ["aac"] = ([0xFF, 0xF1, 0x50, 0x80], ""),
        ["quicktime"] = (SampleFile.Mpeg4("qt  "), ""),
        ["avif"] = (SampleFile.Mpeg4("avif"), ""),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Content_Alone_TellsWhatAFileIs(string name)
    {
        var (content, extensions) = Table[name];

        var types = FileSignatures.TypesOf(new MemoryStream(content));

        Assert.Equal(extensions, string.Join(' ', types.SelectMany(type => type.Extensions)));
    }

    [Fact]
    public void Text_CutInTheMiddleOfACharacter_IsNone()
    {
        var whole = Encoding.UTF8.GetBytes(new string('情', 32 * 1024)); // a character lies across the end of each block that is read

        Assert.NotEmpty(FileSignatures.TypesOf(new MemoryStream(whole)));
        Assert.Empty(FileSignatures.TypesOf(new MemoryStream([.. "说明"u8, 0xE6])));
    }
}
