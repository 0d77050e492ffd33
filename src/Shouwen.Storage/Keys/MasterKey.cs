using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Storage.Keys;

/// <summary>One master key: wraps the keys of streams and encrypts what belongs to none.</summary>
internal sealed class MasterKey
{
    private readonly byte[] secret;

    public MasterKey(byte[] secret)
    {
        this.secret = secret;
        Wrapping = new(Derive("wrap"));
        Id = Convert.ToHexStringLower(Derive("id").AsSpan(0, 8));
    }

    /// <summary>Names the key without telling it.</summary>
    public string Id { get; }

    public DataKey Wrapping { get; }

    public byte[] Protect(string purpose, ReadOnlySpan<byte> plain) => new DataKey(Derive(purpose)).Seal(plain, Encoding.UTF8.GetBytes(purpose));

    /// <exception cref="CryptographicException">It was not protected by this key for this purpose.</exception>
    public byte[] Unprotect(string purpose, ReadOnlySpan<byte> bytes) => new DataKey(Derive(purpose)).Open(bytes, Encoding.UTF8.GetBytes(purpose));

    public void Forget() => CryptographicOperations.ZeroMemory(secret);

    private byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes("shouwen " + purpose));
}
