using Shouwen.App.Tests.Complaints;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>Clocks of others that ran on after what they waited for, or started anew when something else changed.</summary>
public sealed class DeadlineBugs
{
    [Fact]
    public void Bug29_Zammad_2082_4353_3140_5177_AClockStopsWithWhatItWaitsForAndNotWithAnythingElse()
    {
        var story = new Story().Registered("09-17 09:42", ("occurred-at", Story.At("09-17 09:00")));
        var due = Of(story, "09-17 10:00", "RG-09").Due.At;

        story.Done("09-18 09:00", "he", "note", ("text", "只是备注")).Done("09-18 09:10", "lin", "urge", ("text", "请快办"));
        Assert.Equal(due, Of(story, "09-18 10:00", "RG-09").Due.At);
        Assert.True(Of(story, "09-18 10:00", "RG-09").IsOpen);

        story.Done("09-18 10:30", "lin", "accept").Done("09-18 11:00", "lin", "record-contact", ("means", "phone"), ("note", "已联系"), ("reached", true));
        Assert.False(Of(story, "12-01 09:00", "WM-37").IsOpen);
        Assert.True(Of(story, "12-01 09:00", "RG-09").IsOpen);
    }

    private static Obligation Of(Story story, string at, string clause) => Assert.Single(story.Seen(at).Obligations, obligation => obligation.Clause.Id == clause);
}
