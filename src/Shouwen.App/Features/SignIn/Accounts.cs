using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>The accounts with which persons of the institution sign in.</summary>
public sealed class Accounts(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, IPasswordHasher<AccountRow> hasher, Tickets tickets, TimeProvider clock)
{
    private static readonly TimeSpan WelcomeLife = TimeSpan.FromHours(24);

    // Verified when there is no such account, so that the answer takes as long.
    private static readonly AccountRow Nobody = new() { PersonId = "", Username = "", PasswordHash = "", SecurityStamp = "" };
    private string? nobodysHash;

    /// <summary>The account if name and password are right and it is not disabled, else null; both take equally long.</summary>
    public async Task<AccountRow?> CheckAsync(string username, string password, CancellationToken cancellationToken)
    {
        var account = await FindByNameAsync(username, cancellationToken);
        var own = account is { PasswordHash.Length: > 0 };
        var result = hasher.VerifyHashedPassword(account ?? Nobody, own ? account!.PasswordHash : nobodysHash ??= hasher.HashPassword(Nobody, NewStamp()), password); // own: not null
        return own && result != PasswordVerificationResult.Failed && account is { IsDisabled: false } ? account : null;
    }

    public async Task<AccountRow?> FindAsync(string person, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.PersonId == person, cancellationToken);
    }

    public async Task<AccountRow?> FindByNameAsync(string username, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var name = Normal(username);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Username == name, cancellationToken);
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

    /// <summary>
    /// Lets a person in for the first time: an account without a password, and a code for <c>/welcome</c> with which the person chooses one within a day.
    /// Nobody else ever knows a password.
    /// </summary>
    /// <param name="username">The person's id when null; an account that is there keeps its own.</param>
    public async Task<string> InviteAsync(string person, string? username, CancellationToken cancellationToken)
    {
        await EnsureAsync(person, username, cancellationToken);
        return await tickets.IssueAsync(Tickets.Welcome, person, WelcomeLife, cancellationToken);
    }

    /// <summary>The person's account; one without a password when there was none.</summary>
    public Task<AccountRow> EnsureAsync(string person, string? username, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        var account = await db.Accounts.SingleOrDefaultAsync(row => row.PersonId == person, CancellationToken.None);
        account ??= db.Accounts.Add(new() { PersonId = person, Username = Normal(username ?? person), PasswordHash = "", SecurityStamp = NewStamp(), CreatedAt = clock.GetUtcNow() }).Entity;
        await db.SaveChangesAsync(CancellationToken.None);
        return account;
    }, cancellationToken);

    /// <summary>Takes the password away, ends every session, and gives a code for <c>/welcome</c>; null when there is no such account.</summary>
    public async Task<string?> ResetAsync(string person, CancellationToken cancellationToken) =>
        await ChangeAsync(person, account => account.PasswordHash = "", cancellationToken) ? await tickets.IssueAsync(Tickets.Welcome, person, WelcomeLife, cancellationToken) : null;

    /// <summary>A user name as it is kept and looked for.</summary>
    public static string Normal(string username) => username.Trim().ToLowerInvariant();

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

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
