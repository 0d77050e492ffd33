namespace Shouwen.App.Ui;

/// <summary>What is wrong with one field, said as what to do: 请填写发生时间.</summary>
/// <param name="Name">Form name of the field; null for the form as a whole.</param>
public sealed record FieldError(string? Name, string Sentence)
{
    public IReadOnlyList<ClauseRef> Clauses { get; init; } = [];
}

/// <summary>One of several values to choose from.</summary>
/// <param name="Key">Digit shown on a segment; typing it chooses the segment.</param>
public sealed record Choice(string Value, string Text, string? Key = null, bool Disabled = false);
