using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;

namespace Shouwen.Domain.Tests.Complaints;

/// <summary>What an incident is graded, and what the media are told of it.</summary>
public sealed class IncidentTests
{
    [Fact]
    public void Level_IsGivenAtTheStart_AndChangedWithAReason()
    {
        var given = Opened(("level", "general"));

        var ungrounded = given.Try("03-02 10:30", "lead", "grade-incident", ("level", "unheard-of"), ("reason", "有媒体到场"));
        given.Done("03-02 11:00", "lead", "grade-incident", ("level", "major"), ("reason", "有媒体到场"));

        Assert.Contains(ungrounded.Refusals, refusal => refusal.Field == "level");
        Assert.Equal("major", given.Complaint.Data.Text("level"));
    }

    [Theory]
    [InlineData("level = major", true)]
    [InlineData("level >= larger", true)]
    [InlineData("level < major", false)]
    [InlineData("level in [general, larger]", false)]
    public void Level_IsComparedInTheOrderOfTheInstitution(string text, bool expected)
    {
        var given = Opened(("level", "major"));

        Assert.Equal(expected, new Evaluation(given.Complaint, given.Surroundings.Policies[0], given.Surroundings).Holds(Given.Condition(text)));
    }

    [Theory]
    [InlineData("record-measure", "correction")]
    [InlineData("record-media", null)]
    public void AfterItsEnd_AnIncidentStillTakesWhatFollows(string action, string? kind)
    {
        var given = Opened().Done("03-02 12:00", "lead", "stand-down", ("summary", "各户分别答复"));

        var decision = given.Try("03-03 09:00", "lead", action, [("text", "补发通知"), .. kind is null ? new (string, object)[] { ("outlet", "晚报") } : [("kind", kind)]]);

        Assert.Empty(decision.Refusals);
    }

    [Fact]
    public void Clarifier_IsWhoeverDraftedLast()
    {
        var given = new Given().Clause("X-01", clause => clause with { Gates = [new(Given.Pattern("approve-clarification"), "拟订的人不能批准") { Unless = Given.Condition("actor.person != clarifier") }] });
        given.Done("03-02 10:00", "off", "open-incident", ("people", 12m), ("place", "大堂")).Done("03-02 10:10", "lead", "draft-clarification", ("text", "一稿")).Done("03-02 10:20", "off", "draft-clarification", ("text", "二稿"));

        Assert.Equal(["X-01"], given.Try("03-02 10:30", "off", "approve-clarification").Refusals.SelectMany(refusal => refusal.Clauses));
        Assert.Empty(given.Try("03-02 10:30", "lead", "approve-clarification").Refusals);
    }

    private static Given Opened(params (string, object)[] fields) =>
        new Given().Clause("X-01", clause => clause).Done("03-02 10:00", "off", "open-incident", [("people", 12m), ("place", "大堂"), .. fields]);
}
