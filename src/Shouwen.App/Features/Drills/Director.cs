using Shouwen.App.Playing;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Outbox;

namespace Shouwen.App.Features.Drills;

/// <summary>A step of the scenario that has happened.</summary>
/// <param name="At">As its entry says, in the exercise's time.</param>
/// <param name="Number">Of what it was about; null where the rules refused it.</param>
internal sealed record Happening(DateTimeOffset At, string Label, string? Number);

/// <summary>What a room keeps besides its database.</summary>
/// <param name="StartedAt">Real time.</param>
/// <param name="Skipped">How far its clock has been moved forward.</param>
/// <param name="Happened">In the order of the scenario's steps.</param>
internal sealed record RoomNotes(DateTimeOffset StartedAt, TimeSpan Skipped, IReadOnlyList<Happening> Happened);

/// <summary>The scenario and how far it has gone.</summary>
internal sealed class Script(Scenario scenario, RoomNotes notes, Action<RoomNotes> keep)
{
    public RoomNotes Notes { get; private set; } = notes;

    public int Steps => scenario.Steps.Count;

    /// <summary>The step to come; null: all have happened.</summary>
    public WrittenStep? Next => Notes.Happened.Count < scenario.Steps.Count ? scenario.Steps[Notes.Happened.Count] : null;

    public void Change(RoomNotes changed) => keep(Notes = changed);
}

/// <summary>Lets the scenario's steps happen when their time has come, and moves the clock forward for whoever leads the exercise.</summary>
internal sealed partial class Director(Script script, StepPlayer player, DrillClock clock, AlarmSweep alarms, OutboxDelivery messages, ILogger<Director> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1, 1);

    public int Happened => script.Notes.Happened.Count;

    public int Steps => script.Steps;

    /// <summary>When the next step happens; null: none is left.</summary>
    public DateTimeOffset? NextAt => script.Next?.At;

    /// <summary>Moments at which the scenario acted.</summary>
    public IReadOnlySet<DateTimeOffset> Moments => script.Notes.Happened.Select(happening => happening.At).ToHashSet();

    /// <summary>Lets happen what is due.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            while (script.Next is { } step && step.At <= clock.GetUtcNow())
            {
                var result = await player.PlayAsync(step, null, cancellation);
                if (result is not Done)
                {
                    LogRefused(step.Action, step.At, result is Refused refused ? string.Join("; ", refused.Refusals.Select(refusal => refusal.Code)) : result?.GetType().Name);
                }

                script.Change(script.Notes with { Happened = [.. script.Notes.Happened, new((result as Done)?.Entries[0].At ?? step.At, step.Label, (result as Done)?.Number)] });
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Moves the clock forward; what falls due on the way happens at its own time and is told before this returns.</summary>
    public async Task SkipAsync(TimeSpan by, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + by;
        while (NextAt is { } next && next < until)
        {
            MoveTo(next);
            await CatchUpAsync(cancellation);
        }

        MoveTo(until);
        await CatchUpAsync(cancellation);
        await alarms.RunAsync(cancellation);
        await messages.RunAsync(cancellation);
    }

    /// <summary>Moves the clock to the next step of the scenario.</summary>
    public Task SkipToNextAsync(CancellationToken cancellation) => NextAt is { } next ? SkipAsync(next - clock.GetUtcNow(), cancellation) : Task.CompletedTask;

    private void MoveTo(DateTimeOffset moment)
    {
        clock.Skip(moment - clock.GetUtcNow());
        script.Change(script.Notes with { Skipped = clock.Skipped });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var happening in script.Notes.Happened.Where(happening => happening.Number is not null))
        {
            player.Remember(happening.Label, happening.Number!);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) // any: tried again
            {
                LogFailure(failure);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The scenario's step {Action} at {At} was refused: {Reason}.")]
    private partial void LogRefused(string action, DateTimeOffset at, string? reason);

    [LoggerMessage(LogLevel.Error, "A step of the scenario failed and will be tried again.")]
    private partial void LogFailure(Exception failure);
}
