using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Tests.Complaints;

namespace Shouwen.Domain.Tests.Expressions;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("severty = severe", 0, "severity")]
    [InlineData("channel = hotlin", 10, "hotline")]
    [InlineData("people >= 10 and onlokers", 17, "onlookers")]
    [InlineData("exists(reprot to regulator)", 7, "report")]
    [InlineData("exists(report to regulater)", 17, "regulator")]
    [InlineData("people >=", 9, "没有写完")]
    [InlineData("channel in [hotline", 19, "“,”")]
    [InlineData("summary = \"未完", 10, "引号")]
    [InlineData("warrant[severity].km > 1", 0, "warranty")]
    public void Condition_WithAMistake_SaysWhereAndWhatIsNear(string text, int offset, string hint)
    {
        var mistake = Assert.Throws<ExpressionException>(() => Grammar.ParseCondition(text, Given.Known));

        Assert.Equal(offset, mistake.Offset);
        Assert.Contains(hint, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("severity >= moderate", true)]
    [InlineData("severity > severe", false)]
    [InlineData("channel in [hotline, counter]", true)]
    [InlineData("not (channel = hotline or people >= 10)", true)]
    [InlineData("people * 2 + 1 = 3", true)]
    [InlineData("facts.product-matured", true)]
    [InlineData("facts.shortfall", false)]
    [InlineData("facts.shortfall = false", false)]
    [InlineData("facts.shortfall = none", true)]
    [InlineData("place contains 柜台", true)]
    [InlineData("facts.held overlaps [合同, 流水]", true)]
    [InlineData("facts.held overlaps [流水]", false)]
    [InlineData("facts.held overlaps facts.only", true)]
    [InlineData("facts.held overlaps facts.missing", false)]
    [InlineData("exists(record-finding method interview)", true)]
    [InlineData("exists(record-finding method recording)", false)]
    [InlineData("count(record-finding) = 2", true)]
    [InlineData("exists(record-finding method records since accept)", false)]
    [InlineData("exists(register where actor.post = teller)", true)]
    [InlineData("responsible-unit.kind = sub-branch", true)]
    public void Condition_IsEvaluatedOverTheComplaint(string text, bool expected)
    {
        var given = new Given().Clause("X-01", clause => clause)
            .Registered(fields: [("severity", "severe"), ("place", "三号柜台前"), ("facts", Given.Fields(("product-matured", true), ("held", new List<object> { "身份证", "合同" }), ("only", "合同")))])
            .Done("03-02 11:00", "off", "record-finding", ("method", "records"), ("text", "查阅流水"))
            .Done("03-02 11:30", "off", "accept")
            .Done("03-02 12:00", "off", "record-finding", ("method", "interview"), ("text", "约谈柜员"));

        Assert.Equal(expected, new Evaluation(given.Complaint, given.Surroundings.Policies[0], given.Surroundings).Holds(Given.Condition(text)));
    }

    [Fact]
    public void Pattern_WithAnOrdinal_MatchesOnlyThatOne()
    {
        var given = new Given().Clause("X-01", clause => clause).Registered().Done("03-02 11:00", "off", "urge").Done("03-02 12:00", "off", "urge");

        var at = new Evaluation(given.Complaint, given.Surroundings.Policies[0], given.Surroundings);

        Assert.Equal([3], at.Matching(Given.Pattern("2nd urge")).Select(entry => entry.Position));
    }

    [Fact]
    public void Pattern_MayNameWhatTheEngineAddedToTheEntry()
    {
        var given = new Given().Clause("X-11", clause => clause).Registered()
            .Done("03-02 11:00", "off", "ask-co-handler", ("unit", "branch-1"), ("question", "请查流水")).Done("03-02 12:00", "off", "answer-co-handling", ("answer", "流水无误"));

        var at = new Evaluation(given.Complaint, given.Surroundings.Policies[0], given.Surroundings);

        Assert.Equal([3], at.Matching(Given.Pattern("answer-co-handling where unit = branch-1")).Select(entry => entry.Position));
        Assert.Empty(at.Matching(Given.Pattern("answer-co-handling where unit = risk")));
    }
}
