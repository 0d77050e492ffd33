using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Features.Complaints.List;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Tests.Work;

public sealed class ListFilterTests
{
    [Fact]
    public void Filter_WrittenAsAddress_IsReadBackTheSame()
    {
        var filter = new ListFilter
        {
            Q = "利率 & 费用",
            Stage = Stage.Investigating,
            Channel = "hotline",
            Unit = "branch-1",
            From = new(2026, 3, 1),
            OnlyOverdue = true,
            Clause = "RG-09",
            Sort = ListSort.Newest,
            After = new(true, new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero), "TS202603020001"),
        };

        Assert.Equal(filter, ListFilter.Parse(QueryHelpers.ParseQuery(filter.Href[filter.Href.IndexOf('?')..])));
    }

    [Fact]
    public void Filter_OfWhatCannotBeRead_AsksForNothing()
    {
        var filter = ListFilter.Parse(QueryHelpers.ParseQuery("?stage=nonsense&from=yesterday&after=d-&severity=&number=%20"));

        Assert.Equal(new ListFilter(), filter);
        Assert.False(filter.IsNarrow);
    }

    [Theory]
    [InlineData("d8de0c0a7b1c5800-TS-2026/1", true)]
    [InlineData("x8de-TS1", false)]
    [InlineData("dffffffffffffffff-TS1", false)]
    [InlineData("d8de0c0a7b1c5800", false)]
    public void Cursor_OfAnyText_IsReadOrRefusedWithoutFailing(string text, bool isCursor) => Assert.Equal(isCursor, ListCursor.Parse(text) is not null);
}
