namespace Shouwen.Testing;

/// <summary>How much a test does: little in every run, much in the long one (<c>./test --nightly</c>).</summary>
public static class Scale
{
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("SHOUWEN_NIGHTLY") == "true";

    /// <summary>For tests that are only worth their time in the long run.</summary>
    public static void SkipUnlessNightly()
    {
        if (!IsNightly)
        {
            Assert.Skip("Only in the long run: ./test --nightly.");
        }
    }

    public static int Of(int usual, int nightly) => IsNightly ? nightly : usual;
}
