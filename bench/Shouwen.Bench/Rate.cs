using System.Diagnostics;

namespace Shouwen.Bench;

/// <summary>Counts what many clients finish in each second.</summary>
internal static class Rate
{
    private const int Uncounted = 1; // seconds

    /// <summary>How long a server is kept busy before it is measured.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Clients that each do one thing after another; the number done by all in each whole second.</summary>
    public static async Task<IReadOnlyList<int>> MeasureAsync(int clients, TimeSpan length, Func<int, CancellationToken, Task> once, CancellationToken cancellation)
    {
        var seconds = new int[(int)length.TotalSeconds + Uncounted + 1];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds.Length - 1)
            {
                await once(client, cancellation);
                Interlocked.Increment(ref seconds[Math.Min((int)watch.Elapsed.TotalSeconds, seconds.Length - 1)]);
            }
        }, cancellation)));
        return seconds[Uncounted..^1];
    }

    public static int Median(IReadOnlyList<int> numbers) => numbers.Order().ElementAt(numbers.Count / 2);
}
