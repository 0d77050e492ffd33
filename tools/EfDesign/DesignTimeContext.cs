using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Shouwen.Storage;
using Shouwen.Storage.PostgreSql;
using Shouwen.Storage.Sqlite;

namespace Shouwen.EfDesign;

/// <summary>Gives <c>dotnet ef</c> the context of the database named after <c>--</c>; it never connects.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<ShouwenDbContext>
{
    public ShouwenDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ShouwenDbContext>();
        switch (args)
        {
            case ["Sqlite"]:
                SqliteStorage.Configure(options, "design.db");
                break;
            case ["PostgreSql"]:
                PostgreSqlStorage.Configure(options, "Host=design");
                break;
            default:
                throw new ArgumentException("Name the database after --: Sqlite or PostgreSql.");
        }

        return new(options.Options);
    }
}
