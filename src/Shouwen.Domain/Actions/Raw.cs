namespace Shouwen.Domain.Actions;

/// <summary>A place in a text file; both parts count from 1. Zero stands for "no file" (a form or a JSON body).</summary>
public readonly record struct Position(int Line, int Column)
{
    public override string ToString() => Line == 0 ? "" : $"{Line}:{Column}";
}

/// <summary>An untyped value as it came in from YAML, JSON or a form, before its declaration gives it a type.</summary>
public abstract record Raw(Position At);

/// <summary>A scalar as written. <paramref name="Quoted"/>: it was a string there, so facts do not guess a number from it.</summary>
public sealed record RawScalar(string Text, bool Quoted, Position At) : Raw(At);

public sealed record RawList(IReadOnlyList<Raw> Items, Position At) : Raw(At);

/// <summary>Named values in the order they were written; <paramref name="Keys"/> holds where each name stands.</summary>
public sealed record RawMap(IReadOnlyDictionary<string, Raw> Values, IReadOnlyDictionary<string, Position> Keys, Position At) : Raw(At);

/// <summary>What is wrong with one field of an input.</summary>
/// <param name="Path">Dotted path of the field: <c>complainants[0].phone</c>.</param>
/// <param name="Code"><c>missing</c>, <c>unknown</c> or <c>malformed</c>.</param>
/// <param name="Message">A Chinese sentence for the person who typed it.</param>
/// <param name="At">Where it stands, for files.</param>
public sealed record FieldError(string Path, string Code, string Message, Position At)
{
    public const string Missing = "missing";
    public const string Unknown = "unknown";
    public const string Malformed = "malformed";
}
