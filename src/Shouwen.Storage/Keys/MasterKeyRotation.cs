using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage.Keys;

/// <summary>What is under which master key.</summary>
/// <param name="Present">Id of the present key.</param>
/// <param name="Streams">How many streams' keys each master key wraps.</param>
/// <param name="Others">How many drafts, exports and keys of cookies are under an older key.</param>
public sealed record MasterKeyStatus(string Present, IReadOnlyDictionary<string, int> Streams, int Others)
{
    public int Left => Others + Streams.Where(key => key.Key != Present).Sum(key => key.Value);
}

/// <summary>
/// Brings all that older master keys protect under the present one, in small transactions beside the running servers. What is done is seen in the rows themselves, so it may be broken
/// off and begun again. Only keys are encrypted anew, never what they encrypt: the journal stays byte for byte as it is.
/// </summary>
public sealed class MasterKeyRotation(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, KeyRing keys)
{
    private const int AtOnce = 500;

    public async Task<MasterKeyStatus> StatusAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var streams = await context.StreamKeys.GroupBy(row => row.MasterKeyId).Select(key => new { key.Key, Count = key.Count() }).ToDictionaryAsync(key => key.Key, key => key.Count, cancellation);
        var drafts = await context.Drafts.AsNoTracking().Select(row => row.Content).ToListAsync(cancellation);
        var exports = await context.Exports.AsNoTracking().Select(row => new { row.Id, row.Query }).ToListAsync(cancellation);
        var web = await context.WebKeys.AsNoTracking().ToListAsync(cancellation);
        return new(keys.MasterKeyId, streams, web.Count(row => keys.ProtectAnew(Purposes.WebKey(row.Number), row.Content) is not null) + drafts.Count(content => keys.ProtectAnew(Purposes.Draft, content) is not null) + exports.Count(row => keys.ProtectAnew(Purposes.ExportQuery(row.Id), row.Query) is not null));
    }

    /// <param name="progress">Told how many keys have been wrapped anew in this run.</param>
    /// <returns>The same number at the end.</returns>
    public async Task<long> RewrapAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var (done, after) = (0L, Guid.Empty);
        while (await writer.WriteAsync(context => RewrapSomeAsync(context, after), cancellation) is { } batch)
        {
            (done, after) = (done + batch.Count, batch.Last);
            progress?.Report(done);
            cancellation.ThrowIfCancellationRequested();
        }

        return done + await writer.WriteAsync(DraftsAsync, cancellation) + await writer.WriteAsync(ExportsAsync, cancellation) + await writer.WriteAsync(WebKeysAsync, cancellation);
    }

    // A stream destroyed meanwhile has no row any more: nothing is updated.
    private async Task<(int Count, Guid Last)?> RewrapSomeAsync(ShouwenDbContext context, Guid after)
    {
        var present = keys.MasterKeyId;
        var rows = await context.StreamKeys.AsNoTracking().Where(row => row.StreamId > after && row.MasterKeyId != present).OrderBy(row => row.StreamId).Take(AtOnce).ToListAsync();
        foreach (var row in rows)
        {
            var (id, wrapped) = keys.Wrap(row.StreamId, keys.Unwrap(row.StreamId, row.Wrapped));
            await context.StreamKeys.Where(same => same.StreamId == row.StreamId).ExecuteUpdateAsync(set => set.SetProperty(same => same.MasterKeyId, id).SetProperty(same => same.Wrapped, wrapped));
        }

        return rows.Count == 0 ? null : (rows.Count, rows[^1].StreamId);
    }

    // Saved anew by its person in between, a draft keeps what was saved.
    private async Task<int> DraftsAsync(ShouwenDbContext context)
    {
        var done = 0;
        foreach (var row in await context.Drafts.AsNoTracking().Select(row => new { row.Id, row.SavedAt, row.Content }).ToListAsync())
        {
            if (keys.ProtectAnew(Purposes.Draft, row.Content) is { } content)
            {
                done += await context.Drafts.Where(same => same.Id == row.Id && same.SavedAt == row.SavedAt).ExecuteUpdateAsync(set => set.SetProperty(same => same.Content, content));
            }
        }

        return done;
    }

    private async Task<int> ExportsAsync(ShouwenDbContext context)
    {
        var done = 0;
        foreach (var row in await context.Exports.AsNoTracking().Select(row => new { row.Id, row.Query }).ToListAsync())
        {
            if (keys.ProtectAnew(Purposes.ExportQuery(row.Id), row.Query) is { } query)
            {
                done += await context.Exports.Where(same => same.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(same => same.Query, query));
            }
        }

        foreach (var (id, ordinal) in (await context.ExportParts.Select(row => new { row.ExportId, row.Ordinal }).ToListAsync()).Select(row => (row.ExportId, row.Ordinal)))
        {
            var kept = await context.ExportParts.Where(row => row.ExportId == id && row.Ordinal == ordinal).Select(row => row.Content).SingleOrDefaultAsync(); // one at a time
            if (kept is not null && keys.ProtectAnew(Purposes.ExportPart(id, ordinal), kept) is { } content)
            {
                done += await context.ExportParts.Where(row => row.ExportId == id && row.Ordinal == ordinal).ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, content));
            }
        }

        return done;
    }

    private async Task<int> WebKeysAsync(ShouwenDbContext context)
    {
        var done = 0;
        foreach (var row in await context.WebKeys.ToListAsync())
        {
            if (keys.ProtectAnew(Purposes.WebKey(row.Number), row.Content) is { } content)
            {
                row.Content = content;
                done++;
            }
        }

        await context.SaveChangesAsync();
        return done;
    }
}
