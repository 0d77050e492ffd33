using System.Threading.Channels;

namespace Shouwen.Bench;

/// <summary>One writer that commits what has gathered, as the product's does: raw intakes with the product's own trick.</summary>
internal sealed class SharedCommits : IAsyncDisposable
{
    private const int LargestBatch = 64;

    private readonly Channel<TaskCompletionSource> queue = Channel.CreateUnbounded<TaskCompletionSource>(new() { SingleReader = true });
    private readonly Task loop;

    public SharedCommits(RawIntake raw) => loop = Task.Run(() => RunAsync(raw));

    public async Task WriteAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(done);
        await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        await loop;
    }

    private async Task RunAsync(RawIntake raw)
    {
        var batch = new List<TaskCompletionSource>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await raw.WriteAsync(batch.Count);
            batch.ForEach(waiting => waiting.SetResult());
            batch.Clear();
        }
    }
}
