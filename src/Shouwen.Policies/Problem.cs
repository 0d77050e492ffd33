using Shouwen.Domain.Actions;

namespace Shouwen.Policies;

/// <summary>A mistake in a file of rules, institutions or stories.</summary>
/// <param name="At">Line and column, both from 1.</param>
/// <param name="Message">A Chinese sentence that says what to write instead, where that is known.</param>
public sealed record Problem(string File, Position At, string Message)
{
    public override string ToString() => At.Line == 0 ? $"{File}: {Message}" : $"{File}:{At}: {Message}";
}
