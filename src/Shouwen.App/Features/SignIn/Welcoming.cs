using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Whoever holds an invitation.</summary>
public sealed record Guest(AccountRow Account, string Name);

/// <summary>Takes an invitation or a reset code, once, for a password of the person's own choosing. It signs nobody in: a second factor still has to be shown.</summary>
public sealed class Welcoming(Tickets tickets, Accounts accounts, Guesses guesses, AccountLog log, Visitors visitors, House house)
{
    public string Institution => house.Institution.Name;

    /// <summary>Where the person goes with a code; only the path when the configuration does not say how people reach us.</summary>
    public static string LinkOf(ShouwenOptions options, string code) => $"{options.PublicUrl?.TrimEnd('/')}{SignInLinks.Welcome}?code={code}";

    public async Task<Tried<Guest>> FindAsync(HttpContext context, string code)
    {
        var cancellation = context.RequestAborted;
        if (await guesses.TakeAsync(Tickets.Welcome, Visitors.Nameless(context), cancellation) is not { } guess)
        {
            return new(Tried<Guest>.Wait, null);
        }

        if (await tickets.FindAsync(Tickets.Welcome, code, cancellation) is not { } person || await accounts.FindAsync(person, cancellation) is not { IsDisabled: false } account)
        {
            return new(null, null);
        }

        await guesses.GiveBackAsync(guess, cancellation);
        return new(null, new(account, house.Institution.Person(person)?.Name ?? account.Username));
    }

    /// <summary>False when the code was used meanwhile.</summary>
    public async Task<bool> ChooseAsync(HttpContext context, Guest guest, string code, string password)
    {
        if (await tickets.TakeAsync(Tickets.Welcome, code, context.RequestAborted) != guest.Account.PersonId)
        {
            return false;
        }

        await accounts.SetPasswordAsync(guest.Account.PersonId, guest.Account.Username, password, mustChange: false, context.RequestAborted);
        await log.AddAsync(AccountLog.PasswordChanged, Tickets.Welcome, guest.Account.PersonId, visitors.Of(context, guest.Account.Username), context.RequestAborted);
        return true;
    }
}
