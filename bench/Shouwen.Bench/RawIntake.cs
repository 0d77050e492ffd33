using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>
/// Writes what an intake writes, and nothing but that: draws a counter and inserts as many rows of as many bytes, by prepared commands on one connection.
/// Its tables have a primary key and no other index, no foreign key and no trigger, so it does less than an intake must.
/// </summary>
internal sealed class RawIntake : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand draw;
    private readonly List<(DbCommand Insert, int Rows)> inserts;

    private RawIntake(DbConnection connection, IntakeSize size)
    {
        this.connection = connection;
        draw = Command("insert into raw_counters (scope, value) values ('s', 1) on conflict (scope) do update set value = raw_counters.value + 1 returning value");
        inserts = [.. size.Tables.Select(table => (Insert(table), table.Rows))];
    }

    public static async Task MakeTablesAsync(TestDatabase database, IntakeSize size)
    {
        var (key, bytes) = database.Kind == Database.Sqlite ? ("integer primary key", "blob") : ("bigint generated always as identity primary key", "bytea");
        await database.ExecuteRawAsync(string.Concat(size.Tables.Select(table => $"create table {NameOf(table)} (id {key}, content {bytes} not null);")) + "create table raw_counters (scope text primary key, value bigint not null);");
    }

    public static async Task<RawIntake> OpenAsync(TestDatabase database, IntakeSize size)
    {
        var connection = database.Kind == Database.Sqlite ? (DbConnection)new SqliteConnection($"Data Source={database.ConnectionString};Pooling=false;Default Timeout=60") : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var raw = new RawIntake(connection, size);
        if (database.Kind == Database.Sqlite)
        {
            await using var settings = raw.Command("pragma synchronous=full; pragma secure_delete=on; pragma busy_timeout=30000;"); // as the product's
            await settings.ExecuteNonQueryAsync();
        }

        return raw;
    }

    /// <summary>So many intakes in one transaction; returns when it is durable.</summary>
    public async Task WriteAsync(int intakes)
    {
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync();
        for (var i = 0; i < intakes; i++)
        {
            draw.Transaction = transaction;
            await draw.ExecuteScalarAsync();
            foreach (var (insert, rows) in inserts)
            {
                insert.Transaction = transaction;
                for (var row = 0; row < rows; row++)
                {
                    await insert.ExecuteNonQueryAsync();
                }
            }
        }

        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await draw.DisposeAsync();
        foreach (var (insert, _) in inserts)
        {
            await insert.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private static string NameOf(TableSize table) => $"raw_{table.Name}";

    private DbCommand Insert(TableSize table)
    {
        var command = Command($"insert into {NameOf(table)} (content) values (@content)");
        var content = command.CreateParameter();
        (content.ParameterName, content.Value) = ("content", RandomNumberGenerator.GetBytes(table.BytesPerRow));
        command.Parameters.Add(content);
        command.Prepare();
        return command;
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of our own model
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
