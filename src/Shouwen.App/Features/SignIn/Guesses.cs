using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>
/// Slows down guessing, in the database, for all nodes and across restarts. A guess is taken before the secret is looked at and given back when it was
/// right, so that guesses sent at once count too. All strangers together share one bucket for a name; a browser or an address from which the person has
/// signed in before has its own, so that nobody outside can lock a person out. Names count whether they exist or not.
/// </summary>
public sealed class Guesses(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, KeyRing keys, TimeProvider clock)
{
    /// <summary>Five at once, then one each twelve minutes: at most ten in any hour.</summary>
    private static readonly Bucket ForName = new(5, TimeSpan.FromMinutes(12));

    /// <summary>Of one address for any names: 60 at once, then four a minute.</summary>
    private static readonly Bucket FromAddress = new(60, TimeSpan.FromSeconds(15));

    private static readonly TimeSpan AddressMemory = TimeSpan.FromDays(30);

    /// <summary>The guess to give back when it was right, or null: wait.</summary>
    /// <param name="what">The secret guessed at: <c>password</c>, <c>code</c>.</param>
    public async Task<Guess?> TakeAsync(string what, Visitor visitor, CancellationToken cancellationToken)
    {
        var buckets = await BucketsAsync(what, visitor, cancellationToken);
        return await writer.WriteAsync(async db =>
        {
            foreach (var (key, bucket) in buckets)
            {
                if (!await TakeAsync(db, key, bucket))
                {
                    return null;
                }
            }

            return new Guess(buckets);
        }, cancellationToken);
    }

    public Task GiveBackAsync(Guess guess, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        foreach (var (key, bucket) in guess.Buckets)
        {
            await db.Guesses.Where(row => row.Key == key).ExecuteUpdateAsync(row => row.SetProperty(each => each.FreeAt, each => each.FreeAt - bucket.Pace), CancellationToken.None);
        }

        return true;
    }, cancellationToken);

    /// <summary>Buckets that are full again need no row.</summary>
    public Task<int> DropFullAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.WriteAsync(db => db.Guesses.Where(row => row.FreeAt <= now).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);
    }

    // One statement takes: of guesses sent at once each finds what the one before it left.
    private async Task<bool> TakeAsync(ShouwenDbContext db, byte[] key, Bucket bucket)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync($"insert into guesses (key, free_at) values ({key}, {now}) on conflict do nothing", CancellationToken.None);
        var latest = now + bucket.Furthest;
        return await db.Guesses.Where(row => row.Key == key && (row.FreeAt <= now + bucket.Tolerance || row.FreeAt > latest))
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.FreeAt, each => (each.FreeAt > now && each.FreeAt <= latest ? each.FreeAt : now) + bucket.Pace), CancellationToken.None) == 1;
    }

    private async Task<(byte[] Key, Bucket Bucket)[]> BucketsAsync(string what, Visitor visitor, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(visitor.NameKey);
        if (visitor.KnownDevice is { } device)
        {
            return [(KeyOf(what, name, "device", device), ForName)];
        }

        var from = (KeyOf("from", visitor.Address), FromAddress);
        return visitor.NameKey.Length == 0 ? [from] : [from, (await IsHomeAsync(visitor, cancellationToken) ? KeyOf(what, name, "address", visitor.Address) : KeyOf(what, name), ForName)];
    }

    private async Task<bool> IsHomeAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - AddressMemory;
        return await db.AccountEvents.AnyAsync(row => row.NameKey == visitor.NameKey && row.Address == visitor.Address && row.At > since && row.What == AccountLog.SignedIn, cancellationToken);
    }

    private byte[] KeyOf(params string[] words) => keys.BlindIndex("guess", string.Join('\n', words));

    /// <summary>Guesses taken, as they are given back.</summary>
    public sealed record Guess(IReadOnlyList<(byte[] Key, Bucket Bucket)> Buckets);

    /// <param name="Size">How many at once.</param>
    public sealed record Bucket(int Size, TimeSpan Each)
    {
        public long Pace => (long)Each.TotalMilliseconds;

        public long Tolerance => (Size - 1) * Pace;

        /// <summary>No guess leads further ahead, also of a node whose clock is a little before ours: what does was counted before the clock was set back.</summary>
        public long Furthest => (Size * Pace) + (long)TimeSpan.FromHours(1).TotalMilliseconds;
    }
}
