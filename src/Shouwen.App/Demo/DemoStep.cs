using Shouwen.Domain.Actions;

namespace Shouwen.App.Demo;

/// <summary>One act of the demo year.</summary>
/// <param name="Label">Which complaint or other matter; its number is known only once it is opened.</param>
/// <param name="Input">Its fields; where they name complaints, they do it by label.</param>
/// <param name="By">Person id or <c>post@unit</c>; null: whoever is entitled.</param>
internal sealed record DemoStep(DateTimeOffset At, string Label, string Action, RawMap Input, string? By)
{
    /// <summary>What the label names.</summary>
    public AggregateKind Kind { get; init; } = AggregateKind.Complaint;
}

/// <summary>Writes untyped input in code.</summary>
internal static class Input
{
    public static readonly RawMap Nothing = Map();

    /// <summary>Names and values; a null value leaves the name out.</summary>
    public static RawMap Map(params (string Name, object? Value)[] values) =>
        new(values.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => Of(pair.Value!)), new Dictionary<string, Position>(), default);

    private static Raw Of(object value) => value switch
    {
        Raw raw => raw,
        bool truth => new RawScalar(truth ? "true" : "false", false, default),
        decimal number => new RawScalar(FormattableString.Invariant($"{number}"), false, default),
        DateTimeOffset moment => new RawScalar(FormattableString.Invariant($"{moment:yyyy-MM-ddTHH:mm:sszzz}"), false, default),
        DateOnly day => new RawScalar(FormattableString.Invariant($"{day:yyyy-MM-dd}"), false, default),
        IEnumerable<object> list => new RawList([.. list.Select(Of)], default),
        _ => new RawScalar(value.ToString()!, true, default),
    };
}
