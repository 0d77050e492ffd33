using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Shouwen.Storage.Attachments;

/// <summary>Folders whose entries survive the loss of power, readable by their owner only.</summary>
internal static class DurableFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder whose parent is there.</summary>
    public static void Make(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        Flush(Path.GetDirectoryName(path)!); // a folder below another has a parent
    }

    /// <summary>Once this returns, the names in the folder are on the disk. Windows writes them with the file.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Open(path, 0);
        if (folder < 0)
        {
            throw new IOException($"The folder {path} could not be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        var failed = Synchronise(folder) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(folder);
        if (failed != 0)
        {
            throw new IOException($"The folder {path} could not be written to disk: {new Win32Exception(failed).Message}");
        }
    }

    // .NET opens no folders as files.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int folder);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int folder);
}
