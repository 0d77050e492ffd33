using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>Secrets handed out once and taken back once: 160 bits, kept as hashes, good until they expire.</summary>
public sealed class Tickets(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, TimeProvider clock)
{
    /// <summary>An invitation or reset: lets the person choose a password.</summary>
    public const string Welcome = "welcome";

    /// <summary>The password was right, the second step is still to come.</summary>
    public const string SecondStep = "second-step";

    private const string Spent = "spent";
    private const int Bytes = 20;

    /// <summary>A new one; earlier ones of this kind of the person are worth nothing any more.</summary>
    public Task<string> IssueAsync(string kind, string person, TimeSpan life, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        var code = Base32.Of(RandomNumberGenerator.GetBytes(Bytes));
        await db.Tickets.Where(row => row.PersonId == person && row.Kind == kind).ExecuteDeleteAsync(CancellationToken.None);
        db.Tickets.Add(new() { Hash = HashOf(kind, code), Kind = kind, PersonId = person, ExpiresAt = clock.GetUtcNow() + life });
        await db.SaveChangesAsync(CancellationToken.None);
        return code;
    }, cancellationToken);

    /// <summary>Whose it is, or null when it is not known, used or expired. It stays good.</summary>
    public async Task<string?> FindAsync(string kind, string? code, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (HashOf(kind, code), clock.GetUtcNow());
        return await db.Tickets.Where(row => row.Hash == hash && row.Kind == kind && row.ExpiresAt > now).Select(row => row.PersonId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The same, and it is used up: of several who bring it at once one gets it.</summary>
    public async Task<string?> TakeAsync(string kind, string? code, CancellationToken cancellationToken)
    {
        if (await FindAsync(kind, code, cancellationToken) is not { } person)
        {
            return null;
        }

        var hash = HashOf(kind, code!); // found: not null
        return await writer.WriteAsync(db => db.Tickets.Where(row => row.Hash == hash).ExecuteDeleteAsync(CancellationToken.None), cancellationToken) == 1 ? person : null;
    }

    /// <summary>Marks something of our own making as used; false when it was already.</summary>
    public Task<bool> SpendAsync(string what, TimeSpan life, CancellationToken cancellationToken)
    {
        var (hash, until) = (HashOf(Spent, what), clock.GetUtcNow() + life);
        return writer.WriteAsync(async db =>
            await db.Database.ExecuteSqlAsync($"insert into tickets (hash, kind, person_id, expires_at) values ({hash}, {Spent}, '', {until.UtcDateTime}) on conflict do nothing", CancellationToken.None) == 1, cancellationToken);
    }

    public Task<int> DropExpiredAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(db => db.Tickets.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);
    }

    private static byte[] HashOf(string kind, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{(kind == Spent ? code : Base32.Normal(code))}"));
}
