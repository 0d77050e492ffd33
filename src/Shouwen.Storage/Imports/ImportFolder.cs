using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Imports;

/// <summary>
/// Where a table lies that is being imported, with what is known about its import and the rows that could not be taken. A folder for each import, beside the attachments so that several
/// nodes share it; all is encrypted under a key of its own, which is wrapped under the master key. What an import comes to is in the journal: this folder may be lost.
/// </summary>
public sealed class ImportFolder(StorageFolders folders, KeyRing keys)
{
    private const string KeyName = "key", FileName = "file", NotesName = "notes", RejectedName = "rejected", LockName = "lock", StopName = "stop", Prefix = "import-";
    private static readonly byte[] NotesPlace = "import notes"u8.ToArray(), RejectedPlace = "import rejected"u8.ToArray();

    private readonly string root = Path.Combine(folders.Attachments, "imports");

    /// <summary>Encrypts a file on its way to the disk. Null where it is empty or has more than <paramref name="most"/> bytes; then nothing is left of it.</summary>
    public async Task<(Guid Id, long Size, string Sha256)?> TakeInAsync(Stream content, long most, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        try
        {
            DurableFolder.Make(Path.GetDirectoryName(Path.GetFullPath(root))!); // the data folder is above it
            DurableFolder.Make(root);
            DurableFolder.Make(PathOf(id));
            var key = DataKey.New();
            KeyFile.Make(PathOf(id, KeyName), Encoding.ASCII.GetBytes(Convert.ToBase64String(keys.Wrap(id, key).Wrapped)));
            await using var file = Create(PathOf(id, FileName));
            if (await SealedFile.WriteAsync(content, file, key, id, most, cancellation) is var (size, hash, _) && size > 0)
            {
                file.Flush(flushToDisk: true);
                DurableFolder.Flush(PathOf(id));
                return (id, size, hash);
            }
        }
        catch
        {
            Forget(id);
            throw;
        }

        Forget(id);
        return null;
    }

    public IReadOnlyList<Guid> All() => !Directory.Exists(root) ? []
        : [.. Directory.EnumerateDirectories(root, Prefix + "*").Select(path => Guid.TryParseExact(Path.GetFileName(path)[Prefix.Length..], "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>The file, which can seek; null where it is gone.</summary>
    /// <exception cref="CryptographicException">It is not as it was stored, also while it is read.</exception>
    public Stream? Open(Guid id)
    {
        try
        {
            return KeyOf(id) is { } key ? new OpenedFile(new FileStream(PathOf(id, FileName), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), key, id) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What was noted last; null where there is nothing, or nothing that the keys here open.</summary>
    public byte[]? ReadNotes(Guid id)
    {
        try
        {
            return KeyOf(id)?.Open(File.ReadAllBytes(PathOf(id, NotesName)), NotesPlace);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Notes something in place of what was noted before, durably; whoever reads meanwhile gets one or the other. False where the import is gone.</summary>
    public bool WriteNotes(Guid id, ReadOnlySpan<byte> notes)
    {
        if (KeyOf(id) is not { } key)
        {
            return false;
        }

        var next = PathOf(id, $"{NotesName}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        using (var file = Create(next))
        {
            file.Write(key.Seal(notes, NotesPlace));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, PathOf(id, NotesName), overwrite: true);
        return true;
    }

    /// <summary>Makes the caller the only one, on any node, who works on the import, until it is disposed of or the process ends; null where somebody else is.</summary>
    public IDisposable? TryLock(Guid id)
    {
        try
        {
            return new FileStream(PathOf(id, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception busy) when (busy is IOException)
        {
            return null;
        }
    }

    /// <summary>The rows that could not be taken, to be added to; whatever lies beyond a length that was noted is cut off.</summary>
    public RejectedRows Reject(Guid id, long length)
    {
        var file = new FileStream(PathOf(id, RejectedName), Options(FileMode.OpenOrCreate));
        file.SetLength(Math.Min(length, file.Length));
        file.Seek(0, SeekOrigin.End);
        return new(file, KeyOf(id) ?? throw new DirectoryNotFoundException($"The import {id:N} is gone."), RejectedPlace);
    }

    /// <summary>What was added, up to a length that was noted, one after the other.</summary>
    public IEnumerable<byte[]> Rejected(Guid id, long length)
    {
        if (KeyOf(id) is not { } key || !File.Exists(PathOf(id, RejectedName)))
        {
            yield break;
        }

        using var file = new FileStream(PathOf(id, RejectedName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[sizeof(int)];
        while (file.Position < length)
        {
            file.ReadExactly(head);
            var row = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
            file.ReadExactly(row);
            yield return key.Open(row, RejectedPlace);
        }
    }

    /// <summary>Asks whoever works on the import, on any node, to stop.</summary>
    public void AskToStop(Guid id) => Create(PathOf(id, StopName), FileMode.OpenOrCreate).Dispose();

    public bool IsAskedToStop(Guid id) => File.Exists(PathOf(id, StopName));

    public void TakeStopBack(Guid id) => File.Delete(PathOf(id, StopName));

    /// <summary>When the folder was last changed; for imports of which nothing else is known.</summary>
    public DateTime ChangedAt(Guid id) => Directory.GetLastWriteTimeUtc(PathOf(id));

    /// <summary>Deletes the rows that could not be taken.</summary>
    public void ForgetRejected(Guid id) => File.Delete(PathOf(id, RejectedName));

    /// <summary>Deletes the file; what is known about the import stays.</summary>
    public void ForgetFile(Guid id) => File.Delete(PathOf(id, FileName));

    /// <summary>Deletes everything, the key first.</summary>
    public void Forget(Guid id)
    {
        try
        {
            File.Delete(PathOf(id, KeyName));
            Directory.Delete(PathOf(id), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    private DataKey? KeyOf(Guid id)
    {
        try
        {
            return keys.Unwrap(id, Convert.FromBase64String(File.ReadAllText(PathOf(id, KeyName))));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or CryptographicException)
        {
            return null;
        }
    }

    private string PathOf(Guid id, string name = "") => Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id:N}"), name);

    private static FileStream Create(string path, FileMode mode = FileMode.CreateNew) => new(path, Options(mode));

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

/// <summary>Rows that could not be taken, each encrypted as it is added.</summary>
public sealed class RejectedRows : IDisposable
{
    private readonly FileStream file;
    private readonly DataKey key;
    private readonly byte[] place;

    internal RejectedRows(FileStream file, DataKey key, byte[] place) => (this.file, this.key, this.place) = (file, key, place);

    public void Add(ReadOnlySpan<byte> row)
    {
        var bytes = key.Seal(row, place);
        Span<byte> head = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(head, bytes.Length);
        file.Write(head);
        file.Write(bytes);
    }

    /// <summary>Once this returns, what was added is on the disk; gives the length to note.</summary>
    public long Flush()
    {
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    public void Dispose() => file.Dispose();
}
