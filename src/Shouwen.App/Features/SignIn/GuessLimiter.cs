using System.Collections.Concurrent;

namespace Shouwen.App.Features.SignIn;

/// <summary>
/// Slows down guessing: five wrong tries for a name from one address, or thirty for any names from it, and the address waits a quarter of an hour. It counts
/// names whether they exist or not, and never locks an account for other addresses.
/// </summary>
public sealed class GuessLimiter(TimeProvider clock)
{
    private const int TriesForName = 5;
    private const int TriesFromAddress = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> failures = new();

    public bool IsBlocked(string name, string address) => Count(Key(name, address)) >= TriesForName || Count(address) >= TriesFromAddress;

    public void Failed(string name, string address)
    {
        Add(Key(name, address));
        Add(address);
    }

    public void Succeeded(string name, string address) => failures.TryRemove(Key(name, address), out _);

    private static string Key(string name, string address) => $"{address} {name.Trim().ToLowerInvariant()}";

    private void Add(string key)
    {
        if (failures.Count > 100_000)
        {
            failures.Clear(); // memory comes first; the addresses' request limit still holds
        }

        var times = failures.GetOrAdd(key, _ => new());
        lock (times)
        {
            times.Enqueue(clock.GetUtcNow());
        }
    }

    private int Count(string key)
    {
        if (!failures.TryGetValue(key, out var times))
        {
            return 0;
        }

        lock (times)
        {
            while (times.TryPeek(out var first) && clock.GetUtcNow() - first > Window)
            {
                times.Dequeue();
            }

            return times.Count;
        }
    }
}
