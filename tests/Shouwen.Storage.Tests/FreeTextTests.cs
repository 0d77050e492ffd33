using Shouwen.Storage.Complaints;

namespace Shouwen.Storage.Tests;

public sealed class FreeTextTests
{
    [Theory]
    [InlineData("请打13800138000联系", "请打138****8000联系")]
    [InlineData("138 0013 8000、138-0013-8000", "138****8000、138****8000")]
    [InlineData("１３８００１３８０００", "138****8000")]
    [InlineData("证件31010119900101123X", "证件310****1123")]
    [InlineData("卡号6222 0200 1234 5678 905", "卡号622****8905")]
    [InlineData("写 wang.xm@mail.example 也行", "写 w***@mail.example 也行")]
    public void Numbers_AndAddresses_AreMasked(string text, string masked) => Assert.Equal(masked, FreeText.Masked(text));

    [Theory]
    [InlineData("2026-03-02 09:30 到店，等了 120 分钟，损失 1234567.89 元")]
    [InlineData("与 TS202603020001 相同")]
    [InlineData("拨打95588")]
    public void Days_Figures_AndOurOwnNumbers_Stay(string text) => Assert.Equal(text, FreeText.Masked(text));
}
