namespace Shouwen.Browser.Tests.Screens;

/// <summary>Every page on the phone, in the dark and on paper.</summary>
public sealed class ScreenTests(ScreenWalk walk) : IClassFixture<ScreenWalk>
{
    private static readonly string[] Elsewhere =
    [
        "/design", "/design/proof", "/design/form", "/design/case", // only in development
        "/sign-in/second", "/welcome", "/account/codes", "/account/confirm", // steps of signing in
        "/complaints/{number}/reveal", // the answer to a form
        "/duties/{number}", "/rectifications/liabilities/{number}/appeal", "/campaigns/{number}/customers/{customer:int}", // about what nobody has done yet
    ];

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
