using Npgsql;
using Shouwen.Testing;

namespace Shouwen.App.Tests;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task Server_Asked_IsVersion15OrNewer()
    {
        await using var connection = new NpgsqlConnection(TestPostgres.ConnectionString);

        await connection.OpenAsync(TestContext.Current.CancellationToken);

        Assert.True(connection.PostgreSqlVersion >= new Version(15, 0), $"It is {connection.PostgreSqlVersion}.");
    }
}
