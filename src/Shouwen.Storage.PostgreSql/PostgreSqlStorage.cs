using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shouwen.Storage.PostgreSql;

/// <summary>One primary server, any number of nodes.</summary>
public static class PostgreSqlStorage
{
    // A node that vanishes without a word, its machine or its network gone, would keep its locks for as long as TCP hopes for it: hours.
    private const string LetGo = "-c idle_in_transaction_session_timeout=15s";

    /// <param name="connectionString">Its own <c>Options</c>, where there are any, take the place of ours.</param>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(Patient(connectionString), npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlStorage).Assembly.GetName().Name))
        .AddInterceptors(BrokenConnections.Instance);

    private static string Patient(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        given.Options = string.IsNullOrEmpty(given.Options) ? LetGo : given.Options;
        return given.ToString();
    }
}
