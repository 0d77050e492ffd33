using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Shouwen.App.Tests.Web;

/// <summary>What a page must not contain: nothing inline, which our content policy would silently ignore, and nothing that somebody's text brought in.</summary>
internal static class CleanPage
{
    private static readonly HashSet<string> Strangers = ["IFRAME", "OBJECT", "EMBED", "APPLET", "BASE", "MATH", "STYLE", "MARQUEE", "VIDEO", "AUDIO", "IMG", "FRAMESET", "XSS"];
    private static readonly HashSet<string> Addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"];
    private static readonly string[] Dangerous = ["javascript:", "vbscript:", "data:text"];

    public static IEnumerable<string> Faults(string path, string html)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            if (Strangers.Contains(element.TagName.ToUpperInvariant()) || (element.TagName == "SCRIPT" && (element.GetAttribute("src")?.StartsWith('/') != true || element.TextContent.Trim().Length > 0))
                || (element.TagName == "META" && element.HasAttribute("http-equiv")))
            {
                yield return $"{path}: {element.OuterHtml}";
            }

            foreach (var attribute in element.Attributes.Where(IsInline))
            {
                yield return $"{path}: <{element.LocalName} {attribute.Name}=\"{attribute.Value}\">";
            }
        }
    }

    private static bool IsInline(IAttr attribute) =>
        attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.StartsWith("hx-on", StringComparison.OrdinalIgnoreCase)
        || (attribute.Name.StartsWith("hx-", StringComparison.OrdinalIgnoreCase) && attribute.Value.StartsWith("js:", StringComparison.OrdinalIgnoreCase))
        || (Addresses.Contains(attribute.Name) && Dangerous.Any(scheme => Bare(attribute.Value).StartsWith(scheme, StringComparison.OrdinalIgnoreCase)));

    // Browsers skip white space and control characters in front of a scheme and inside it.
    private static string Bare(string address) => string.Concat(address.Where(letter => letter > ' '));
}
