using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>What every answer must carry, whoever asked for whatever.</summary>
internal static class AnswerHeaders
{
    private static readonly string[] Static = ["/lib/", "/css/", "/js/"];

    public static IEnumerable<string> Faults(string asked, HttpResponseMessage answer, bool isHttps)
    {
        var policy = answer.Header("Content-Security-Policy");
        var isStatic = answer.IsSuccessStatusCode && Static.Any(folder => asked.Contains(folder, StringComparison.Ordinal));
        (string What, bool IsRight)[] rules =
        [
            ("Content-Security-Policy", policy.Contains("default-src '", StringComparison.Ordinal) && policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal)),
            ("X-Content-Type-Options", answer.Header("X-Content-Type-Options") == "nosniff"),
            ("X-Frame-Options", answer.Header("X-Frame-Options") == "DENY"),
            ("Referrer-Policy", answer.Header("Referrer-Policy") == "same-origin"),
            ("Cross-Origin-Opener-Policy", answer.Header("Cross-Origin-Opener-Policy") == "same-origin"),
            ("Cross-Origin-Resource-Policy", answer.Header("Cross-Origin-Resource-Policy") == "same-origin"),
            ("Permissions-Policy", answer.Header("Permissions-Policy").Contains("camera=()", StringComparison.Ordinal)),
            ("Strict-Transport-Security", answer.Header("Strict-Transport-Security").Length > 0 == isHttps),
            ("Server", answer.Header("Server").Length == 0 && answer.Header("X-Powered-By").Length == 0),
            ("Cache-Control", isStatic || answer.Header("Cache-Control").Contains("no-store", StringComparison.Ordinal)),
        ];
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        return rules.Where(rule => !rule.IsRight).Select(rule => $"{asked} {(int)answer.StatusCode}: {rule.What}").Concat(cookies.Where(cookie => !IsMarked(cookie, isHttps)).Select(cookie => $"{asked}: {cookie.Split('=')[0]}: {cookie[cookie.IndexOf(';', StringComparison.Ordinal)..]}"));
    }

    private static bool IsMarked(string cookie, bool isHttps)
    {
        var marks = cookie.Split(';').Skip(1).Select(mark => mark.Trim().ToLowerInvariant()).ToList();
        return marks.Contains("httponly") && marks.Contains("path=/") && marks.Exists(mark => mark is "samesite=strict" or "samesite=lax") && !marks.Exists(mark => mark.StartsWith("domain", StringComparison.Ordinal))
            && (!isHttps || (cookie.StartsWith("__Host-", StringComparison.Ordinal) && marks.Contains("secure")));
    }
}
