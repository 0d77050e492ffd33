using System.IO.Compression;
using System.Text;

namespace Shouwen.Testing;

/// <summary>The smallest contents that are what they say.</summary>
public static class SampleFile
{
    public static byte[] Pdf { get; } = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"u8.ToArray();

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0"u8, 0x01, 0x02, 0x00, 0x00, 0xFF, 0xD9];

    public static byte[] Png { get; } = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, .. "IHDR"u8];

    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");

    public static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A compound file whose directory, in the third sector, has an entry of this name.</summary>
    public static byte[] Compound(string name)
    {
        var bytes = new byte[2048];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        Entry("Root Entry", 1024);
        Entry(name, 1024 + 128);
        return bytes;

        void Entry(string named, int at)
        {
            var text = Encoding.Unicode.GetBytes(named + "\0");
            text.CopyTo(bytes, at);
            bytes[at + 64] = (byte)text.Length;
        }
    }

    /// <summary>An iPhone's or a recorder's file of this brand.</summary>
    public static byte[] Mpeg4(string brand) => [0x00, 0x00, 0x00, 0x18, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0x00, 0x00, 0x02, 0x00];

    /// <summary>A PDF of so many bytes.</summary>
    public static byte[] PdfOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        Pdf.AsSpan(0, Math.Min(size, 8)).CopyTo(bytes);
        return bytes;
    }
}
