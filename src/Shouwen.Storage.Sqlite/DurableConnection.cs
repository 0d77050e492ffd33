using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shouwen.Storage.Sqlite;

/// <summary>Sets on each connection what SQLite does not remember in the file.</summary>
internal sealed class DurableConnection : DbConnectionInterceptor
{
    public static readonly DurableConnection Instance = new();

    // FULL: a commit has reached the disk before it returns. secure_delete: what was destroyed is overwritten, also in free pages.
    private const string Settings = "pragma synchronous=full; pragma secure_delete=on; pragma busy_timeout=30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
