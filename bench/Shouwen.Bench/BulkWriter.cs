using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>Puts rows into a database as fast as it takes them: no index but the unique ones (which guards of the journal ask) while it does, nothing made durable before the end.</summary>
internal sealed class BulkWriter : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly Dictionary<string, SqliteCommand> inserts = [];
    private List<string> indexes = [];

    private BulkWriter(DbConnection connection) => this.connection = connection;

    public static async Task<BulkWriter> OpenAsync(TestDatabase database)
    {
        var writer = new BulkWriter(database.Kind == Database.Sqlite ? new SqliteConnection($"Data Source={database.ConnectionString};Pooling=false") : new NpgsqlConnection(database.ConnectionString));
        await writer.connection.OpenAsync();
        await writer.RunAsync(database.Kind == Database.Sqlite ? "pragma synchronous=off; pragma foreign_keys=off; pragma cache_size=-1000000; pragma temp_store=memory; pragma wal_autocheckpoint=20000;" : "set synchronous_commit=off; set maintenance_work_mem='1GB'; set session_replication_role=replica;");
        await writer.DropIndexesAsync();
        return writer;
    }

    public async Task WriteAsync(IEnumerable<CaughtRows> tables)
    {
        if (connection is NpgsqlConnection postgres)
        {
            foreach (var table in tables)
            {
                await CopyAsync(postgres, table);
            }
        }
        else
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
            foreach (var table in tables)
            {
                Insert((SqliteConnection)connection, transaction, table);
            }

            await transaction.CommitAsync();
        }
    }

    /// <summary>Makes the indexes again and brings everything to the disk.</summary>
    public async Task FinishAsync(Action<string> tell)
    {
        foreach (var index in indexes)
        {
            tell(index[..Math.Min(index.Length, 100)]);
            await RunAsync(index);
        }

        foreach (var end in connection is NpgsqlConnection ? ["vacuum analyze", "checkpoint"] : (string[])["analyze", "pragma wal_checkpoint(truncate)"])
        {
            await RunAsync(end);
        }
    }

    public async Task RunAsync(string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names and definitions of our own tables
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var insert in inserts.Values)
        {
            await insert.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private async Task DropIndexesAsync()
    {
        var isPostgres = connection is NpgsqlConnection;
        var found = new List<(string Name, string Sql)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = isPostgres
                ? "select quote_ident(indexname), indexdef from pg_indexes where schemaname = 'public' and indexdef not like 'CREATE UNIQUE%'"
                : "select name, sql from sqlite_master where type = 'index' and sql not like 'CREATE UNIQUE%'";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                found.Add((isPostgres ? reader.GetString(0) : $"\"{reader.GetString(0)}\"", reader.GetString(1)));
            }
        }

        foreach (var (name, _) in found)
        {
            await RunAsync($"drop index {name}");
        }

        indexes = found.ConvertAll(index => index.Sql);
    }

    private void Insert(SqliteConnection sqlite, SqliteTransaction transaction, CaughtRows caught)
    {
        var columns = caught.Table.Columns;
        if (!inserts.TryGetValue(caught.Table.Name, out var insert))
        {
            inserts[caught.Table.Name] = insert = sqlite.CreateCommand();
#pragma warning disable CA2100 // names of our own model
            insert.CommandText = $"insert into \"{caught.Table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
#pragma warning restore CA2100
            for (var i = 0; i < columns.Count; i++)
            {
                insert.Parameters.Add(new SqliteParameter($"$p{i}", null));
            }
        }

        insert.Transaction = transaction;
        foreach (var row in caught.Rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }
    }

    private static async Task CopyAsync(NpgsqlConnection postgres, CaughtRows caught)
    {
        var types = caught.Table.Types.Select(type => type.StoreType).ToList();
        await using var copy = await postgres.BeginBinaryImportAsync($"copy \"{caught.Table.Name}\" ({string.Join(", ", caught.Table.Columns.Select(column => $"\"{column}\""))}) from stdin (format binary)");
        foreach (var row in caught.Rows)
        {
            await copy.StartRowAsync();
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is not { } value)
                {
                    await copy.WriteNullAsync();
                }
                else
                {
                    await copy.WriteAsync(value, TypeOf(types[i]));
                }
            }
        }

        await copy.CompleteAsync();
    }

    private static string TypeOf(string storeType) => storeType.Split('(')[0];
}
