using Shouwen.Policies.Stories;

namespace Shouwen.Policies.Tests;

public class StoryReaderTests
{
    private const string Story = """
        title: t
        institution: sample-bank
        adopts: [rg-2012-13]
        story:
          - at: 2026-02-12 10:00
            do: register
            complaint: A
            channel: hotline
            complainants: [{ name: 王某, phone: "13800000000" }]
            summary: 排队太久
          - { at: 2026-02-12 10:20, do: extend, by: complaint-officer@branch-1, refused-by: [RG-09, CP-08] }
        expect:
          - { at: 2026-03-01 09:00, clause: RG-09, status: open, due: 2026-03-11, owed-by: responsible-unit }
          - { at: 2026-03-01, complaint: A, stage: accepted, number: 100912099 }
          - { at: 2026-03-01, clause: RG-09, absent: true }
        """;

    [Fact]
    public void Story_WithoutMistake_IsRead()
    {
        var (story, problems) = StoryReader.Parse(Story, "s.yaml");

        Assert.Empty(problems);
        Assert.Equal(["rg-2012-13"], story!.Adopts);
        Assert.Equal(["channel", "complainants", "summary"], story.Steps[0].Fields.Values.Keys);
        Assert.Equal(("A", "2026-02-12 10:00"), (story.Steps[0].Complaint, story.Steps[0].Moment));
        Assert.Equal(["RG-09", "CP-08"], story.Steps[1].RefusedBy);
        Assert.Equal("2026-03-11", story.Expectations[0].Due);
        Assert.Equal("100912099", story.Expectations[1].Number);
        Assert.True(story.Expectations[2].IsAbsent);
    }

    // The extension above lacks its required fields; that is a refusal when played, no mistake of the file.
    [Theory]
    [InlineData("do: register", "do: registr", "6:9: 没有名为“registr”的动作，是否应为“register”？")]
    [InlineData("channel: hotline", "chanel: hotline", "8:5: register 没有名为“chanel”的字段，是否应为“channel”？")]
    [InlineData("channel: hotline", "channel: hotlin", "8:14: 投诉渠道应为以下之一")]
    [InlineData("phone: \"1", "phon: \"1", "9:32: 没有名为“phon”的字段，是否应为“phone”？")]
    [InlineData("refused-by: [", "refusedby: [", "11:73: extend 没有名为“refusedby”的字段，是否应为“refused-by”？")]
    [InlineData("at: 2026-02-12 10:00", "at: 2026-02-12 25:00", "5:9: “2026-02-12 25:00”不是时间")]
    [InlineData("status: open", "status: opened", "13:52: 没有名为“opened”的取值，是否应为“open”？")]
    [InlineData("due: 2026-03-11", "due: 2026-02-30", "13:63: “2026-02-30”不是时间")]
    [InlineData("stage: accepted", "stage: acepted", "14:44: 没有名为“acepted”的取值，是否应为“accepted”？")]
    [InlineData("do: register", "do: notify", "6:9: 没有名为“notify”的动作")]
    [InlineData("expect:", "expects:", "12:1: 故事文件没有“expects”这个键，是否应为“expect”？")]
    public void Story_WithMistake_IsToldWhere(string right, string wrong, string expected)
    {
        var (story, problems) = StoryReader.Parse(Story.Replace(right, wrong, StringComparison.Ordinal), "s.yaml");

        Assert.Null(story);
        Assert.True(problems.Any(problem => problem.ToString().StartsWith("s.yaml:" + expected, StringComparison.Ordinal)), string.Join('\n', problems));
    }
}
