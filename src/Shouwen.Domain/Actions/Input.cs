namespace Shouwen.Domain.Actions;

/// <summary>Untyped input of an action, written in code.</summary>
public static class Input
{
    public static readonly RawMap Nothing = Map();

    /// <summary>Names and values: text, truth, number, day, moment, a list of such, or raw input; a null value leaves the name out.</summary>
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
