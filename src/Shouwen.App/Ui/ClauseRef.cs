namespace Shouwen.App.Ui;

/// <summary>A clause named on screen.</summary>
/// <param name="Id">RG-09</param>
/// <param name="Says">What the clause says in our words, shown on hover.</param>
/// <param name="IsGuidance">Guidance and finished clauses have a grey outline.</param>
public sealed record ClauseRef(string Id, string? Says = null, bool IsGuidance = false)
{
    public string Href { get; init; } = $"/policies/clauses/{Id}";
}
