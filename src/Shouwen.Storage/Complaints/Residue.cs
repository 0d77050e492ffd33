using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage.Complaints;

/// <summary>
/// What a destroyed file leaves where no query sees it. SQLite overwrites freed pages, but keeps pages as they were in its log of writes until the log is emptied.
/// PostgreSQL reclaims them by its own vacuum and recycling of logs; there only the masked text of the search ever stood unencrypted.
/// </summary>
public sealed class Residue(IDbContextFactory<ShouwenDbContext> contexts)
{
    /// <summary>Empties the log of writes. Where a reader, such as a backup, prevents it for longer than a second, the next call does: meanwhile nobody can write.</summary>
    public async Task WipeAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (context.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)) // a configured context has a provider
        {
            await context.Database.OpenConnectionAsync(cancellation);
            await context.Database.ExecuteSqlAsync($"pragma busy_timeout=1000", cancellation);
            await context.Database.ExecuteSqlAsync($"pragma wal_checkpoint(truncate)", cancellation);
        }
    }
}
