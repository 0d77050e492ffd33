using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>A signed-in person proves again who it is; the proof is good for five minutes.</summary>
public sealed class Confirming(Passwords passwords, Factors factors, Passkeys passkeys, GuardedTry guard, Visitors visitors, StaffSession session)
{
    /// <summary>The password, or a code of the authenticator app.</summary>
    public async Task<Tried<AccountRow>> SecretAsync(HttpContext context, AccountRow account, string secret) =>
        await DoneAsync(context, await guard.CheckAsync(Factors.Password, visitors.Of(context, account.Username), account.PersonId, () => CheckAsync(account, secret, context.RequestAborted), context.RequestAborted));

    public async Task<Tried<AccountRow>> PasskeyAsync(HttpContext context, AccountRow account, string? state, string? credential) =>
        await DoneAsync(context, await guard.CheckAsync(Factors.Passkey, visitors.Of(context, account.Username), account.PersonId, () => passkeys.CheckAsync(context, account, state, credential), context.RequestAborted));

    private async Task<AccountRow?> CheckAsync(AccountRow account, string secret, CancellationToken cancellationToken) =>
        await passwords.CheckAsync(account.Username, secret, cancellationToken)
        ?? (await factors.UseCodeAsync(account, secret, cancellationToken) == Factors.AppCode ? account : null);

    private async Task<Tried<AccountRow>> DoneAsync(HttpContext context, Tried<AccountRow> tried)
    {
        if (tried.Found is { } account)
        {
            await session.RenewAsync(context, account);
        }

        return tried;
    }
}
