using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>The accounts with which persons of the institution sign in.</summary>
public sealed class Accounts(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, IPasswordHasher<AccountRow> hasher, TimeProvider clock)
{
    // Verified when there is no such account, so that the answer takes as long.
    private static readonly AccountRow Nobody = new() { PersonId = "", Username = "", PasswordHash = "", SecurityStamp = "" };
    private static string? nobodysHash;

    /// <summary>The account if name and password are right and it is not disabled, else null; both take equally long.</summary>
    public async Task<AccountRow?> CheckAsync(string username, string password, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var name = Normal(username);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Username == name, cancellationToken);
        var hash = account?.PasswordHash ?? (nobodysHash ??= hasher.HashPassword(Nobody, NewStamp()));
        var result = hasher.VerifyHashedPassword(account ?? Nobody, hash, password);
        return result != PasswordVerificationResult.Failed && account is { IsDisabled: false } ? account : null;
    }

    public async Task<AccountRow?> FindAsync(string person, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.PersonId == person, cancellationToken);
    }

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AnyAsync(cancellationToken);
    }

    /// <summary>Makes the account or gives it a new password; sessions of before end.</summary>
    /// <param name="mustChange">The password is known to somebody else: the person must choose another one first.</param>
    public Task SetPasswordAsync(string person, string username, string password, bool mustChange, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        var account = await db.Accounts.SingleOrDefaultAsync(row => row.PersonId == person, CancellationToken.None);
        if (account is null)
        {
            account = new() { PersonId = person, Username = "", PasswordHash = "", SecurityStamp = "", CreatedAt = clock.GetUtcNow() };
            db.Accounts.Add(account);
        }

        account.Username = Normal(username);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.MustChangePassword = mustChange;
        account.SecurityStamp = NewStamp();
        return await db.SaveChangesAsync(CancellationToken.None);
    }, cancellationToken);

    /// <summary>Ends every session of the person; false when there is no such account.</summary>
    public Task<bool> EndSessionsAsync(string person, CancellationToken cancellationToken) => ChangeAsync(person, _ => { }, cancellationToken);

    public Task<bool> DisableAsync(string person, bool disabled, CancellationToken cancellationToken) => ChangeAsync(person, account => account.IsDisabled = disabled, cancellationToken);

    public static string NewPassword()
    {
        const string letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that look alike
        return string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(letters, 4)));
    }

    private Task<bool> ChangeAsync(string person, Action<AccountRow> change, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        if (await db.Accounts.SingleOrDefaultAsync(row => row.PersonId == person, CancellationToken.None) is not { } account)
        {
            return false;
        }

        change(account);
        account.SecurityStamp = NewStamp();
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }, cancellationToken);

    private static string Normal(string username) => username.Trim().ToLowerInvariant();

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
