namespace Shouwen.App.Ui;

public enum SortDirection
{
    Up,
    Down,
}
