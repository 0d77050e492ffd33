namespace Shouwen.App.Ui;

/// <summary>Ids of a field's parts, made from its form name so that labels, help and errors find each other.</summary>
public static class FieldNames
{
    public static string Id(string name) => "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>The value of <c>aria-describedby</c>; null when the field has neither help nor error.</summary>
    public static string? DescribedBy(string name, bool hasHelp, string? error)
    {
        var parts = new[] { error is null ? null : Id(name) + "-error", hasHelp ? Id(name) + "-help" : null };
        var text = string.Join(' ', parts.Where(part => part is not null));
        return text.Length == 0 ? null : text;
    }
}
