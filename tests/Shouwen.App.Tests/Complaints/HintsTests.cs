using Shouwen.App.Features.Complaints;
using static Shouwen.App.Tests.Complaints.Story;

namespace Shouwen.App.Tests.Complaints;

/// <summary>Which advice stands beside a case and beside a form.</summary>
public sealed class HintsTests
{
    [Fact]
    public void BesideACase_ThatOfItsStage_Stands()
    {
        var registered = new Story().Registered(fields: ("occurred-at", At("09-16 10:00")));

        Assert.Equal(["TR-02 请坐"], Lines(Hints.Of(registered.Seen("09-17 10:00")).Now));
        Assert.Equal(["TR-02 查清"], Lines(Hints.Of(registered.Done("09-17 10:00", "lin", "accept").Seen("09-17 10:00")).Now));
    }

    [Fact]
    public void BesideACase_ThatOfItsFacts_Stands() =>
        Assert.Equal(["TR-02 请坐", "TR-02 报金额"], Lines(Hints.Of(new Story().Registered(fields: ("amount", 200m)).Seen("09-17 10:00")).Now));

    [Fact]
    public void BesideACase_ThatForEveryStageAndThatForNone_StandApart()
    {
        var hints = Hints.Of(new Story().Registered().Seen("09-17 10:00"));

        Assert.Equal(["TR-01 先听", "TR-01 再问"], Lines(hints.Always));
        Assert.Equal(["TR-02 读制度"], Lines(hints.Others));
    }

    [Fact]
    public void BesideAForm_ThatOfItsAction_Stands()
    {
        var sight = new Story().Registered().Seen("09-17 10:00");

        Assert.Equal(["TR-02 说结果"], Lines(Hints.Of(sight, "answer").Now));
        Assert.Equal(["TR-02 请坐"], Lines(Hints.Of(sight, "register").Now));
        Assert.Empty(Hints.Of(sight, "register").Others);
    }

    private static IEnumerable<string> Lines(IEnumerable<Hint> hints) => hints.SelectMany(hint => hint.Says.Select(line => $"{hint.Clause.Id} {line}"));
}
