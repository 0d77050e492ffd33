namespace Shouwen.App.Features.SignIn;

/// <summary>What came of looking at a secret.</summary>
/// <param name="MustWait">It was not looked at: too many were wrong.</param>
/// <param name="Found">Null when it was wrong.</param>
public readonly record struct Tried<T>(bool MustWait, T? Found) where T : class
{
    /// <summary>What to tell whoever brought it.</summary>
    public string Or(string wrong) => MustWait ? "尝试次数过多，请 12 分钟后再试" : wrong;
}

/// <summary>One look at a secret: counted before, given back when it was right, written down when it was wrong.</summary>
public sealed class GuardedTry(Guesses guesses, AccountLog log)
{
    /// <param name="means">The secret that is looked at; each has its own count.</param>
    /// <param name="person">Whose it must be, where that is known before.</param>
    public async Task<Tried<T>> CheckAsync<T>(string means, Visitor visitor, string? person, Func<Task<T?>> check, CancellationToken cancellationToken) where T : class
    {
        if (await guesses.TakeAsync(means, visitor, cancellationToken) is not { } guess)
        {
            return new(true, null);
        }

        if (await check() is { } found)
        {
            await guesses.GiveBackAsync(guess, cancellationToken);
            return new(false, found);
        }

        await log.AddAsync(AccountLog.Refused, means, person, visitor, cancellationToken);
        return new(false, null);
    }
}
