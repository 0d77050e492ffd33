using System.Text;

namespace Shouwen.Storage.Attachments;

/// <summary>Text that a person can read: valid UTF-8 or GB18030 without control characters.</summary>
internal static class PlainText
{
    private const int BlockSize = 32 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Chinese =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) ?? throw new NotSupportedException("GB18030 is not known here.");

    public static bool Is(Stream content)
    {
        content.Position = 0;
        List<Decoder> possible = [Utf8.GetDecoder(), Chinese.GetDecoder()];
        var (block, text) = (new byte[BlockSize], new char[BlockSize + 16]);
        int length;
        do
        {
            length = content.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false);
            var bytes = block.AsSpan(0, length);
            if (bytes.ContainsAnyInRange((byte)0x00, (byte)0x08) || bytes.ContainsAnyInRange((byte)0x0E, (byte)0x1F) || bytes.ContainsAny((byte)0x0B, (byte)0x7F))
            {
                return false;
            }

            possible.RemoveAll(decoder => !Reads(decoder, block, length, text));
        }
        while (length == BlockSize && possible.Count > 0);
        return possible.Count > 0;
    }

    private static bool Reads(Decoder decoder, byte[] block, int length, char[] text)
    {
        try
        {
            decoder.GetChars(block, 0, length, text, 0, flush: length < BlockSize);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
