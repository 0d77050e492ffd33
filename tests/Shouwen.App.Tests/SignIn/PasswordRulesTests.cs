using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Tests.SignIn;

public sealed class PasswordRulesTests
{
    private static readonly string[] Personal = ["cheng-xiulan", "程秀兰", "江州银行"];

    [Theory]
    [InlineData("short-phrase", null)]
    [InlineData("correct horse battery", null)]
    [InlineData("a quiet river at dusk", null)]
    [InlineData("院子里的枣树今年结了四十二颗果", null)]
    [InlineData("xiayutianwozainanhubianpaobu", null)]
    [InlineData("9kT!2xw#Q7zv", null)]
    [InlineData("kT2xwQ7zvh1", "至少")]
    [InlineData("Cheng-Xiulan-2026-x", "账号")]
    [InlineData("my xiulan garden door", "账号")]
    [InlineData("江州银行里的一棵大枣树啊", "账号")]
    [InlineData("aaaaaaaaaaaabbbb", "规律")]
    [InlineData("abcdefghijklmn", "规律")]
    [InlineData("qwertyuiop123", "规律")]
    [InlineData("1qaz2wsx3edc4rfv", "规律")]
    [InlineData("poiuytrewq09876", "规律")]
    [InlineData("zxm19900101ab", "规律")]
    [InlineData("wang13800138000", "规律")]
    [InlineData("1qaz@WSX3edc4", "规律")]
    [InlineData("motherfucker", "很多人")]
    [InlineData("Summer2026!!", "很多人")]
    [InlineData("!!Password!!", "很多人")]
    [InlineData("woaini520520", "很多人")]
    [InlineData("wangxiaoming90!", "很多人")]
    [InlineData("zhangwei@7788", "很多人")]
    [InlineData("sunshine-sunshine-", "很多人")]
    [InlineData("482915037264", "很多人")]
    public void Password_Chosen_IsRefusedWhenOthersWouldGuessIt(string password, string? because)
    {
        var sentence = PasswordRules.Refuse(password, Personal);

        Assert.True(because is null ? sentence is null : sentence?.Contains(because, StringComparison.Ordinal) == true, sentence ?? "accepted");
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("password")]
    [InlineData("5201314")]
    [InlineData("q1w2e3r4t5y6")]
    [InlineData("QWERTY123456")]
    public void List_OfCommonPasswords_KnowsThem(string password) => Assert.True(CommonPasswords.Contains(password));

    [Fact]
    public void List_OfCommonPasswords_TakesFewOthersForCommon()
    {
        var mistaken = Enumerable.Range(0, 20_000).Count(i => CommonPasswords.Contains($"no such word {i} in any list"));

        Assert.InRange(mistaken, 0, 10);
    }

    [Fact]
    public void Password_TooLongToBeJudged_IsRefused() => Assert.Equal("新密码最多 256 个字", PasswordRules.Refuse(new string('x', 257), Personal));
}
