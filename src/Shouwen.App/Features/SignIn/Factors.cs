using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>What a person can show besides the password.</summary>
/// <param name="TotpSince">Null without an authenticator app.</param>
public sealed record FactorsOf(DateTimeOffset? TotpSince, IReadOnlyList<PasskeyRow> Passkeys, int CodesLeft)
{
    public bool Any => TotpSince is not null || Passkeys.Count > 0;

    public int Count => Passkeys.Count + (TotpSince is null ? 0 : 1);
}

/// <summary>Second factors: authenticator apps, recovery codes, and which passkeys there are.</summary>
public sealed class Factors(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, KeyRing keys, TimeProvider clock)
{
    public const string Password = "password";
    public const string AppCode = "totp";
    public const string RecoveryCode = "recovery-code";
    public const string Passkey = "passkey";

    private const int Codes = 10;
    private const int CodeBytes = 10;
    private const string SecretPurpose = "totp secret";

    public async Task<FactorsOf> OfAsync(string person, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var since = await db.Accounts.Where(row => row.PersonId == person && row.TotpSecret != null).Select(row => row.TotpAddedAt).SingleOrDefaultAsync(cancellationToken);
        var passkeys = await db.Passkeys.AsNoTracking().Where(row => row.PersonId == person).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return new(since, passkeys, await db.RecoveryCodes.CountAsync(row => row.PersonId == person, cancellationToken));
    }

    /// <summary>Links an authenticator app if the code shows that it has the secret; false when not.</summary>
    public Task<bool> AddAppAsync(string person, byte[] secret, string code, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        var account = await db.Accounts.SingleAsync(row => row.PersonId == person, CancellationToken.None);
        if (Totp.Match(secret, code, clock.GetUtcNow(), account.TotpLastStep) is not { } step)
        {
            return false;
        }

        (account.TotpSecret, account.TotpAddedAt, account.TotpLastStep) = (keys.Protect(PurposeOf(person), secret), clock.GetUtcNow(), step);
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }, cancellationToken);

    public Task<int> RemoveAppAsync(string person, CancellationToken cancellationToken) => writer.WriteAsync(db => db.Accounts.Where(row => row.PersonId == person)
        .ExecuteUpdateAsync(row => row.SetProperty(each => each.TotpSecret, (byte[]?)null).SetProperty(each => each.TotpAddedAt, (DateTimeOffset?)null), CancellationToken.None), cancellationToken);

    public Task<int> RemovePasskeyAsync(string person, byte[] credential, CancellationToken cancellationToken) =>
        writer.WriteAsync(db => db.Passkeys.Where(row => row.PersonId == person && row.CredentialId == credential).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);

    /// <summary>Uses up a code of the app or a recovery code; gives its means, or null when it is wrong or was used.</summary>
    public async Task<string?> UseCodeAsync(AccountRow account, string typed, CancellationToken cancellationToken)
    {
        if (account.TotpSecret is { } secret && Totp.Match(keys.Unprotect(PurposeOf(account.PersonId), secret), typed, clock.GetUtcNow(), account.TotpLastStep) is { } step)
        {
            // Of several who bring the same code at once one gets in.
            var taken = await writer.WriteAsync(db => db.Accounts.Where(row => row.PersonId == account.PersonId && row.TotpLastStep < step)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.TotpLastStep, step), CancellationToken.None), cancellationToken);
            return taken == 1 ? AppCode : null;
        }

        var hash = HashOf(account.PersonId, typed);
        return await writer.WriteAsync(db => db.RecoveryCodes.Where(row => row.PersonId == account.PersonId && row.Hash == hash).ExecuteDeleteAsync(CancellationToken.None), cancellationToken) == 1 ? RecoveryCode : null;
    }

    /// <summary>New recovery codes in place of the old ones; shown once and kept as hashes.</summary>
    public Task<IReadOnlyList<string>> NewCodesAsync(string person, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> codes = [.. Enumerable.Range(0, Codes).Select(_ => Base32.Of(RandomNumberGenerator.GetBytes(CodeBytes)))];
        return writer.WriteAsync(async db =>
        {
            await db.RecoveryCodes.Where(row => row.PersonId == person).ExecuteDeleteAsync(CancellationToken.None);
            db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCodeRow { PersonId = person, Hash = HashOf(person, code) }));
            await db.SaveChangesAsync(CancellationToken.None);
            return codes;
        }, cancellationToken);
    }

    /// <summary>The person has lost all of them: none is left, and another must be set up.</summary>
    public Task ForgetAsync(string person, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        await db.Passkeys.Where(row => row.PersonId == person).ExecuteDeleteAsync(CancellationToken.None);
        await db.RecoveryCodes.Where(row => row.PersonId == person).ExecuteDeleteAsync(CancellationToken.None);
        return await db.Accounts.Where(row => row.PersonId == person).ExecuteUpdateAsync(row => row.SetProperty(each => each.TotpSecret, (byte[]?)null).SetProperty(each => each.TotpAddedAt, (DateTimeOffset?)null), CancellationToken.None);
    }, cancellationToken);

    private static string PurposeOf(string person) => $"{SecretPurpose} {person}";

    private byte[] HashOf(string person, string code) => keys.BlindIndex("recovery code", $"{person}\n{Base32.Normal(code)}");
}
