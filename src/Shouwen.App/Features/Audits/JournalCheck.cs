using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Journal;

namespace Shouwen.App.Features.Audits;

/// <summary>A verification of the whole journal: how far it is, or what it came to.</summary>
/// <param name="Total">Entries there were when it began.</param>
/// <param name="Walked">Entries walked so far.</param>
/// <param name="Failure">Why it could not be finished.</param>
public sealed record CheckState(string By, DateTimeOffset StartedAt, long Total, long Walked, DateTimeOffset? EndedAt, JournalReport? Report, string? Failure)
{
    public bool IsRunning => EndedAt is null;
}

/// <summary>Runs one verification at a time in the background of this node and keeps the result of the last one.</summary>
public sealed partial class JournalCheck(IDbContextFactory<ShouwenDbContext> contexts, JournalVerifier verifier, TimeProvider clock, IHostApplicationLifetime life, ILogger<JournalCheck> log)
{
    private readonly Lock gate = new();
    private volatile CheckState? state;

    public CheckState? State => state;

    /// <summary>The run that goes on, or the last one; for whoever waits for it.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <returns>False where one runs already.</returns>
    public bool Start(string by)
    {
        lock (gate)
        {
            if (state is { IsRunning: true })
            {
                return false;
            }

            state = new(by, clock.GetUtcNow(), 0, 0, null, null, null);
            Running = Task.Run(() => RunAsync(life.ApplicationStopping));
            return true;
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await using (var context = await contexts.CreateDbContextAsync(stopping))
            {
                var total = await context.Journal.LongCountAsync(stopping);
                Become(now => now with { Total = total });
            }

            var report = await verifier.VerifyAsync(new Told(this), stopping);
            Become(now => now with { EndedAt = clock.GetUtcNow(), Walked = report.Entries, Report = report });
        }
        catch (Exception failure) // any: told on the page, and the run can be begun again
        {
            LogFailure(failure);
            Become(now => now with { EndedAt = clock.GetUtcNow(), Failure = "校验中断，请再试一次；仍不行请告诉系统管理员" });
        }
    }

    private void Become(Func<CheckState, CheckState> change) => state = change(state!); // it was started

    [LoggerMessage(LogLevel.Error, "The verification of the journal was broken off.")]
    private partial void LogFailure(Exception failure);

    private sealed class Told(JournalCheck check) : IProgress<long>
    {
        public void Report(long value) => check.Become(now => now with { Walked = value });
    }
}
