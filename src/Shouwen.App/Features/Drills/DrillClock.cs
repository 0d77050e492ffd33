namespace Shouwen.App.Features.Drills;

/// <summary>The time of an exercise: it begins with the scenario, goes on as fast as real time, and may be moved forward, never back.</summary>
/// <param name="begins">The scenario's first moment.</param>
/// <param name="startedAt">When that was in real time.</param>
/// <param name="skipped">How far it has been moved forward in all.</param>
internal sealed class DrillClock(TimeProvider real, DateTimeOffset begins, DateTimeOffset startedAt, TimeSpan skipped) : TimeProvider
{
    private long ticks = skipped.Ticks;

    public TimeSpan Skipped => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public override DateTimeOffset GetUtcNow() => (begins + (real.GetUtcNow() - startedAt) + Skipped).ToUniversalTime();

    public void Skip(TimeSpan by) => Interlocked.Add(ref ticks, Math.Max(0, by.Ticks));

    // Whoever waits, waits in real time.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
