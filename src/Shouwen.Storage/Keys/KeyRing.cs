using System.Security.Cryptography;
using System.Text;

namespace Shouwen.Storage.Keys;

/// <summary>
/// The secrets that lie outside the database, in a folder of their own: the master keys that wrap each complaint's key (the present one, and older ones until all is wrapped anew), the
/// key of the blind indexes and the key that signs checkpoints. Without the folder a copy of the database tells no names; with a lost folder neither do we. A new master key in the
/// folder is used at once, without a restart.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly MasterKeyFolder folder;
    private readonly byte[] index;
    private readonly ECDsa signing;
    private volatile Masters masters;

    private KeyRing(MasterKeyFolder folder, byte[] index, ECDsa signing)
    {
        this.folder = folder;
        this.index = index;
        this.signing = signing;
        masters = ReadMasters();
    }

    /// <summary>Names the present master key without telling it.</summary>
    public string MasterKeyId => Present.Id;

    /// <summary>Those of all master keys in the folder, the present one first.</summary>
    public IReadOnlyList<string> MasterKeyIds => [.. Fresh.Keys.Select(key => key.Id)];

    /// <summary>For those who verify checkpoints elsewhere (PEM).</summary>
    public string PublicKey => signing.ExportSubjectPublicKeyInfoPem();

    private MasterKey Present => Fresh.Keys[0];

    // One look at the folder's own time tells whether a key has come or gone.
    private Masters Fresh => masters.ReadAt == folder.ChangedAt ? masters : masters = ReadMasters();

    /// <summary>Opens the folder; on first run makes it and what is missing in it, readable by its owner only.</summary>
    public static KeyRing Open(string folder)
    {
        KeyFile.MakeFolder(folder);
        var signing = ECDsa.Create();
        signing.ImportFromPem(Encoding.ASCII.GetString(KeyFile.ReadOrMake(Path.Combine(folder, "checkpoint.pem"), NewSigningKey)));
        var index = KeyFile.ReadOrMake(Path.Combine(folder, "index.key"), () => RandomNumberGenerator.GetBytes(32));
        return index.Length == 32 ? new(new(folder), index, signing) : throw new InvalidOperationException($"index.key in {folder} must hold 32 bytes; it holds {index.Length}.");
    }

    /// <summary>Makes a new master key, which is the present one from then on.</summary>
    public void MakeMasterKey() => folder.MakeNext();

    /// <summary>Puts all older master keys aside. To be called only when nothing is under them any more.</summary>
    public int RetireMasterKeys() => folder.Retire();

    /// <summary>Wraps under the present master key, and says which that is.</summary>
    public (string MasterKeyId, byte[] Wrapped) Wrap(Guid stream, DataKey key)
    {
        var present = Present;
        return (present.Id, key.Wrap(present.Wrapping, Place(stream)));
    }

    public DataKey Unwrap(Guid stream, byte[] wrapped) => new(WithAny(key => key.Wrapping.Open(wrapped, Place(stream))));

    /// <summary>Encrypts what belongs to no complaint, such as a draft of a registration.</summary>
    public byte[] Protect(string purpose, ReadOnlySpan<byte> plain) => Present.Protect(purpose, plain);

    public byte[] Unprotect(string purpose, byte[] bytes) => WithAny(key => key.Unprotect(purpose, bytes));

    /// <summary>The same under the present master key; null where it is already.</summary>
    public byte[]? ProtectAnew(string purpose, byte[] bytes)
    {
        var present = Present;
        return Try(() => present.Unprotect(purpose, bytes)) is not null ? null : present.Protect(purpose, Unprotect(purpose, bytes));
    }

    /// <summary>Equal values of a field give equal bytes, from which nobody without the key gets the value back. Its key stays whatever master key is present.</summary>
    public byte[] BlindIndex(string field, string value) => HMACSHA256.HashData(index, Encoding.UTF8.GetBytes($"{field}\n{value}"))[..16];

    public byte[] Sign(ReadOnlySpan<byte> bytes) => signing.SignData(bytes, HashAlgorithmName.SHA256);

    public bool IsSigned(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) => signing.VerifyData(bytes, signature, HashAlgorithmName.SHA256);

    public void Dispose()
    {
        masters.Keys.ToList().ForEach(key => key.Forget());
        CryptographicOperations.ZeroMemory(index);
        signing.Dispose();
    }

    // The bytes do not say whose they are; the one key that fits opens them. Where none does, the folder may have a newer one.
    private byte[] WithAny(Func<MasterKey, byte[]> open)
    {
        var known = masters;
        return FirstOf(known, open) ?? FirstOf(Fresh, open) ?? throw new CryptographicException("No master key in the folder fits: the bytes were changed, belong elsewhere or are under a key that is not here.");
    }

    private static byte[]? FirstOf(Masters masters, Func<MasterKey, byte[]> open) => masters.Keys.Select(key => Try(() => open(key))).FirstOrDefault(plain => plain is not null);

    private static byte[]? Try(Func<byte[]> open)
    {
        try
        {
            return open();
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // The time is read first: what comes while the files are read is seen the next time.
    private Masters ReadMasters()
    {
        _ = folder.Read(); // makes the first one, which changes the folder
        var at = folder.ChangedAt;
        return new(at, folder.Read());
    }

    private static byte[] Place(Guid stream) => stream.ToByteArray(bigEndian: true);

    private static byte[] NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
    }

    private sealed record Masters(DateTime ReadAt, IReadOnlyList<MasterKey> Keys);
}
