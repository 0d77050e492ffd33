using System.Text;
using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Tests.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandardsSecret_IsTheStandardsCode(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Code_OfAClockThatIsOff_CountsWithinOneStep(int steps, bool counts)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

        var match = Totp.Match(Secret, Totp.CodeOf(Secret, Totp.StepAt(now) + steps), now, 0);

        Assert.Equal(counts ? Totp.StepAt(now) + steps : null, match);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5924")]
    [InlineData("0059240")]
    [InlineData("00592４")]
    public void Code_OfAnotherShape_IsNone(string code) => Assert.Null(Totp.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1234567890), 0));

    [Fact]
    public void Code_TypedWithASpace_Counts() => Assert.NotNull(Totp.Match(Secret, "005 924", DateTimeOffset.FromUnixTimeSeconds(1234567890), 0));

    [Fact]
    public void Link_ForAnApp_NamesInstitutionAccountAndSecret() =>
        Assert.Equal("otpauth://totp/%E9%A6%96%E9%97%AE:cheng?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%A6%96%E9%97%AE", Totp.Link(Secret, "首问", "cheng"));
}
