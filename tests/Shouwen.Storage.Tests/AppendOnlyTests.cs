using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[Claim(27)]
public sealed class AppendOnlyTests
{
    public static TheoryData<Database, string> Changes => new()
    {
        { Database.Sqlite, "update journal set action = 'x'" }, { Database.Sqlite, "delete from journal" }, { Database.Sqlite, "update checkpoints set body = 'x'" },
        { Database.Sqlite, "delete from checkpoints" }, { Database.Sqlite, "insert or replace into journal select * from journal" },
        { Database.PostgreSql, "update journal set action = 'x'" }, { Database.PostgreSql, "delete from journal" }, { Database.PostgreSql, "truncate journal" },
        { Database.PostgreSql, "update checkpoints set body = 'x'" }, { Database.PostgreSql, "delete from checkpoints" }, { Database.PostgreSql, "truncate checkpoints" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Journal_Changed_Refuses(Database kind, string change)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync();
        await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken);
        await using var context = storage.Database.CreateDbContext();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => context.Database.ExecuteSqlRawAsync(change, TestContext.Current.CancellationToken));

        Assert.Contains("is append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplicationRole_OfPostgreSql_MayAddButNeverChangeTheJournal()
    {
        await using var storage = await TestStorage.CreateAsync(Database.PostgreSql);
        await storage.RegisterAsync();
        var role = "app_" + storage.Database.Name;
        await RunScriptAsync(storage, role);

        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(storage.Database.ConnectionString) { Username = role, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, "insert into journal select sequence + 1000, stream_id, position + 1000, action, at, open_part, sealed_part, previous_hash, hash from journal");
        foreach (var change in (string[])["update journal set action = 'x'", "delete from journal", "truncate journal", "drop trigger journal_no_change on journal", "alter table journal disable trigger all"])
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, change));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }

        await connection.CloseAsync();
        await storage.Database.ExecuteRawAsync($"drop owned by {role}; drop role {role}");
    }

    private static async Task RunScriptAsync(TestStorage storage, string role)
    {
        var script = await File.ReadAllTextAsync(Operations.FileOf("postgresql-role.sql"), TestContext.Current.CancellationToken);
        await storage.Database.ExecuteRawAsync($"create role {role} login");
        await storage.Database.ExecuteRawAsync(script.Replace(":\"role\"", role, StringComparison.Ordinal));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
