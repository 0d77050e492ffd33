using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Model_AfterAllMigrations_HasNoPendingChanges(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.CreateDbContext();

        Assert.False(context.Database.HasPendingModelChanges(), "Run tools/add-migration.");
    }

    [Fact]
    public async Task Sqlite_Opened_IsDurableAndOverwritesWhatIsDeleted()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var context = database.CreateDbContext();

        Assert.Equal("wal", await PragmaAsync(context, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(context, "synchronous"));
        Assert.Equal("1", await PragmaAsync(context, "secure_delete"));
        Assert.Equal("1", await PragmaAsync(context, "foreign_keys"));
    }

    private static async Task<string?> PragmaAsync(ShouwenDbContext context, string name)
    {
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "pragma " + name;
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
