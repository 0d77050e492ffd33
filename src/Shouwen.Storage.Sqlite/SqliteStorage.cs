using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Backups;

namespace Shouwen.Storage.Sqlite;

/// <summary>The embedded database: one file, one writer.</summary>
public static class SqliteStorage
{
    /// <summary>Backups of it.</summary>
    public static DatabaseFile File { get; } = new(Copy, (options, file) => Configure(options, file, pooling: false));

    public static void Configure(DbContextOptionsBuilder options, string file) => Configure(options, file, pooling: true);

    private static void Configure(DbContextOptionsBuilder options, string file, bool pooling) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30, Pooling = pooling }.ToString(),
            sqlite => sqlite.MigrationsAssembly(typeof(SqliteStorage).Assembly.GetName().Name))
        .AddInterceptors(DurableConnection.Instance);

    // All pages in one step, read from one snapshot beside the log of writes: writers go on, and page by page it is the same database. In several steps each write of another
    // process would begin it anew.
    private static void Copy(ShouwenDbContext source, string file)
    {
        source.Database.OpenConnection();
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        copy.Open();
        ((SqliteConnection)source.Database.GetDbConnection()).BackupDatabase(copy);
    }
}
