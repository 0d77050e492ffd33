using System.Text;
using Shouwen.App.Features.Complaints.List;

namespace Shouwen.App.Tests.Work;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+86 138", "\"'+86 138\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1+1", "\"'  =1+1\"")]
    [InlineData("\t=1+1", "\"'\t=1+1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("未到账 = 银行的错", "\"未到账 = 银行的错\"")]
    public void Cell_ThatASpreadsheetWouldRun_IsNeutralised(string value, string expected) => Assert.Equal(expected, Csv.Cell(value));

    [Fact]
    public void Write_Rows_BeginsWithTheByteOrderMarkAndEndsLinesForSpreadsheets()
    {
        var bytes = Csv.Write([["编号", "事由"], ["TS1", "a,b\nc"]]);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("\"编号\",\"事由\"\r\n\"TS1\",\"a,b\nc\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }
}
