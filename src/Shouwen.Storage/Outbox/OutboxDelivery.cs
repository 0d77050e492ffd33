using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage.Outbox;

/// <summary>
/// Sends what waits in the outbox: at least once, with the same id each time. A node claims messages for a while; should it die, another takes them over, and what the first
/// still does to them counts no more. Address and right are looked at when it is sent, not when it was written.
/// </summary>
public sealed class OutboxDelivery(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, KeyRing keys, House house, IEnumerable<IMessageSender> senders, TimeProvider clock)
{
    /// <summary>After so many failures it waits for a person.</summary>
    public const int MostTries = 8;

    private const int AtOnce = 50;

    /// <summary>What has waited longer, because there was no way out, tells nobody anything any more; a person may still have it sent.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly string node = $"{Environment.MachineName}/{Guid.NewGuid():N}";
    private readonly Dictionary<OutboxKind, IMessageSender> ways = senders.ToDictionary(sender => sender.Kind);

    /// <summary>How long to wait before the next try: one minute, then twice as long each time.</summary>
    public static TimeSpan Pause(int tries) => TimeSpan.FromMinutes(1 << (tries - 1));

    /// <summary>How many were sent. Kinds without a way out stay where they are.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (ways.Count > 0 && await ClaimAsync(cancellation) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                sent += await TryAsync(message, cancellation) ? 1 : 0;
            }
        }

        return sent;
    }

    private async Task<IReadOnlyList<Claimed>> ClaimAsync(CancellationToken cancellation)
    {
        var (now, kinds) = (clock.GetUtcNow(), ways.Keys.ToList());
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var waiting = context.Outbox.Where(row => row.DoneAt == null && row.DeadAt == null && row.DueAt <= now && (row.LeasedUntil == null || row.LeasedUntil < now) && kinds.Contains(row.Kind));
        var ids = await waiting.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Select(row => row.Id).Take(AtOnce).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        var until = now + Lease;
        await writer.WriteAsync(
            db => db.Outbox.Where(row => ids.Contains(row.Id) && row.DoneAt == null && (row.LeasedUntil == null || row.LeasedUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until).SetProperty(row => row.LeasedBy, node).SetProperty(row => row.Fence, row => row.Fence + 1), CancellationToken.None),
            cancellation);
        return await (from row in context.Outbox.AsNoTracking()
                      where ids.Contains(row.Id) && row.LeasedBy == node && row.DoneAt == null
                      join key in context.StreamKeys.AsNoTracking() on row.StreamId equals key.StreamId into found
                      from key in found.DefaultIfEmpty()
                      orderby row.DueAt, row.Id
                      select new Claimed(row, key == null ? null : key.Wrapped)).ToListAsync(cancellation);
    }

    private async Task<bool> TryAsync(Claimed claimed, CancellationToken cancellation)
    {
        var row = claimed.Row;
        var (message, problem) = Compose(row, claimed.Key);
        if (message is null)
        {
            await EndAsync(row, set => set.DeadAt = clock.GetUtcNow(), problem);
            return false;
        }

        try
        {
            await ways[row.Kind].SendAsync(message, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var tries = row.Tries + 1;
            await EndAsync(row, set => (set.Tries, set.DueAt, set.DeadAt) = (tries, clock.GetUtcNow() + Pause(tries), tries >= MostTries ? clock.GetUtcNow() : null), failure.GetType().Name);
            return false;
        }

        return await EndAsync(row, set => set.DoneAt = clock.GetUtcNow(), null);
    }

    // The error's kind is kept, not its words: they may hold what was to be sent.
    private Task<bool> EndAsync(OutboxRow row, Action<OutboxRow> change, string? error) => writer.WriteAsync(
        async db =>
        {
            if (await db.Outbox.SingleOrDefaultAsync(now => now.Id == row.Id && now.Fence == row.Fence, CancellationToken.None) is not { } mine)
            {
                return false; // somebody else has claimed it since, or its file was destroyed
            }

            change(mine);
            (mine.LeasedUntil, mine.LastError) = (null, error);
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        },
        CancellationToken.None);

    private (Message? Message, string? Problem) Compose(OutboxRow row, byte[]? wrapped)
    {
        if (row.StreamId is not { } stream || wrapped is null)
        {
            return (null, "destroyed");
        }

        if (clock.GetUtcNow() - row.DueAt > Stale)
        {
            return (null, "stale");
        }

        var institution = house.Institution;
        if (institution.Person(row.Recipient) is not { Posts.Count: > 0 } person)
        {
            return (null, "recipient-left");
        }

        if (person.Phone is not { Length: > 0 } phone)
        {
            return (null, "no-phone");
        }

        var told = CanonicalJson.Read(keys.Unwrap(stream, wrapped).Open(row.Payload, Encoding.UTF8.GetBytes(row.MessageId)));
        return (new(row.MessageId, phone, person.Name, $"【{institution.Name}】{told.Text("text")}（{told.Text("number")}，依据 {string.Join('、', told.Texts("clauses"))}）", row.CreatedAt), null);
    }

    /// <param name="Key">Of the stream it belongs to, wrapped; null where the stream was destroyed.</param>
    private sealed record Claimed(OutboxRow Row, byte[]? Key);
}
