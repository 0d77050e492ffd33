using System.Security.Cryptography;

namespace Shouwen.Storage.Attachments;

/// <summary>Where attachments lie: a folder for each complaint, named by its stream, and one for what is still arriving. Several nodes may share it.</summary>
public sealed class AttachmentFolder(StorageFolders folders)
{
    private readonly string root = folders.Attachments;

    private string Incoming => Path.Combine(root, "incoming");

    /// <summary>A new file among those that are arriving; encrypted bytes only are written to it.</summary>
    internal FileStream Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(root)) ?? root);
        DurableFolder.Make(root);
        DurableFolder.Make(Incoming);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path.Combine(Incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))), options);
    }

    /// <summary>Puts an arrived file, already on the disk, in its place; returns once that would survive the loss of power.</summary>
    internal void Keep(string arrived, Guid stream, string stored)
    {
        var folder = FolderOf(stream);
        DurableFolder.Make(Path.GetDirectoryName(folder)!); // lies below the root
        DurableFolder.Make(folder);
        File.Move(arrived, Path.Combine(folder, stored), overwrite: true);
        DurableFolder.Flush(folder);
    }

    /// <summary>The stored file, or null when there is none; also when it goes just now.</summary>
    internal FileStream? Open(Guid stream, string stored)
    {
        try
        {
            return new(Path.Combine(FolderOf(stream), stored), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes every file of a destroyed complaint. What cannot be deleted now can be read by nobody, and the next sweep deletes it.</summary>
    internal void Forget(Guid stream)
    {
        try
        {
            if (Directory.Exists(FolderOf(stream)))
            {
                Directory.Delete(FolderOf(stream), recursive: true);
            }
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
        }
    }

    internal IEnumerable<FileInfo> Arriving() => Files(Incoming);

    internal IEnumerable<FileInfo> Kept(Guid stream) => Files(FolderOf(stream));

    internal IEnumerable<Guid> Streams() => Folders(root).SelectMany(Folders).Select(Path.GetFileName).Select(name => Guid.TryParseExact(name, "N", out var stream) ? stream : Guid.Empty).Where(stream => stream != Guid.Empty);

    /// <summary>Where a complaint's folder lies below the root: spread over 256 folders by the random end of the id; its beginning is the time.</summary>
    internal static string PlaceOf(Guid stream) => $"{$"{stream:N}"[^2..]}/{stream:N}";

    private string FolderOf(Guid stream) => Path.Combine(root, PlaceOf(stream));

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];

    private static FileInfo[] Files(string path) => Directory.Exists(path) ? new DirectoryInfo(path).GetFiles() : [];
}
