using Shouwen.Domain.Actions;

namespace Shouwen.App.Playing;

/// <summary>An act as it is written down before it happens: a step of the demo year or of a drill's scenario.</summary>
/// <param name="Label">Which complaint or other matter; its number is known only once it is opened.</param>
/// <param name="Input">Its fields; where they name complaints, they do it by label.</param>
/// <param name="By">Person id or <c>post@unit</c>; null: whoever is entitled.</param>
internal sealed record WrittenStep(DateTimeOffset At, string Label, string Action, RawMap Input, string? By)
{
    /// <summary>What the label names.</summary>
    public AggregateKind Kind { get; init; } = AggregateKind.Complaint;
}
