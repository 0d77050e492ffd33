namespace Shouwen.Policies.Tests;

/// <summary>Where the checkout lies that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    private static string Up(string folder) => File.Exists(Path.Combine(folder, "Shouwen.slnx")) ? folder : Up(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Shouwen.slnx"));
}
