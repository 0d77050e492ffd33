using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;

namespace Shouwen.App.Import;

/// <summary>Comma-separated text (or with tabs or semicolons), row after row, in UTF-8 or GB 18030; which of them its bytes tell.</summary>
internal static class TextSheet
{
    private const int ChunkSize = 1 << 16, LongestCharacter = 4;

    /// <param name="file">Can seek; is left open.</param>
    public static IEnumerable<SheetRow> Rows(Stream file)
    {
        using var reader = new StreamReader(file, EncodingOf(file), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", "\t", ";"], TrimOptions = TrimOptions.Trim, BadDataFound = null, IgnoreBlankLines = false });
        var line = 1;
        while (csv.Read())
        {
            yield return new(line, [.. csv.Record!.Select(Bare)]); // it has read one
            line = csv.RawRow + 1;
        }
    }

    /// <summary>UTF-8 where all of the file is valid, else GB 18030, of which a byte that is none is a mistake. The file stands at its beginning afterwards.</summary>
    internal static Encoding EncodingOf(Stream file)
    {
        var isUtf8 = IsUtf8(file);
        file.Position = 0;
        return isUtf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!; // the provider has it
    }

    // A character may lie across two chunks: what is not whole at the end of one is looked at with the next.
    private static bool IsUtf8(Stream file)
    {
        var (buffer, carried) = (new byte[ChunkSize + LongestCharacter], 0);
        file.Position = 0;
        while (file.ReadAtLeast(buffer.AsSpan(carried, ChunkSize), ChunkSize, throwOnEndOfStream: false) is > 0 and var read)
        {
            var bytes = buffer.AsSpan(0, carried + read);
            var whole = bytes.Length;
            while (whole > 0 && bytes.Length - whole < LongestCharacter && !Rune.DecodeLastFromUtf8(bytes[..whole], out _, out _).Equals(System.Buffers.OperationStatus.Done))
            {
                whole--;
            }

            if (!Utf8.IsValid(bytes[..whole]))
            {
                return false;
            }

            carried = bytes.Length - whole;
            bytes[whole..].CopyTo(buffer);
        }

        return carried == 0;
    }

    // What we ourselves put before a cell that looks like a formula.
    private static string Bare(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;
}
