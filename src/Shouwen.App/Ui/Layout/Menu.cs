namespace Shouwen.App.Ui;

/// <summary>The left menu: only pages that exist.</summary>
public static class Menu
{
    public static IReadOnlyList<MenuGroup> Staff { get; } =
    [
        new("日常",
        [
            new("工作台", "/", "layout-dashboard", OnPhone: true),
            new("登记投诉", "/complaints/new", "edit", OnPhone: true),
            new("投诉列表", "/complaints", "list-search", OnPhone: true),
            new("审批", "/approvals", "writing-sign", OnPhone: true),
        ]),
        new("规则与成效",
        [
            new("制度", "/policies", "scale"),
        ]),
    ];

    /// <summary>The item a path belongs to: the longest one it lies under, so /complaints/new is not 投诉列表.</summary>
    public static MenuItem? Current(IEnumerable<MenuGroup> menu, string path) =>
        menu.SelectMany(group => group.Items)
            .Where(item => path == item.Href || (item.Href != "/" && path.StartsWith(item.Href + "/", StringComparison.Ordinal)))
            .MaxBy(item => item.Href.Length);
}
