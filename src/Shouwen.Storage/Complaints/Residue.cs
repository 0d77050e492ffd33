using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;

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
            await ForgetCopiesAsync(context, cancellation);
        }
    }

    // A copy made before an upgrade still opens what has been destroyed since.
    private static async Task ForgetCopiesAsync(ShouwenDbContext context, CancellationToken cancellation)
    {
        var copies = Upgrade.CopiesOf(context);
        if (copies.Count > 0 && await context.Complaints.Where(row => row.Stage == Stage.Destroyed).MaxAsync(row => (DateTimeOffset?)row.LastEntryAt, cancellation) is { } destroyed)
        {
            copies.Where(copy => File.GetLastWriteTimeUtc(copy) <= destroyed.UtcDateTime).ToList().ForEach(File.Delete);
        }
    }
}
