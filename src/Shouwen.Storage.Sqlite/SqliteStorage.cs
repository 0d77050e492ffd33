using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage.Sqlite;

/// <summary>The embedded database: one file, one writer.</summary>
public static class SqliteStorage
{
    public static void Configure(DbContextOptionsBuilder options, string file) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString(),
            sqlite => sqlite.MigrationsAssembly(typeof(SqliteStorage).Assembly.GetName().Name))
        .AddInterceptors(DurableConnection.Instance);
}
