using System.Buffers.Binary;
using System.Text;

namespace Shouwen.Storage.Attachments;

/// <summary>Tells office documents from other containers by what lies in them. Nothing is unpacked, and little is held in memory.</summary>
internal static class Office
{
    private const int EndSize = 22, LongestComment = 65_535, HeaderSize = 46, RecordSize = 128;

    private static readonly byte[] WordStream = Encoding.Unicode.GetBytes("WordDocument\0"), ExcelStream = Encoding.Unicode.GetBytes("Workbook\0"), OldExcelStream = Encoding.Unicode.GetBytes("Book\0");

    public static IReadOnlyList<FileType> TypesOfZip(Stream content)
    {
        var (isPackage, found) = (false, new List<FileType>());
        foreach (var name in Names(content))
        {
            isPackage |= name == "[Content_Types].xml";
            if (MainPart(name) is { } type && !found.Contains(type))
            {
                found.Add(type);
            }
        }

        return isPackage ? found : [];
    }

    // Each entry of a compound file's directory is 128 bytes long, begins at a multiple of that, and holds its name and the name's length.
    public static IReadOnlyList<FileType> TypesOfCompound(Stream content)
    {
        content.Position = 0;
        var block = new byte[RecordSize * 512];
        int length;
        while ((length = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
        {
            for (var at = 0; at + RecordSize <= length; at += RecordSize)
            {
                var record = block.AsSpan(at, RecordSize);
                if (IsNamed(record, WordStream))
                {
                    return [FileTypes.Doc];
                }

                if (IsNamed(record, ExcelStream) || IsNamed(record, OldExcelStream))
                {
                    return [FileTypes.Xls];
                }
            }
        }

        return [];
    }

    private static FileType? MainPart(string name) => !name.EndsWith(".xml", StringComparison.Ordinal) ? null
        : name.StartsWith("word/document", StringComparison.Ordinal) ? FileTypes.Docx
        : name.StartsWith("xl/workbook", StringComparison.Ordinal) ? FileTypes.Xlsx
        : name.StartsWith("ppt/presentation", StringComparison.Ordinal) ? FileTypes.Pptx : null;

    // The names in a zip archive's directory, which lies at the end; none where it is not as it should be.
    private static IEnumerable<string> Names(Stream content)
    {
        if (FindDirectory(content) is not var (at, count))
        {
            yield break;
        }

        var header = new byte[HeaderSize];
        content.Position = at;
        for (var i = 0; i < count; i++)
        {
            if (content.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.AsSpan().StartsWith("PK\x01\x02"u8))
            {
                yield break;
            }

            var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))];
            content.ReadAtLeast(name, name.Length, throwOnEndOfStream: false);
            content.Position += BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
            yield return Encoding.UTF8.GetString(name);
        }
    }

    private static (uint At, ushort Count)? FindDirectory(Stream content)
    {
        var end = new byte[(int)Math.Min(content.Length, EndSize + LongestComment)];
        content.Position = content.Length - end.Length;
        content.ReadExactly(end);
        for (var at = end.Length - EndSize; at >= 0; at--)
        {
            var record = end.AsSpan(at);
            if (record.StartsWith("PK\x05\x06"u8) && BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length - EndSize)
            {
                return (BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), BinaryPrimitives.ReadUInt16LittleEndian(record[10..]));
            }
        }

        return null;
    }

    private static bool IsNamed(ReadOnlySpan<byte> record, byte[] name) => record.StartsWith(name) && BinaryPrimitives.ReadUInt16LittleEndian(record[64..]) == name.Length;
}
