namespace Shouwen.Storage.Attachments;

/// <summary>Tells what a file is by its content alone. A signature counts at the very beginning only, so that nothing can stand before it.</summary>
public static class FileSignatures
{
    private const int Longest = 16;

    /// <summary>The types that the content may be: none for what may not be attached, several where only the file's name tells (text and CSV).</summary>
    /// <param name="content">Can be read from any place.</param>
    public static IReadOnlyList<FileType> TypesOf(Stream content)
    {
        Span<byte> first = stackalloc byte[Longest];
        content.Position = 0;
        ReadOnlySpan<byte> head = first[..content.ReadAtLeast(first, Longest, throwOnEndOfStream: false)];
        return head switch
        {
            [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => [FileTypes.Pdf],
            [0xFF, 0xD8, 0xFF, ..] => [FileTypes.Jpeg],
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => [FileTypes.Png],
            [0x47, 0x49, 0x46, 0x38, 0x37 or 0x39, 0x61, ..] => [FileTypes.Gif],
            [0x52, 0x49, 0x46, 0x46, _, _, _, _, .. var form] => Riff(form),
            [_, _, _, _, 0x66, 0x74, 0x79, 0x70, .. var brand] => Mpeg4(brand),
            [0x50, 0x4B, 0x03, 0x04, ..] => Office.TypesOfZip(content),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Office.TypesOfCompound(content),
            [0x49, 0x44, 0x33, < 0x10, ..] => [FileTypes.Mp3],
            [0xFF, var second, var third, ..] when IsMp3Frame(second, third) => [FileTypes.Mp3],
            _ => PlainText.Is(content) ? [FileTypes.Text, FileTypes.Csv] : [],
        };
    }

    private static IReadOnlyList<FileType> Riff(ReadOnlySpan<byte> form) => form.StartsWith("WAVE"u8) ? [FileTypes.Wav] : form.StartsWith("WEBP"u8) ? [FileTypes.Webp] : [];

    // Recorders write sound alone under the brands of films too.
    private static IReadOnlyList<FileType> Mpeg4(ReadOnlySpan<byte> brand) => System.Text.Encoding.Latin1.GetString(brand[..Math.Min(4, brand.Length)]) switch
    {
        "heic" or "heix" or "hevc" or "hevx" or "heim" or "heis" or "mif1" or "msf1" => [FileTypes.Heic],
        "M4A " or "M4B " => [FileTypes.M4a],
        "isom" or "iso2" or "iso3" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "MSNV" or "dash" => [FileTypes.Mp4, FileTypes.M4a],
        _ => [],
    };

    // Eleven set bits, a known version, layer III, and a bit rate and sample rate that exist.
    private static bool IsMp3Frame(byte second, byte third) =>
        (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) == 0x02 && (third & 0xF0) is not (0xF0 or 0x00) && (third & 0x0C) != 0x0C;
}
