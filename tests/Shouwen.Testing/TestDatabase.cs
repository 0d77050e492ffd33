using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
    // One empty database of each kind is migrated; every other one is a copy of it.
    private static readonly Dictionary<Database, Lazy<Task<TestDatabase>>> Templates = Enum.GetValues<Database>().ToDictionary(kind => kind, kind => new Lazy<Task<TestDatabase>>(() => MigrateAsync(kind)));

    // Of a test that wants to see a database lose something.
    private static readonly string? Synchronous = Environment.GetEnvironmentVariable("SHOUWEN_TEST_SYNCHRONOUS");

    private readonly DbContextOptions<ShouwenDbContext> options;
    private readonly string folder;

    private TestDatabase(Database kind, string name, string? at = null, string? server = null)
    {
        Kind = kind;
        Name = name;
        folder = at ?? Path.Combine(Path.GetTempPath(), Name);
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ConnectionString = kind == Database.Sqlite ? Path.Combine(folder, "shouwen.db")
            : new NpgsqlConnectionStringBuilder(server ?? TestPostgres.ConnectionString) { Database = Name, MaxPoolSize = 30, IncludeErrorDetail = true }.ToString();
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

    /// <summary>The database of a data folder: the file in it, or the one on the server that has the folder's name.</summary>
    public static TestDatabase At(string folder, Database kind = Database.Sqlite) => new(kind, Path.GetFileName(folder), folder);

    /// <summary>A database on a PostgreSQL of the test's own, which the server that is started on it makes.</summary>
    public static TestDatabase On(OwnPostgres server) => new(Database.PostgreSql, NewName(), server: server.ConnectionString);

    public static async Task<TestDatabase> CreateAsync(Database kind)
    {
        var template = await Templates[kind].Value;
        var database = Existing(kind, NewName());
        if (kind == Database.Sqlite)
        {
            File.Copy(template.ConnectionString, database.ConnectionString);
        }
        else
        {
            await using var source = NpgsqlDataSource.Create(TestPostgres.ConnectionString);
            await using var command = source.CreateCommand($"create database {database.Name} template {template.Name}");
            await command.ExecuteNonQueryAsync();
        }

        return database;
    }

    private static string NewName() => "t" + Guid.NewGuid().ToString("N");

    // Nobody may be connected to what is copied, and all of it must stand in its file.
    private static async Task<TestDatabase> MigrateAsync(Database kind)
    {
        var database = Existing(kind, NewName());
        await using var context = database.CreateDbContext();
        await context.Database.MigrateAsync();
        if (kind == Database.Sqlite)
        {
            await context.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)");
        }
        else
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().Wait();
        return database;
    }

    /// <summary>Names this database, as the app's configuration does.</summary>
    public void Configure(DbContextOptionsBuilder builder)
    {
        if (Kind == Database.Sqlite)
        {
            SqliteStorage.Configure(builder, ConnectionString);
            _ = Synchronous is { } mode ? builder.AddInterceptors(new Careless(mode)) : builder;
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

    /// <summary>Every table with what lies in it, a line each: two pictures are equal when nothing has changed.</summary>
    /// <param name="without">Tables left out.</param>
    public async Task<string> PictureAsync(IEnumerable<string> without)
    {
        await using var context = CreateDbContext();
        await context.Database.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Except(without).Order(StringComparer.Ordinal))
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
            }

            lines.Add($"{table}: {rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)))))}");
        }

        return string.Join('\n', lines);
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

    private sealed class Careless(string mode) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma synchronous=" + mode;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
