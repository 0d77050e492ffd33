using System.Security.Cryptography;

namespace Shouwen.Storage.Keys;

/// <summary>A key for AES-256-GCM. Sealed bytes are: format (1), nonce (12), tag (16), ciphertext; the place they belong to is authenticated with them.</summary>
public sealed class DataKey(byte[] bytes)
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(32));

    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var result = new byte[Overhead + plain.Length];
        result[0] = Format;
        var nonce = result.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(bytes, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(Overhead), result.AsSpan(1 + NonceSize, TagSize), place);
        return result;
    }

    /// <exception cref="CryptographicException">The bytes were changed, belong elsewhere or were sealed under another key.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> place)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Format)
        {
            throw new CryptographicException("These bytes were not sealed by this format.");
        }

        var plain = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(bytes, TagSize);
        aes.Decrypt(sealedBytes.Slice(1, NonceSize), sealedBytes[Overhead..], sealedBytes.Slice(1 + NonceSize, TagSize), plain, place);
        return plain;
    }

    /// <summary>A key of its own for one file of the stream, whose chunks may then be counted instead of drawn.</summary>
    internal AesGcm ForFile(Guid stream, ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, key, salt, info: [.. "shouwen attachment\n"u8, .. stream.ToByteArray(bigEndian: true)]);
        return new(key, TagSize);
    }

    internal byte[] Wrap(DataKey by, ReadOnlySpan<byte> place) => by.Seal(bytes, place);
}
