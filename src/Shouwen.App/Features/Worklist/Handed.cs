using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Worklist;

/// <summary>Something that waits for somebody to take it: a hand-over offered, or a contribution asked for.</summary>
/// <param name="From">Who gave or asks, in words.</param>
/// <param name="At">Since when.</param>
/// <param name="DueAt">By when an answer was asked for; null where nobody said.</param>
public sealed record Handed(string Number, string Title, string? MaskedName, Stage Stage, string From, DateTimeOffset At, DateTimeOffset? DueAt);
