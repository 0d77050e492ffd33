using System.Diagnostics;

namespace Shouwen.Testing;

/// <summary>A disk of some megabytes in memory, that a test can fill up and empty.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts one; where this machine does not let us, the test is skipped.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "shouwen-test", folder) != 0)
        {
            Directory.Delete(folder);
            Assert.Skip("A small disk cannot be mounted here: mount -t tmpfs needs root.");
        }

        return new(folder);
    }

    /// <summary>Writes until there is not a byte left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Path.Combine(Folder, Filler), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 12, 1 })
        {
            var block = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // full for blocks of this size
            }
        }
    }

    public void Empty() => File.Delete(Path.Combine(Folder, Filler));

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!; // it is part of every Linux
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
