using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Journal;

/// <summary>A stream as read at one moment.</summary>
/// <param name="Key">Null once it has been destroyed.</param>
public sealed record StoredStream(Guid Id, AggregateKind Kind, string Number, DataKey? Key, byte[] Head, IReadOnlyList<Entry> Entries)
{
    public int Version => Entries.Count;
}

/// <summary>Another writer was faster; load again and decide again.</summary>
public sealed class StaleStreamException(string number) : Exception($"{number} has changed since it was read.");

/// <summary>Reads streams and appends to them; the same for every kind of aggregate.</summary>
public sealed class StreamStore(KeyRing keys)
{
    /// <summary>The stream with all its entries, or null.</summary>
    public Task<StoredStream?> LoadAsync(ShouwenDbContext context, AggregateKind kind, string number, CancellationToken cancellation) => LoadAsync(context, [kind], number, cancellation);

    /// <summary>The stream of one of these kinds with all its entries, or null.</summary>
    public async Task<StoredStream?> LoadAsync(ShouwenDbContext context, IReadOnlyList<AggregateKind> kinds, string number, CancellationToken cancellation)
    {
        var stream = await (from row in context.Streams.AsNoTracking()
                            where kinds.Contains(row.Kind) && row.Number == number
                            from wrapped in context.StreamKeys.Where(key => key.StreamId == row.Id).DefaultIfEmpty()
                            select new { row.Id, row.Kind, Wrapped = wrapped == null ? null : wrapped.Wrapped }).FirstOrDefaultAsync(cancellation);
        if (stream is null)
        {
            return null;
        }

        var key = stream.Wrapped is null ? null : keys.Unwrap(stream.Id, stream.Wrapped);
        var rows = await context.Journal.AsNoTracking().Where(row => row.StreamId == stream.Id).OrderBy(row => row.Position)
            .Select(row => new { row.Position, row.OpenPart, row.SealedPart, row.Hash }).ToListAsync(cancellation);
        var entries = rows.ConvertAll(row => EntryCodec.Decode(new(stream.Id, row.Position, row.OpenPart, row.SealedPart ?? []), key));
        return new(stream.Id, stream.Kind, number, key, rows.Count == 0 ? StoredEntry.Beginning : rows[^1].Hash, entries);
    }

    /// <summary>The streams of these numbers, each with all its entries, in two queries; in the order of the numbers. Numbers without a stream are left out.</summary>
    public async Task<IReadOnlyList<StoredStream>> LoadManyAsync(ShouwenDbContext context, AggregateKind kind, IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        var streams = await (from row in context.Streams.AsNoTracking()
                             where row.Kind == kind && numbers.Contains(row.Number)
                             from wrapped in context.StreamKeys.Where(key => key.StreamId == row.Id).DefaultIfEmpty()
                             select new { row.Id, row.Number, Wrapped = wrapped == null ? null : wrapped.Wrapped }).ToDictionaryAsync(row => row.Number, cancellation);
        var ids = streams.Values.Select(stream => stream.Id).ToList();
        var rows = (await context.Journal.AsNoTracking().Where(row => ids.Contains(row.StreamId)).OrderBy(row => row.Position)
            .Select(row => new { row.StreamId, row.Position, row.OpenPart, row.SealedPart, row.Hash }).ToListAsync(cancellation)).ToLookup(row => row.StreamId);
        return [.. numbers.Where(streams.ContainsKey).Select(number =>
        {
            var (id, wrapped, own) = (streams[number].Id, streams[number].Wrapped, rows[streams[number].Id].ToList());
            var key = wrapped is null ? null : keys.Unwrap(id, wrapped);
            var entries = own.ConvertAll(row => EntryCodec.Decode(new(id, row.Position, row.OpenPart, row.SealedPart ?? []), key));
            return new StoredStream(id, kind, number, key, own.Count == 0 ? StoredEntry.Beginning : own[^1].Hash, entries);
        })];
    }

    /// <summary>Begins a stream with a key of its own.</summary>
    public StoredStream Begin(ShouwenDbContext context, AggregateKind kind, string number, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var key = DataKey.New();
        context.Streams.Add(new() { Id = id, Kind = kind, Number = number, Head = StoredEntry.Beginning, OpenedAt = at });
        var (master, wrapped) = keys.Wrap(id, key);
        context.StreamKeys.Add(new() { StreamId = id, MasterKeyId = master, Wrapped = wrapped });
        return new(id, kind, number, key, StoredEntry.Beginning, []);
    }

    /// <summary>Adds entries that were decided on the stream as read; they are saved with the context's other changes.</summary>
    /// <exception cref="StaleStreamException">The stream has grown since.</exception>
    public static async Task AppendAsync(ShouwenDbContext context, StoredStream stream, IReadOnlyList<Entry> entries)
    {
        var key = stream.Key ?? throw new InvalidOperationException($"{stream.Number} has been destroyed; nothing can be added to it.");
        var (head, version) = (stream.Head, stream.Version);
        foreach (var entry in entries)
        {
            if (entry.Position != ++version)
            {
                throw new InvalidOperationException($"Entry {entry.Position} cannot follow entry {version - 1} of {stream.Number}.");
            }

            var stored = EntryCodec.Encode(stream.Id, key, entry);
            var hash = stored.HashAfter(head);
            context.Journal.Add(Row(stored, entry, head, hash));
            head = hash;
        }

        await RaiseAsync(context, stream, version, head);
    }

    // For a stream that exists this comes before the entries are saved: whoever raises the version first locks the others out.
    private static async Task RaiseAsync(ShouwenDbContext context, StoredStream stream, int version, byte[] head)
    {
        if (context.Streams.Local.FirstOrDefault(row => row.Id == stream.Id) is { } begun)
        {
            (begun.Version, begun.Head) = (version, head);
            return;
        }

        var raised = await context.Streams.Where(row => row.Id == stream.Id && row.Version == stream.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, version).SetProperty(row => row.Head, head));
        if (raised == 0)
        {
            throw new StaleStreamException(stream.Number);
        }
    }

    private static JournalRow Row(StoredEntry stored, Entry entry, byte[] previous, byte[] hash) => new()
    {
        StreamId = stored.Stream,
        Position = stored.Position,
        Action = entry.Action,
        At = entry.At,
        OpenPart = stored.Open,
        SealedPart = stored.Sealed.Length == 0 ? null : stored.Sealed,
        PreviousHash = previous,
        Hash = hash,
    };
}
