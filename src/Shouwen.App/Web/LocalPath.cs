namespace Shouwen.App.Web;

/// <summary>Keeps redirects inside the application.</summary>
public static class LocalPath
{
    /// <summary>The path itself when it leads to a page of ours, else the fallback.</summary>
    public static string Or(string? path, string fallback) => IsLocal(path) ? path! : fallback; // not null when local

    /// <summary>Begins with one slash; <c>//host</c>, <c>/\host</c> and control characters lead elsewhere in some browsers.</summary>
    public static bool IsLocal(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
