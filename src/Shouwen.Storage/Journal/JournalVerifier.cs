using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Journal;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Number">Of the stream; null where a checkpoint itself is bad.</param>
/// <param name="Position">Of the first bad entry.</param>
/// <param name="What">For people to read: 内容被改动，与哈希不符.</param>
public sealed record JournalFault(string? Number, int Position, string What)
{
    public override string ToString() => Number is null ? What : $"{Number} 第 {Position} 条：{What}";
}

/// <param name="Faults">The first fault of each stream, at most <see cref="JournalVerifier.MostFaults"/>.</param>
public sealed record JournalReport(long Streams, long Entries, int Checkpoints, IReadOnlyList<JournalFault> Faults)
{
    public bool IsIntact => Faults.Count == 0;
}

/// <summary>One stream, walked now.</summary>
/// <param name="Head">Hash of its last entry, as computed from the stored bytes when <paramref name="Fault"/> is null.</param>
/// <param name="Checkpointed">Position of the last entry that a signed checkpoint covers.</param>
/// <param name="Links">The hash of each entry, in order.</param>
public sealed record StreamReport(int Version, byte[] Head, int Checkpointed, IReadOnlyList<(int Position, string Action, DateTimeOffset At, byte[] Hash)> Links, JournalFault? Fault);

/// <summary>Walks the whole journal and compares it with itself and with the checkpoints outside the database. Memory does not grow with the journal.</summary>
public sealed class JournalVerifier(IDbContextFactory<ShouwenDbContext> contexts, KeyRing keys, StorageFolders folders)
{
    public const int MostFaults = 100;

    /// <param name="progress">Told the number of entries walked, now and then.</param>
    public async Task<JournalReport> VerifyAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var walk = new ChainWalk();
        await foreach (var row in Rows(context).WithCancellation(cancellation))
        {
            walk.Take(row);
            if (walk.Entries % 10_000 == 0)
            {
                progress?.Report(walk.Entries);
            }
        }

        walk.End();
        var orphan = await context.Journal.Where(entry => !context.Streams.Any(stream => stream.Id == entry.StreamId)).OrderBy(entry => entry.Sequence).FirstOrDefaultAsync(cancellation);
        if (orphan is not null)
        {
            walk.Faults.Add(new(orphan.StreamId.ToString(), orphan.Position, "所属投诉的登记缺失"));
        }

        var check = new CheckpointCheck(context, keys, new(folders.Checkpoints));
        var against = await check.RunAsync(cancellation);
        return new(walk.Streams, walk.Entries, check.Checked, [.. walk.Faults.Concat(against).Take(MostFaults)]);
    }

    /// <summary>Walks the chain of one complaint or other aggregate; null when there is no such number.</summary>
    public async Task<StreamReport?> VerifyOneAsync(AggregateKind kind, string number, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stream = await context.Streams.AsNoTracking().SingleOrDefaultAsync(stream => stream.Kind == kind && stream.Number == number, cancellation);
        if (stream is null)
        {
            return null;
        }

        var entries = await context.Journal.AsNoTracking().Where(entry => entry.StreamId == stream.Id).OrderBy(entry => entry.Position).ToListAsync(cancellation);
        var walk = new ChainWalk();
        entries.ForEach(entry => walk.Take(new(stream, entry)));
        walk.End();
        return new(stream.Version, stream.Head, stream.CheckpointedVersion, [.. entries.Select(entry => (entry.Position, entry.Action, entry.At, entry.Hash))], walk.Faults.FirstOrDefault());
    }

    private static IAsyncEnumerable<WalkedRow> Rows(ShouwenDbContext context) =>
        (from stream in context.Streams.AsNoTracking()
         from entry in context.Journal.AsNoTracking().Where(entry => entry.StreamId == stream.Id).DefaultIfEmpty()
         orderby stream.Id, entry.Position
         select new WalkedRow(stream, entry)).AsAsyncEnumerable();
}
