namespace Shouwen.App.Tests.PastBugs;

/// <summary>The files that this was built from.</summary>
internal static class SourceCode
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Paths under the root, without what is built or generated.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Shouwen.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in their checkout."));
}
