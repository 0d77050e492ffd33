using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Storage.Journal;

/// <summary>A journal entry as its bytes; what a hash covers is all here.</summary>
/// <param name="Open">Canonical JSON.</param>
/// <param name="Sealed">Encrypted; empty where nothing is sealed.</param>
public sealed record StoredEntry(Guid Stream, int Position, string Open, byte[] Sealed)
{
    public const int FormatVersion = 1;

    /// <summary>What the first entry of a stream follows.</summary>
    public static byte[] Beginning => new byte[SHA256.HashSizeInBytes];

    private static readonly byte[] Domain = Encoding.ASCII.GetBytes($"shouwen-journal-{FormatVersion}\n");

    /// <summary>SHA-256 over the previous hash, the place of the entry and both parts, each with its length before it.</summary>
    public byte[] HashAfter(ReadOnlySpan<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Domain);
        hash.AppendData(previous);
        hash.AppendData(Place(Stream, Position));
        AppendWithLength(hash, Encoding.UTF8.GetBytes(Open));
        AppendWithLength(hash, Sealed);
        return hash.GetHashAndReset();
    }

    /// <summary>16 bytes of the stream's id and 4 of the position, big-endian.</summary>
    public static byte[] Place(Guid stream, int position)
    {
        var place = new byte[20];
        stream.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(16), position);
        return place;
    }

    private static void AppendWithLength(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
