using System.Buffers.Binary;
using System.Security.Cryptography;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Attachments;

/// <summary>
/// The format of a stored file: one byte 01, a salt of 32 bytes, then the content in chunks of 64 KiB, each encrypted (AES-256-GCM) and followed by its tag
/// of 16 bytes. The file's key comes from the complaint's key, the salt and the complaint's id; a chunk's nonce is its number and whether it is the last, so
/// that chunks can be neither moved nor cut off. See <c>docs/journal-format.md</c>.
/// </summary>
internal static class SealedFile
{
    public const byte Format = 1;
    public const int SaltSize = 32, HeadSize = 1 + SaltSize, TagSize = 16, ChunkSize = 64 * 1024;

    /// <summary>Encrypts as it reads; null where there is more than <paramref name="most"/> bytes, and the rest is left unread.</summary>
    public static async Task<(long Size, string Sha256, string Stored)?> WriteAsync(Stream content, Stream file, DataKey key, Guid stream, long most, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        using var aes = key.ForFile(stream, salt);
        using var plainHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var storedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] head = [Format, .. salt];
        await WriteAsync(head);
        var (chunk, ahead, output) = (new byte[ChunkSize], new byte[ChunkSize], new byte[ChunkSize + TagSize]);
        var (size, length) = (0L, await ReadAsync(chunk));
        for (var number = 0L; ; number++)
        {
            size += length;
            if (size > most)
            {
                return null;
            }

            var next = length == ChunkSize ? await ReadAsync(ahead) : 0;
            plainHash.AppendData(chunk, 0, length);
            aes.Encrypt(Nonce(number, next == 0), chunk.AsSpan(0, length), output.AsSpan(0, length), output.AsSpan(length, TagSize));
            await WriteAsync(output.AsMemory(0, length + TagSize));
            if (next == 0)
            {
                return (size, Convert.ToHexStringLower(plainHash.GetHashAndReset()), Convert.ToHexStringLower(storedHash.GetHashAndReset()));
            }

            (chunk, ahead, length) = (ahead, chunk, next);
        }

        ValueTask<int> ReadAsync(byte[] into) => content.ReadAtLeastAsync(into, ChunkSize, throwOnEndOfStream: false, cancellation);

        ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            storedHash.AppendData(bytes.Span);
            return file.WriteAsync(bytes, cancellation);
        }
    }

    public static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
