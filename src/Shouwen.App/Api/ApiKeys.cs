using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Api;

/// <summary>Keys of other systems. The key itself is shown once and kept as a hash only: 256 random bits need no slow hash.</summary>
public sealed class ApiKeys(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, TimeProvider clock)
{
    public const string Prefix = "swk_";
    private const string ChannelWord = "channel:";

    /// <summary>Makes a key and gives it, for the only time.</summary>
    /// <param name="actsAs"><c>person post@unit</c>: in whose name, and in which post, it acts.</param>
    /// <param name="channel">The only channel it has to do with, or null.</param>
    public async Task<string> AddAsync(string name, string actsAs, IEnumerable<string> scopes, string? channel, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var words = channel is null ? scopes : scopes.Append(ChannelWord + channel);
        var row = new ApiKeyRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Hash = HashOf(key), ActsAs = actsAs, Scopes = string.Join(' ', words), CreatedAt = clock.GetUtcNow(), ExpiresAt = expiresAt };
        await writer.WriteAsync(db => db.ApiKeys.Add(row).Context.SaveChangesAsync(CancellationToken.None), cancellationToken);
        return key;
    }

    /// <summary>The key's row while it is valid and the person it acts for is not disabled, else null.</summary>
    public async Task<ApiKeyRow?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(key), clock.GetUtcNow());
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(
            row => row.Hash == hash && row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now) && !db.Accounts.Any(account => account.IsDisabled && row.ActsAs.StartsWith(account.PersonId + " ")), cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKeyRow>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    public static IEnumerable<string> ScopesOf(ApiKeyRow key) => key.Scopes.Split(' ').Where(word => !word.StartsWith(ChannelWord, StringComparison.Ordinal));

    public static string? ChannelOf(ApiKeyRow key) => key.Scopes.Split(' ').FirstOrDefault(word => word.StartsWith(ChannelWord, StringComparison.Ordinal))?[ChannelWord.Length..];

    public static string ActsAs(Person person, Assignment post) => $"{person.Id} {post.Post}@{post.Unit}";

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
