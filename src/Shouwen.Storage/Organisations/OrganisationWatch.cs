using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>
/// Keeps the house as the journal of its organisation says: what another node wrote, or what was dated for now, counts here within the job's interval; and the open obligations of the
/// units and people concerned are derived anew.
/// </summary>
public sealed class OrganisationWatch(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, StreamStore streams, ObligationRefresh refresh, House house, TimeProvider clock)
{
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
        var concerned = await ConcernedAsync(context, Organisation.Touched(entries, owner?.OrganisationVersion ?? 0, owner?.OrganisationFollowedAt ?? DateTimeOffset.MinValue, now), cancellation);
        foreach (var (kind, number) in concerned)
        {
            await writer.WriteAsync(async writing => await refresh.LockAsync(writing, kind, number) is { } stream ? (await refresh.RefreshAsync(writing, stream, null)).Count : 0, cancellation);
        }

        await writer.WriteAsync(writing => writing.Owner.ExecuteUpdateAsync(set => set.SetProperty(row => row.OrganisationVersion, entries.Count).SetProperty(row => row.OrganisationFollowedAt, now)), cancellation);
        (followed, next) = (entries.Count, Organisation.NextChange(entries, now));
        return concerned.Count;
    }

    private Task<StoredStream?> LoadAsync(ShouwenDbContext context, CancellationToken cancellation) => streams.LoadAsync(context, AggregateKind.Organisation, Organisation.Number, cancellation);

    private static async Task<List<(AggregateKind Kind, string Number)>> ConcernedAsync(ShouwenDbContext context, (IReadOnlySet<string> Units, IReadOnlySet<string> Persons) touched, CancellationToken cancellation)
    {
        var (units, persons) = (touched.Units.ToList(), touched.Persons.ToList());
        var open = context.Obligations.Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null);
        var owing = open.Where(row => units.Contains(row.OwedByUnit!)).Select(row => row.StreamId).Union(open.Where(row => persons.Contains(row.OwedByPerson!)).Select(row => row.StreamId)); // null is in no list
        var rows = await context.Streams.Where(row => owing.Contains(row.Id)).OrderBy(row => row.Number).Select(row => new { row.Kind, row.Number }).ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.Kind, row.Number));
    }
}
