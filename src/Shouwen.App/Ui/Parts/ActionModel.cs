namespace Shouwen.App.Ui;

/// <summary>Something that may be done now.</summary>
/// <param name="Href">The page or panel with its form.</param>
/// <param name="Key">Shortcut shown on the button: N.</param>
public sealed record LegalAction(string Text, string Href, string Icon, string? Key = null);

/// <summary>Something that may not be done now, and every reason.</summary>
public sealed record RefusedAction(string Text, IReadOnlyList<RefusalReason> Reasons);

/// <param name="Sentence">尚无调查结论</param>
public sealed record RefusalReason(string Sentence, IReadOnlyList<ClauseRef> Clauses);
