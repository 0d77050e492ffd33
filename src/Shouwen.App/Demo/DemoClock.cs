namespace Shouwen.App.Demo;

/// <summary>A clock that each flow of the demo sets to the moment it plays.</summary>
internal sealed class DemoClock : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset> now = new();

    public void Set(DateTimeOffset moment) => now.Value = moment;

    public override DateTimeOffset GetUtcNow() => now.Value.ToUniversalTime();
}
