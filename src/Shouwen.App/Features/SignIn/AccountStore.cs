using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>Accounts and passkeys as ASP.NET Core Identity's passkey handler wants to read and write them; accounts themselves are made and changed by <see cref="Accounts"/>.</summary>
public sealed class AccountStore(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, TimeProvider clock) : IUserPasskeyStore<AccountRow>
{
    private const string NamelessPasskey = "通行密钥";

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AccountRow user, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return [.. (await db.Passkeys.AsNoTracking().Where(row => row.PersonId == user.PersonId).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken)).Select(Describe)];
    }

    public async Task<AccountRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => db.Passkeys.Any(row => row.CredentialId == credentialId && row.PersonId == account.PersonId), cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(row => row.CredentialId == credentialId && row.PersonId == user.PersonId, cancellationToken) is { } row ? Describe(row) : null;
    }

    public Task AddOrUpdatePasskeyAsync(AccountRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        if (await db.Passkeys.SingleOrDefaultAsync(row => row.CredentialId == passkey.CredentialId, CancellationToken.None) is not { } row)
        {
            db.Passkeys.Add(NewRow(user, passkey));
        }
        else if (row.PersonId != user.PersonId)
        {
            throw new InvalidOperationException("This credential is another person's.");
        }
        else
        {
            (row.SignCount, row.IsUserVerified, row.IsBackedUp, row.LastUsedAt) = (passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp, clock.GetUtcNow());
        }

        return await db.SaveChangesAsync(CancellationToken.None);
    }, cancellationToken);

    public Task RemovePasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken) =>
        writer.WriteAsync(db => db.Passkeys.Where(row => row.CredentialId == credentialId && row.PersonId == user.PersonId).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);

    public async Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.PersonId == userId, cancellationToken);
    }

    public async Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var name = Accounts.Normal(normalizedUserName);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Username == name, cancellationToken);
    }

    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.PersonId);

    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Username);

    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Username);

    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) => throw Elsewhere();

    public Task SetNormalizedUserNameAsync(AccountRow user, string? normalizedName, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private static NotSupportedException Elsewhere() => new("Accounts are changed by Accounts.");

    private static UserPasskeyInfo Describe(PasskeyRow row) => new(
        row.CredentialId, row.PublicKey, row.CreatedAt, checked((uint)row.SignCount), row.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.IsUserVerified, row.IsBackupEligible, row.IsBackedUp, row.AttestationObject, row.ClientDataJson)
    { Name = row.Name };

    private PasskeyRow NewRow(AccountRow user, UserPasskeyInfo passkey) => new()
    {
        CredentialId = passkey.CredentialId,
        PersonId = user.PersonId,
        Name = passkey.Name ?? NamelessPasskey,
        PublicKey = passkey.PublicKey,
        SignCount = passkey.SignCount,
        Transports = string.Join(' ', passkey.Transports ?? []),
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
        CreatedAt = clock.GetUtcNow(),
    };
}
