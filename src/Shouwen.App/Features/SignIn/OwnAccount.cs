using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>What a signed-in person does with the own account. Each change is written down, ends all other sessions and begins this one anew.</summary>
public sealed class OwnAccount(Accounts accounts, Factors factors, StaffSession session, AccountLog log, Visitors visitors, ShouwenOptions options)
{
    public async Task<AccountRow> LoadAsync(HttpContext context)
    {
        var person = context.User.FindFirst(ActorClaims.Person)?.Value;
        return await accounts.FindAsync(person ?? "", context.RequestAborted) ?? throw new InvalidOperationException("The account is gone while its session is valid.");
    }

    public async Task PasswordAsync(HttpContext context, string password)
    {
        var account = await LoadAsync(context);
        await accounts.SetPasswordAsync(account.PersonId, account.Username, password, mustChange: false, context.RequestAborted);
        await ChangedAsync(context, account, AccountLog.PasswordChanged, Factors.Password);
    }

    /// <summary>The person has just shown the new one to work; with the first one come recovery codes, else null.</summary>
    public async Task<IReadOnlyList<string>?> FactorAddedAsync(HttpContext context, string means)
    {
        var account = await LoadAsync(context);
        var isFirst = (await factors.OfAsync(account.PersonId, context.RequestAborted)).CodesLeft == 0;
        var codes = isFirst ? await factors.NewCodesAsync(account.PersonId, context.RequestAborted) : null;
        await ChangedAsync(context, account, AccountLog.FactorAdded, means, means);
        return codes;
    }

    public async Task<IReadOnlyList<string>> NewCodesAsync(HttpContext context)
    {
        var account = await LoadAsync(context);
        var codes = await factors.NewCodesAsync(account.PersonId, context.RequestAborted);
        await ChangedAsync(context, account, AccountLog.CodesMade, Factors.RecoveryCode);
        return codes;
    }

    /// <summary>Takes a factor away, unless it is the last one and one is required; false then.</summary>
    public async Task<bool> RemoveAsync(HttpContext context, string means, Func<AccountRow, Task> remove)
    {
        var account = await LoadAsync(context);
        if (options.IsSecondFactorRequired && (await factors.OfAsync(account.PersonId, context.RequestAborted)).Count <= 1)
        {
            return false;
        }

        await remove(account);
        await ChangedAsync(context, account, AccountLog.FactorRemoved, means);
        return true;
    }

    private async Task ChangedAsync(HttpContext context, AccountRow account, string what, string means, string? more = null)
    {
        await log.AddAsync(what, means, account.PersonId, visitors.Of(context, account.Username), context.RequestAborted);
        await accounts.EndSessionsAsync(account.PersonId, context.RequestAborted);
        await session.RenewAsync(context, await LoadAsync(context), more);
    }
}
