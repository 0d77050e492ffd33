using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shouwen.App.Features.SignIn;

/// <summary>The passwords that everybody guesses first, as a Bloom filter (<c>tools/passwords</c> makes it): all of the list are found, and about one in 30,000 others.</summary>
public static class CommonPasswords
{
    private const int Hashes = 14;

    private static readonly byte[] Filter = Read();

    public static bool Contains(string password)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(password.ToLowerInvariant()), digest);
        var (first, step) = ((long)BinaryPrimitives.ReadUInt32LittleEndian(digest), (long)BinaryPrimitives.ReadUInt32LittleEndian(digest[4..]));
        for (var i = 0; i < Hashes; i++)
        {
            var bit = (int)((first + i * step) % (Filter.Length * 8));
            if ((Filter[bit >> 3] >> (bit & 7) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords") ?? throw new InvalidOperationException("The list of common passwords was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
