namespace Shouwen.Browser.Tests.Screens;

/// <summary>Every page on the phone, in the dark and on paper.</summary>
public sealed class ScreenTests(ScreenWalk walk) : IClassFixture<ScreenWalk>
{
    // Only in development; between two steps of signing in; once, behind a link of one's own.
    private static readonly string[] Elsewhere = ["/design", "/design/proof", "/design/form", "/design/case", "/sign-in/second", "/welcome"];

    [Fact]
    public void Walk_ComesToEveryPage() => Nothing(walk.Missed.Except(Elsewhere));

    [Fact]
    public void EveryPage_FitsThePhoneAndThePaper() => Nothing(walk.TooWide);

    [Fact]
    public void EveryText_InTheDarkAndOnPaper_StandsOutFromItsGround() => Nothing(walk.TooFaint);

    [Fact]
    public void Paper_ShowsNothingToPress() => Nothing(walk.Pressable);

    private static void Nothing(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));
}
