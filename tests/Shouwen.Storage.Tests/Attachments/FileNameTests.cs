using System.Globalization;
using Shouwen.Storage.Attachments;

namespace Shouwen.Storage.Tests.Attachments;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("答复函（终稿）.PDF", "答复函（终稿）.PDF")]
    [InlineData("👨‍👩‍👧 全家福 😀.jpg", "👨‍👩‍👧 全家福 😀.jpg")]
    [InlineData("C:\\Users\\wang\\桌面\\申请书.docx", "申请书.docx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a/b\\c.txt", "c.txt")]
    [InlineData("exe\u202Egpj.pdf", "exegpj.pdf")]
    [InlineData("名\u200B\u0000单\r\n.csv", "名单.csv")]
    [InlineData("a<b>\"c\"|d?*.txt", "a_b__c__d__.txt")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("NUL.tar.pdf", "_NUL.tar.pdf")]
    [InlineData(".pdf", "附件.pdf")]
    [InlineData(" .. ", "附件")]
    [InlineData("合同. .pdf ", "合同.pdf")]
    [InlineData("没有扩展名", "没有扩展名")]
    public void Name_AsGiven_IsMadeSafeAndStaysReadable(string given, string cleaned) => Assert.Equal(cleaned, FileName.Clean(given));

    [Fact]
    public void Name_TooLong_KeepsItsExtensionAndWholeCharacters()
    {
        var cleaned = FileName.Clean(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 40)) + ".docx");

        Assert.True(cleaned.Length <= FileName.Longest, cleaned);
        Assert.EndsWith("👨‍👩‍👧.docx", cleaned, StringComparison.Ordinal);
        Assert.Single(StringInfo.ParseCombiningCharacters(cleaned[..8]));
    }
}
