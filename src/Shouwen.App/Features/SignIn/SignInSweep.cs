namespace Shouwen.App.Features.SignIn;

/// <summary>Removes what sign-in needs no more: expired tickets, full buckets, events older than half a year.</summary>
public sealed class SignInSweep(Tickets tickets, Guesses guesses, AccountLog log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await tickets.DropExpiredAsync(cancellationToken);
        await guesses.DropFullAsync(cancellationToken);
        await log.DropOldAsync(cancellationToken);
    }
}
