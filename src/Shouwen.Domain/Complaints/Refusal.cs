namespace Shouwen.Domain.Complaints;

/// <summary>A business "no": a value, never an exception.</summary>
/// <param name="Clauses">The clauses that refuse; empty when the stage table or a permission does.</param>
/// <param name="Code">kebab-case, stable: <c>not-accepted</c>, <c>gate</c>, <c>forbidden-wording</c>.</param>
/// <param name="Sentence">What the refused person reads: what to do.</param>
public sealed record Refusal(IReadOnlyList<string> Clauses, string Code, string Sentence)
{
    /// <summary>Whether another person might be allowed.</summary>
    public bool IsAboutPersons { get; init; }

    /// <summary>The field it concerns, if one.</summary>
    public string? Field { get; init; }

    /// <summary>Whether it comes from the permissions and not from a rule.</summary>
    public bool IsPermission => Code == NoPermission;

    public const string NoPermission = "no-permission";

    public static Refusal Of(string code, string sentence) => new([], code, sentence);

    public static Refusal Permission(string sentence) => new([], NoPermission, sentence) { IsAboutPersons = true };

    public static Refusal By(string clause, string sentence) => new([clause], "gate", sentence);
}
