namespace Shouwen.App.Ui;

/// <summary>A tab or a segment: a plain link, the chosen one marked.</summary>
public sealed record TabItem(string Name, string Href, bool Chosen = false, int? Count = null);
