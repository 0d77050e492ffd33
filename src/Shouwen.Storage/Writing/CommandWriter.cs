using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage.Writing;

/// <summary>
/// The only way to write. A command runs in a transaction and its caller is answered after the commit. Commands of one lane are committed in
/// batches, each in a savepoint of its own, so that one fsync serves many and a failed command leaves no trace. On SQLite, which has one writer,
/// all commands share a lane; on PostgreSQL only those that name one do (intakes that draw from the same counter), the others run side by side.
/// </summary>
public sealed class CommandWriter : IAsyncDisposable
{
    private const int LanesOnAServer = 8;

    private readonly IDbContextFactory<ShouwenDbContext> contexts;
    private readonly Lane[] lanes;
    private readonly bool hasOneWriter;

    public CommandWriter(IDbContextFactory<ShouwenDbContext> contexts)
    {
        this.contexts = contexts;
        using var context = contexts.CreateDbContext();
        hasOneWriter = context.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal); // a configured context has a provider
        lanes = [.. Enumerable.Range(0, hasOneWriter ? 1 : LanesOnAServer).Select(_ => new Lane(contexts))];
    }

    /// <summary>Runs a command and returns its result once it is committed.</summary>
    /// <param name="lane">Commands with the same name wait for each other and share commits; null where nothing speaks for that.</param>
    /// <param name="command">Saves its own changes. What it throws is thrown to the caller, and it is rolled back.</param>
    /// <param name="cancellation">Heeded until the command begins.</param>
    public Task<T> WriteAsync<T>(string? lane, Func<ShouwenDbContext, Task<T>> command, CancellationToken cancellation) =>
        hasOneWriter ? lanes[0].WriteAsync(command, cancellation)
        : lane is null ? AloneAsync(command, cancellation)
        : lanes[LaneOf(lane)].WriteAsync(command, cancellation);

    public Task<T> WriteAsync<T>(Func<ShouwenDbContext, Task<T>> command, CancellationToken cancellation) => WriteAsync(null, command, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
    }

    // A hash may be negative, an index may not.
    private int LaneOf(string name) => (int)(unchecked((uint)name.GetHashCode(StringComparison.Ordinal)) % (uint)lanes.Length);

    private async Task<T> AloneAsync<T>(Func<ShouwenDbContext, Task<T>> command, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var result = await command(context);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
