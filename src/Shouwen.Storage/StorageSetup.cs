using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage;

/// <summary>Brings the database up to this version, or refuses to start on one that does not belong here.</summary>
public static class StorageSetup
{
    private const int TextsAtOnce = 1000;

    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellation) =>
        MigrateAsync(services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>(), services.GetRequiredService<KeyRing>(), cancellation);

    /// <summary>The institution that the database belongs to: the one that started it first.</summary>
    /// <param name="starting">Who starts it now.</param>
    public static async Task<string> OwnerAsync(IServiceProvider services, string starting, CancellationToken cancellation)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        if (await context.Owner.Select(row => row.Institution).SingleOrDefaultAsync(cancellation) is { } owner)
        {
            return owner;
        }

        await context.Database.ExecuteSqlAsync($"insert into owner (id, institution) values ({Rows.OwnerRow.Only}, {starting}) on conflict do nothing", cancellation); // another node may be starting too
        return await context.Owner.Select(row => row.Institution).SingleAsync(cancellation);
    }

    public static async Task MigrateAsync(IDbContextFactory<ShouwenDbContext> contexts, KeyRing keys, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (applied, known) = ((await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList(), context.Database.GetMigrations().ToList());
        var unknown = applied.Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException($"The database was made by a newer version of Shouwen ({unknown[^1]}). Start that version.");
        }

        if (known.Except(applied).Any()) // a look at the names costs nothing, the framework's own check a third of the whole start
        {
            await Upgrade.RunAsync(context, cancellation);
        }

        await ReadInTextsAsync(context, cancellation); // also what an upgrade that was killed has left
        var held = keys.MasterKeyIds;
        var foreign = await context.StreamKeys.Where(row => !held.Contains(row.MasterKeyId)).Select(row => row.MasterKeyId).FirstOrDefaultAsync(cancellation);
        if (foreign is not null)
        {
            throw new InvalidOperationException($"The names in this database are encrypted under the master key {foreign}; the key folder holds {string.Join(", ", held)}. Put the right folder back.");
        }
    }

    // Texts of a version that did not keep their pairs.
    private static async Task ReadInTextsAsync(ShouwenDbContext context, CancellationToken cancellation)
    {
        while (await context.ComplaintTexts.Where(row => row.Pairs == null).OrderBy(row => row.Id).Take(TextsAtOnce).ToListAsync(cancellation) is { Count: > 0 } rows)
        {
            rows.ForEach(row => row.Pairs = TextSearch.PairsOf(row.Summary));
            await context.SaveChangesAsync(cancellation);
            context.ChangeTracker.Clear();
        }
    }
}
