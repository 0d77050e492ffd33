using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage;

/// <summary>
/// Brings the tables of a database up to this version. What SQLite holds is copied first, into <c>before-upgrade</c> beside it. A process killed anywhere in between leaves the
/// old tables or the new ones, and nothing that keeps the next from finishing.
/// </summary>
internal static class Upgrade
{
    private const string Folder = "before-upgrade";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(ShouwenDbContext context, CancellationToken cancellation)
    {
        if (!IsSqlite(context))
        {
            await context.Database.MigrateAsync(cancellation); // in a transaction whose lock ends with its connection
            return;
        }

        var file = FileOf(context);
        await using var alone = await AloneAsync(file + ".upgrade", cancellation);
        if ((await context.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault() is { } before && (await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await KeepAsync(context, file, before, cancellation);
        }

        if (File.Exists(file)) // else the framework makes it
        {
            await ReleaseAsync(context, cancellation);
        }

        await context.Database.MigrateAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"pragma journal_mode=wal", cancellation); // which the framework sets only if it could make the file to its end
    }

    /// <summary>The copies made before upgrades. They hold the keys of complaints that were not destroyed then.</summary>
    public static IReadOnlyList<string> CopiesOf(ShouwenDbContext context) =>
        IsSqlite(context) && Path.Combine(Path.GetDirectoryName(FileOf(context))!, Folder) is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder) : []; // a file is in a folder

    private static bool IsSqlite(ShouwenDbContext context) => context.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal); // a configured context has a provider

    private static string FileOf(ShouwenDbContext context) => Path.GetFullPath(context.Database.GetDbConnection().DataSource);

    // The operating system lets go of it when the process ends, however it ends.
    private static async Task<FileStream> AloneAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    // The framework's own lock is a row, which a killed process leaves behind and the next would wait for without end. Who is here is alone.
    private static async Task ReleaseAsync(ShouwenDbContext context, CancellationToken cancellation)
    {
        var isThere = await context.Database.SqlQuery<int>($"select count(*) as Value from sqlite_master where name = '__EFMigrationsLock'").SingleAsync(cancellation);
        if (isThere > 0)
        {
            await context.Database.ExecuteSqlAsync($"delete from __EFMigrationsLock", cancellation);
        }
    }

    private static async Task KeepAsync(ShouwenDbContext context, string file, string version, CancellationToken cancellation)
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, Folder); // a file is in a folder
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (whole, partial) = (Path.Combine(folder, version + ".db"), Path.Combine(folder, version + ".partial"));
        File.Delete(partial);
        await context.Database.ExecuteSqlAsync($"vacuum into {partial}", cancellation);
        await using (var copy = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            copy.Flush(flushToDisk: true);
        }

        File.Move(partial, whole, overwrite: true);
    }
}
