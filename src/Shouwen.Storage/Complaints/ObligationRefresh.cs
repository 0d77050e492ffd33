using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>
/// Derives obligations anew where no entry was added: a due time has passed (which may start another clock), alarms were given, or the
/// calendar has changed. Part of the caller's transaction, so what the caller writes beside it happens with it or not at all.
/// </summary>
public sealed class ObligationRefresh(IDbContextFactory<ShouwenDbContext> contexts, StreamStore streams, PolicyShelf shelf, House house, TimeProvider clock)
{
    /// <summary>Keeps others from adding entries and writing obligations until the transaction ends, then reads the stream; null when there is none.</summary>
    public async Task<StoredStream?> LockAsync(ShouwenDbContext context, AggregateKind kind, string number)
    {
        var locked = await context.Streams.Where(row => row.Kind == kind && row.Number == number).ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version));
        return locked == 0 ? null : await streams.LoadAsync(context, kind, number, CancellationToken.None);
    }

    /// <summary>Which of these streams owe anything else, or otherwise, than is stored; reads them together and changes nothing.</summary>
    public async Task<IReadOnlyList<string>> StaleAsync(AggregateKind kind, IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var read = (await streams.LoadManyAsync(context, kind, numbers, cancellation)).ToDictionary(stream => stream.Id);
        var stored = (await context.Obligations.Where(row => read.Keys.Contains(row.StreamId)).ToListAsync(cancellation)).ToLookup(row => row.StreamId);
        foreach (var (id, stream) in read)
        {
            ObligationProjection.Write(context, id, stored[id], await DeriveAsync(stream), house.Institution, house.Calendar);
        }

        return [.. context.ChangeTracker.Entries<ObligationRow>().Where(row => row.State != EntityState.Unchanged).Select(row => row.Entity.StreamId).Distinct().Select(id => read[id].Number).Order(StringComparer.Ordinal)];
    }

    /// <param name="alarmsGivenUntil">Alarms of this complaint up to then have been given; null: none were.</param>
    /// <returns>The obligations as they stand, or null when there is no such complaint.</returns>
    public async Task<IReadOnlyList<Obligation>?> RefreshAsync(ShouwenDbContext context, string number, DateTimeOffset? alarmsGivenUntil) =>
        await LockAsync(context, AggregateKind.Complaint, number) is { } stream ? await RefreshAsync(context, stream, alarmsGivenUntil) : null;

    /// <summary>The same for a stream that has been locked.</summary>
    public async Task<IReadOnlyList<Obligation>> RefreshAsync(ShouwenDbContext context, StoredStream stream, DateTimeOffset? alarmsGivenUntil)
    {
        var obligations = await DeriveAsync(stream);
        if (alarmsGivenUntil is { } until)
        {
            await context.Obligations.Where(row => row.StreamId == stream.Id && row.NextAlarmAt <= until).ExecuteUpdateAsync(set => set.SetProperty(row => row.AlarmedUntil, until));
        }

        await ObligationProjection.WriteAsync(context, stream.Id, isNew: false, obligations, house.Institution, house.Calendar);
        var next = obligations.Where(owed => owed.IsOpen).Select(owed => (DateTimeOffset?)owed.Due.At).Min();
        await context.Complaints.Where(row => row.StreamId == stream.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextDueAt, next));
        await context.Matters.Where(row => row.StreamId == stream.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextDueAt, next));
        await context.SaveChangesAsync();
        return obligations;
    }

    private async Task<IReadOnlyList<Obligation>> DeriveAsync(StoredStream stream)
    {
        var complaint = Complaint.From(stream.Entries);
        return Derivation.Of(complaint, new(house.Institution, await shelf.BindingAsync(complaint, CancellationToken.None), house.Calendar), clock.GetUtcNow());
    }
}
