using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage.PostgreSql;

/// <summary>One primary server, any number of nodes.</summary>
public static class PostgreSqlStorage
{
    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlStorage).Assembly.GetName().Name));
}
