namespace Shouwen.Testing;

/// <summary>How much a test does: little in every run, much in the long one (<c>./test --nightly</c>).</summary>
public static class Scale
{
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("SHOUWEN_NIGHTLY") == "true";

    public static int Of(int usual, int nightly) => IsNightly ? nightly : usual;
}
