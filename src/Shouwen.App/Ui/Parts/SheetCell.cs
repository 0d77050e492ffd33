namespace Shouwen.App.Ui;

/// <param name="IsTall">Room for several lines, even when empty.</param>
public sealed record SheetCell(string Label, string? Value, bool IsTall = false);
