using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Storage.Keys;

/// <summary>
/// The secrets that lie outside the database, in a folder of their own: the master key that wraps each complaint's key, the key of the blind
/// indexes and the key that signs checkpoints. Without the folder a copy of the database tells no names; with a lost folder neither do we.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly byte[] master;
    private readonly byte[] index;
    private readonly DataKey wrapping;
    private readonly ECDsa signing;

    private KeyRing(byte[] master, byte[] index, ECDsa signing)
    {
        this.master = master;
        this.index = index;
        this.signing = signing;
        wrapping = new(Derive("wrap"));
        MasterKeyId = Convert.ToHexStringLower(Derive("id").AsSpan(0, 8));
    }

    /// <summary>Names the master key without telling it.</summary>
    public string MasterKeyId { get; }

    /// <summary>For those who verify checkpoints elsewhere (PEM).</summary>
    public string PublicKey => signing.ExportSubjectPublicKeyInfoPem();

    /// <summary>Opens the folder; on first run makes it and what is missing in it, readable by its owner only.</summary>
    public static KeyRing Open(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var signing = ECDsa.Create();
        signing.ImportFromPem(Encoding.ASCII.GetString(KeyFile.ReadOrMake(Path.Combine(folder, "checkpoint.pem"), NewSigningKey)));
        return new(Secret(folder, "master.key"), Secret(folder, "index.key"), signing);
    }

    public byte[] Wrap(Guid stream, DataKey key) => key.Wrap(wrapping, stream.ToByteArray(bigEndian: true));

    public DataKey Unwrap(Guid stream, byte[] wrapped) => new(wrapping.Open(wrapped, stream.ToByteArray(bigEndian: true)));

    /// <summary>Encrypts what belongs to no complaint, such as a draft of a registration.</summary>
    public byte[] Protect(string purpose, ReadOnlySpan<byte> plain) => new DataKey(Derive(purpose)).Seal(plain, Encoding.UTF8.GetBytes(purpose));

    public byte[] Unprotect(string purpose, ReadOnlySpan<byte> bytes) => new DataKey(Derive(purpose)).Open(bytes, Encoding.UTF8.GetBytes(purpose));

    /// <summary>Equal values of a field give equal bytes, from which nobody without the key gets the value back.</summary>
    public byte[] BlindIndex(string field, string value) => HMACSHA256.HashData(index, Encoding.UTF8.GetBytes($"{field}\n{value}"))[..16];

    public byte[] Sign(ReadOnlySpan<byte> bytes) => signing.SignData(bytes, HashAlgorithmName.SHA256);

    public bool IsSigned(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) => signing.VerifyData(bytes, signature, HashAlgorithmName.SHA256);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(master);
        CryptographicOperations.ZeroMemory(index);
        signing.Dispose();
    }

    private byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes("shouwen " + purpose));

    private static byte[] Secret(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        var secret = KeyFile.ReadOrMake(path, () => RandomNumberGenerator.GetBytes(32));
        return secret.Length == 32 ? secret : throw new InvalidOperationException($"{path} must hold 32 bytes; it holds {secret.Length}.");
    }

    private static byte[] NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
    }
}
