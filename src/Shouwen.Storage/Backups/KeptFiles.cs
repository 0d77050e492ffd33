using System.Security.Cryptography;
using Shouwen.Storage.Attachments;

namespace Shouwen.Storage.Backups;

/// <summary>Writes files below a folder, readable by their owner only, and knows what it has written.</summary>
internal sealed class KeptFiles
{
    private readonly string root;
    private readonly SortedDictionary<string, BackupFile> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = [];

    private KeptFiles(string root)
    {
        this.root = root;
        MakeFolder(root);
    }

    /// <summary>Fills a folder that has another name until it is whole and on the disk; when that fails, nothing is left.</summary>
    /// <param name="target">Full path of a folder that is not there yet or empty, in one that is.</param>
    public static async Task<T> WriteAsync<T>(string target, Func<KeptFiles, Task<T>> fill)
    {
        var partial = $"{target}.partial-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        try
        {
            var files = new KeptFiles(partial);
            var result = await fill(files);
            files.folders.ToList().ForEach(DurableFolder.Flush);
            if (Directory.Exists(target))
            {
                Directory.Delete(target); // fails when it is not empty
            }

            Directory.Move(partial, target);
            DurableFolder.Flush(Path.GetDirectoryName(target)!); // it is in a folder
            return result;
        }
        catch
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }

            throw;
        }
    }

    public IReadOnlyList<BackupFile> All => [.. files.Values];

    public BackupFile? Find(string name) => files.GetValueOrDefault(name);

    /// <summary>The folder's path for now.</summary>
    public string Root => root;

    public string PathOf(string name) => Path.Combine(root, name);

    /// <summary>Writes a new file; it is on the disk once this returns.</summary>
    public async Task<BackupFile> AddAsync(string name, Stream content, CancellationToken cancellation)
    {
        await using var file = Create(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        file.Flush(flushToDisk: true);
        return files[name] = new(name, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public Task<BackupFile> AddAsync(string name, byte[] content, CancellationToken cancellation) => AddAsync(name, new MemoryStream(content), cancellation);

    /// <summary>An empty file that somebody else fills and puts on the disk.</summary>
    public string Reserve(string name)
    {
        Create(name).Dispose();
        return PathOf(name);
    }

    /// <summary>Takes note of a file that was filled.</summary>
    public async Task NoteAsync(string name, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(PathOf(name));
        files[name] = new(name, file.Length, await HashAsync(file, cancellation));
    }

    public void Remove(string name)
    {
        File.Delete(PathOf(name));
        files.Remove(name);
    }

    public static async Task<string> HashAsync(Stream content, CancellationToken cancellation) => Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));

    private FileStream Create(string name)
    {
        var path = PathOf(name);
        MakeFolder(Path.GetDirectoryName(path)!); // lies below the root
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private void MakeFolder(string path)
    {
        if (folders.Contains(path))
        {
            return;
        }

        if (path != root)
        {
            MakeFolder(Path.GetDirectoryName(path)!); // of a folder below the root
        }

        DurableFolder.Make(path);
        folders.Add(path);
    }
}
