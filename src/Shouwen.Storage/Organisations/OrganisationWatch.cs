using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>
/// Keeps the house as the journal of its organisation says: what another node wrote, or what was dated for now, counts here within the job's interval; and the open obligations of the
/// units and people concerned are derived anew, all of them where other calendars have been read in.
/// </summary>
public sealed class OrganisationWatch(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, StreamStore streams, ObligationRefresh refresh, House house, TimeProvider clock)
{
    private const int AtOnce = 100;

    private int followed = -1;
    private DateTimeOffset? next;

    /// <summary>Looks whether anything has changed; costs one indexed look-up when nothing has.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var version = await context.Streams.Where(row => row.Kind == AggregateKind.Organisation && row.Number == Organisation.Number).Select(row => row.Version).SingleOrDefaultAsync(cancellation);
        if (!house.IsAt(version, now) && await LoadAsync(context, cancellation) is { } journal)
        {
            house.Take(Organisation.At(house.File, journal.Entries, now), journal.Version, Organisation.NextChange(journal.Entries, now));
        }
    }

    /// <summary>Looks, and derives anew what is owed by or within the units and persons changed since the last time; may be stopped and begun again.</summary>
    /// <returns>How many streams were derived.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        var now = clock.GetUtcNow();
        if (followed == house.Version && !(next <= now))
        {
            return 0;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var owner = await context.Owner.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var entries = (await LoadAsync(context, cancellation))?.Entries ?? [];
        var since = owner?.OrganisationVersion ?? 0;
        var concerned = await ConcernedAsync(context, Organisation.HasNewDays(entries, since) ? null : Organisation.Touched(entries, since, owner?.OrganisationFollowedAt ?? DateTimeOffset.MinValue, now), cancellation);
        var derived = 0;
        foreach (var some in concerned.Chunk(AtOnce))
        {
            derived += await DeriveAsync(some, cancellation);
        }

        await writer.WriteAsync(writing => writing.Owner.ExecuteUpdateAsync(set => set.SetProperty(row => row.OrganisationVersion, entries.Count).SetProperty(row => row.OrganisationFollowedAt, now)), cancellation);
        (followed, next) = (entries.Count, Organisation.NextChange(entries, now));
        return derived;
    }

    // Most owe the same as before: only those that do not are locked and written.
    private async Task<int> DeriveAsync((AggregateKind Kind, string Number)[] concerned, CancellationToken cancellation)
    {
        var stale = new List<(AggregateKind Kind, string Number)>();
        foreach (var kind in concerned.GroupBy(stream => stream.Kind))
        {
            stale.AddRange((await refresh.StaleAsync(kind.Key, [.. kind.Select(stream => stream.Number)], cancellation)).Select(number => (kind.Key, number)));
        }

        await Parallel.ForEachAsync(stale, cancellation, async (stream, stop) => await writer.WriteAsync(async writing => await refresh.LockAsync(writing, stream.Kind, stream.Number) is { } locked ? (await refresh.RefreshAsync(writing, locked, null)).Count : 0, stop));
        return stale.Count;
    }

    private Task<StoredStream?> LoadAsync(ShouwenDbContext context, CancellationToken cancellation) => streams.LoadAsync(context, AggregateKind.Organisation, Organisation.Number, cancellation);

    // Null: everything that is owed.
    private static async Task<List<(AggregateKind Kind, string Number)>> ConcernedAsync(ShouwenDbContext context, (IReadOnlySet<string> Units, IReadOnlySet<string> Persons)? touched, CancellationToken cancellation)
    {
        var (units, persons) = (touched?.Units.ToList(), touched?.Persons.ToList());
        var open = context.Obligations.Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null);
        var owing = units is null || persons is null ? open.Select(row => row.StreamId) : open.Where(row => units.Contains(row.OwedByUnit!)).Select(row => row.StreamId).Union(open.Where(row => persons.Contains(row.OwedByPerson!)).Select(row => row.StreamId)); // null is in no list
        var rows = await context.Streams.Where(row => owing.Contains(row.Id)).OrderBy(row => row.Number).Select(row => new { row.Kind, row.Number }).ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.Kind, row.Number));
    }
}
