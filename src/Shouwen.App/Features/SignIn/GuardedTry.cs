namespace Shouwen.App.Features.SignIn;

/// <summary>What came of looking at a secret.</summary>
/// <param name="Instead">Why it was not looked at; null when it was.</param>
/// <param name="Found">Null when it was wrong.</param>
public readonly record struct Tried<T>(string? Instead, T? Found) where T : class
{
    public const string Wait = "尝试次数过多，请 12 分钟后再试";

    /// <summary>What to tell whoever brought it.</summary>
    public string Or(string wrong) => Instead ?? wrong;
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
            return new(Tried<T>.Wait, null);
        }

        try
        {
            if (await check() is { } found)
            {
                await guesses.GiveBackAsync(guess, cancellationToken);
                return new(null, found);
            }
        }
        catch (DirectoryUnavailableException)
        {
            await guesses.GiveBackAsync(guess, cancellationToken); // nothing was learned
            return new(DirectoryUnavailableException.Sentence, null);
        }

        await log.AddAsync(AccountLog.Refused, means, person, visitor, cancellationToken);
        return new(null, null);
    }
}
