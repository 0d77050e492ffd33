using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Shouwen.Storage.Writing;

/// <summary>A queue of commands and the one loop that commits them in batches: as many as have gathered while the last batch was written.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private const int LargestBatch = 64;
    private const string Savepoint = "command";

    private readonly IDbContextFactory<ShouwenDbContext> contexts;
    private readonly Channel<Queued> queue = Channel.CreateUnbounded<Queued>(new() { SingleReader = true });
    private readonly Task loop;

    public Lane(IDbContextFactory<ShouwenDbContext> contexts)
    {
        this.contexts = contexts;
        loop = Task.Run(RunAsync);
    }

    public async Task<T> WriteAsync<T>(Func<ShouwenDbContext, Task<T>> command, CancellationToken cancellation)
    {
        T result = default!; // set before the answer is given
        var queued = new Queued(async context => result = await command(context), cancellation);
        if (!queue.Writer.TryWrite(queued))
        {
            throw new InvalidOperationException("The server is stopping and takes no more changes.");
        }

        await queued.Answer.Task;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<Queued>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var queued))
            {
                batch.Add(queued);
            }

            await CommitAsync(batch);
            batch.Clear();
        }
    }

    // Nobody is answered "done" before the commit has returned; when it fails, nobody's command has happened.
    private async Task CommitAsync(List<Queued> batch)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Database.AutoSavepointsEnabled = false;
            foreach (var queued in batch)
            {
                await PerformAsync(queued, context, transaction);
            }

            await transaction.CommitAsync();
            batch.ForEach(queued => queued.Settle(null));
        }
        catch (Exception broken) // the database or the connection, not a command: each caller hears of it
        {
            batch.ForEach(queued => queued.Settle(broken));
        }
    }

    private static async Task PerformAsync(Queued queued, ShouwenDbContext context, IDbContextTransaction transaction)
    {
        if (queued.Cancellation.IsCancellationRequested)
        {
            queued.Failure = new OperationCanceledException(queued.Cancellation);
            return;
        }

        await transaction.CreateSavepointAsync(Savepoint);
        try
        {
            await queued.Command(context);
            await transaction.ReleaseSavepointAsync(Savepoint);
        }
        catch (Exception failure) // told to its caller; the others of the batch go on
        {
            queued.Failure = failure;
            try
            {
                await transaction.RollbackToSavepointAsync(Savepoint);
            }
            catch (Exception)
            {
                ExceptionDispatchInfo.Throw(failure); // a full disk or a lost connection has ended the whole transaction: all hear of that, not of the missing savepoint
            }
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }

    private sealed class Queued(Func<ShouwenDbContext, Task> command, CancellationToken cancellation)
    {
        public Func<ShouwenDbContext, Task> Command { get; } = command;

        public CancellationToken Cancellation { get; } = cancellation;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Failure { get; set; }

        public void Settle(Exception? broken)
        {
            if ((Failure ?? broken) is { } failure)
            {
                Answer.TrySetException(failure);
            }
            else
            {
                Answer.TrySetResult();
            }
        }
    }
}
