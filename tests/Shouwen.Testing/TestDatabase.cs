using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouwen.Storage;
using Shouwen.Storage.PostgreSql;
using Shouwen.Storage.Sqlite;

namespace Shouwen.Testing;

/// <summary>The databases that every storage test runs on.</summary>
public enum Database { Sqlite, PostgreSql }

/// <summary>A database of its own for one test, with all tables, deleted afterwards.</summary>
public sealed class TestDatabase : IDbContextFactory<ShouwenDbContext>, IAsyncDisposable
{
    private readonly DbContextOptions<ShouwenDbContext> options;
    private readonly string folder;

    private TestDatabase(Database kind, string name, string? at = null)
    {
        Kind = kind;
        Name = name;
        folder = at ?? Path.Combine(Path.GetTempPath(), Name);
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ConnectionString = kind == Database.Sqlite ? Path.Combine(folder, "shouwen.db")
            : new NpgsqlConnectionStringBuilder(TestPostgres.ConnectionString) { Database = Name, MaxPoolSize = 30, IncludeErrorDetail = true }.ToString();
        var builder = new DbContextOptionsBuilder<ShouwenDbContext>();
        Configure(builder);
        options = builder.Options;
    }

    public Database Kind { get; }

    public string Name { get; }

    /// <summary>What the provider is configured with: a file (SQLite) or a connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the test may keep files, such as keys and checkpoints.</summary>
    public string Folder => folder;

    /// <summary>The database that another process has made.</summary>
    public static TestDatabase Existing(Database kind, string name) => new(kind, name);

    /// <summary>The SQLite database in a data folder.</summary>
    public static TestDatabase At(string folder) => new(Database.Sqlite, Path.GetFileName(folder), folder);

    public static async Task<TestDatabase> CreateAsync(Database kind)
    {
        var database = Existing(kind, "t" + Guid.NewGuid().ToString("N"));
        await using var context = database.CreateDbContext();
        await context.Database.MigrateAsync();
        return database;
    }

    /// <summary>Names this database, as the app's configuration does.</summary>
    public void Configure(DbContextOptionsBuilder builder)
    {
        if (Kind == Database.Sqlite)
        {
            SqliteStorage.Configure(builder, ConnectionString);
        }
        else
        {
            PostgreSqlStorage.Configure(builder, ConnectionString);
        }
    }

    public ShouwenDbContext CreateDbContext() => new(options);

    /// <summary>Runs SQL as the owner of the database.</summary>
    public async Task ExecuteRawAsync(string sql)
    {
        await using var context = CreateDbContext();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes away what protects the journal, as somebody would who has got hold of the whole database.</summary>
    public Task DropGuardsAsync() => ExecuteRawAsync(Kind == Database.Sqlite
        ? "drop trigger journal_no_update; drop trigger journal_no_delete; drop trigger checkpoints_no_update; drop trigger checkpoints_no_delete; drop trigger journal_no_replacement; drop trigger checkpoints_no_replacement; pragma foreign_keys = off;"
        : "alter table journal disable trigger all; alter table checkpoints disable trigger all;");

    public async ValueTask DisposeAsync()
    {
        await using (var context = CreateDbContext())
        {
            if (Kind == Database.PostgreSql)
            {
                NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
            }

            await context.Database.EnsureDeletedAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
