namespace Shouwen.App.Ui;

/// <summary>The left menu.</summary>
public static class Menu
{
    /// <summary>The item a path belongs to: the longest one it lies under, so /complaints/new is not 投诉列表.</summary>
    public static MenuItem? Current(IEnumerable<MenuGroup> menu, string path) =>
        menu.SelectMany(group => group.Items)
            .Where(item => path == item.Href || (item.Href != "/" && path.StartsWith(item.Href + "/", StringComparison.Ordinal)))
            .MaxBy(item => item.Href.Length);
}
