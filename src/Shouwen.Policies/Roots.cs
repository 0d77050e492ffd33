namespace Shouwen.Policies;

/// <summary>Where the content folders (<c>policies/</c>, <c>institutions/</c>, <c>calendars/</c>, <c>guidance/</c>) lie.</summary>
public static class Roots
{
    /// <summary>The named folder, else the working directory, else the folder of the executable: the first that holds policies.</summary>
    /// <exception cref="DirectoryNotFoundException">None of them does.</exception>
    public static string Find(string? named)
    {
        var candidates = named is not null ? [named] : new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory };
        return candidates.FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "policies")))
            ?? throw new DirectoryNotFoundException($"在 {string.Join("、", candidates)} 下找不到 policies 文件夹，请用 --root 指明");
    }
}
