using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Checks a password where it is kept: with us, or else in the institution's directory. Our own never goes to the directory.</summary>
public sealed class Passwords(Accounts accounts, StaffDirectory directory, House house)
{
    /// <summary>The account if name and password are right and it is not disabled. Who signs in by the directory for the first time gets one.</summary>
    /// <exception cref="DirectoryUnavailableException"/>
    public async Task<AccountRow?> CheckAsync(string username, string password, CancellationToken cancellationToken)
    {
        var own = await accounts.CheckAsync(username, password, cancellationToken);
        if (own is not null || !directory.IsUsed)
        {
            return own;
        }

        var account = await accounts.FindByNameAsync(username, cancellationToken);
        if (account is { PasswordHash.Length: > 0 } || !await directory.CheckAsync(Accounts.Normal(username), password, cancellationToken))
        {
            return null;
        }

        account ??= house.Institution.Person(Accounts.Normal(username)) is { } person ? await accounts.EnsureAsync(person.Id, person.Id, cancellationToken) : null;
        return account is { IsDisabled: false, PasswordHash.Length: 0 } ? account : null;
    }
}
