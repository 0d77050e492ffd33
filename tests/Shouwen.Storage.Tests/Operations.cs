namespace Shouwen.Storage.Tests;

/// <summary>What operators are told to do; the tests do it as it stands there.</summary>
internal static class Operations
{
    /// <summary>Path of a file in <c>docs/operations</c>.</summary>
    public static string FileOf(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Shouwen.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!; // the tests run below the solution
        }

        return Path.Combine(folder, "docs", "operations", name);
    }
}
