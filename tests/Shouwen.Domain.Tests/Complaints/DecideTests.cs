using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Policies;
using static Shouwen.Domain.Tests.Complaints.Given;

namespace Shouwen.Domain.Tests.Complaints;

public sealed class DecideTests
{
    private static readonly Func<Clause, Clause> LeadingGroupApproves = clause => clause with
    {
        Chain = new("propose", Domain.Expressions.Expression.True, [new("领导小组审批", [Relation.Parse("leading-group of about-unit or above")!], Domain.Expressions.Expression.True, 0)]),
        Gates = [new(Pattern("answer"), "处理意见须经领导小组审批") { Unless = Condition("approved") }],
    };

    [Fact]
    public void Register_MakesTheFirstContactResponsible()
    {
        var complaint = new Given().Registered().Complaint;

        Assert.Equal(("tel", "tel", "sub-1", "sub-1", Stage.Registered), (complaint.FirstContact, complaint.ResponsiblePerson, complaint.ResponsibleUnit, complaint.AboutUnit, complaint.Stage));
    }

    [Fact]
    public void Reaction_OfSeveralConsequences_NumbersItsEntriesWithoutGaps()
    {
        var decision = new Given().Clause("X-01", clause => clause with { Reactions = [new(new EntryTrigger(Pattern("register")), Domain.Expressions.Expression.True, [new FlagConsequence("one"), new FlagConsequence("two"), new FlagConsequence("three")])] })
            .Try("03-02 10:00", "tel", "register", ("channel", "counter"), ("summary", "排队太久"));

        Assert.Equal([1, 2, 3, 4], decision.Entries.Select(entry => entry.Position));
    }

    [Fact]
    public void Refused_NamesEveryGateBesidesTheStage()
    {
        var given = new Given().Clause("X-01", LeadingGroupApproves).Clause("X-02", clause => clause with { Gates = [new(Pattern("answer"), "先调查") { Unless = Condition("concluded") }] }).Registered();

        var refusals = given.Try("03-02 12:00", "off", "answer", ("means", "phone"), ("text", "好的")).Refusals;

        Assert.Equal(["", "X-01", "X-02"], refusals.Select(refusal => string.Concat(refusal.Clauses)));
    }

    [Fact]
    public void Propose_WithAChain_WaitsForItsSignature()
    {
        var given = new Given().Clause("X-01", LeadingGroupApproves).Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "off", "propose", ("text", "致歉"));
        Assert.Equal(Stage.Proposed, given.Complaint.Stage);

        given.Done("03-02 13:00", "lead", "approve");

        Assert.Equal(Stage.Approved, given.Complaint.Stage);
        Assert.Equal("X-01/1", given.Complaint.Signatures[0].Data.Text("step"));
    }

    [Theory]
    [InlineData(100, Stage.Proposed)]
    [InlineData(0, Stage.Approved)]
    public void Propose_WithAChainForCompensation_WaitsOnlyWhereItPays(int amount, Stage expected)
    {
        var given = new Given().Clause("X-01", clause => LeadingGroupApproves(clause) is var full ? full with { Chain = full.Chain! with { When = Condition("compensation > 0") } } : clause)
            .Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "off", "propose", ("text", "致歉"), ("compensation", Fields(("amount", (decimal)amount))));

        Assert.Equal(expected, given.Complaint.Stage);
    }

    [Theory]
    [InlineData("blead", true)]
    [InlineData("boff", false)]
    [InlineData("other", false)]
    public void Approve_OnlyByWhomTheStepNames(string by, bool isAllowed)
    {
        var given = new Given().Clause("X-01", LeadingGroupApproves).Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "off", "propose", ("text", "致歉"));

        Assert.Equal(isAllowed, !given.Try("03-02 13:00", by, "approve").IsRefused);
    }

    [Fact]
    public void Approve_NeverByWhoProposed()
    {
        var given = new Given().Clause("X-01", LeadingGroupApproves).Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "lead", "propose", ("text", "致歉"));

        Assert.Contains(given.Try("03-02 13:00", "lead", "approve").Refusals, refusal => refusal.IsPermission);
    }

    [Fact]
    public void Propose_WithoutAChain_IsApproved() =>
        Assert.Equal(Stage.Approved, new Given().Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "off", "propose", ("text", "致歉")).Complaint.Stage);

    [Theory]
    [InlineData("off", true)]
    [InlineData("boff", true)]
    [InlineData("ris", true)]
    [InlineData("other", false)]
    [InlineData("aud", false)]
    public void Reach_IsOnesOwnSubtreeAndForDepartmentsTheirParents(string by, bool isAllowed) => Assert.Equal(isAllowed, !new Given().Registered().Try("03-02 11:00", by, "note", ("text", "备注")).IsRefused);

    [Fact]
    public void HandOver_LeavesTheGiverResponsibleUntilItIsTaken()
    {
        var given = new Given().Registered().Done("03-02 11:00", "tel", "hand-over", ("to", "branch-1"));
        Assert.Equal("tel", given.Complaint.ResponsiblePerson);
        Assert.True(given.Try("03-02 12:00", "other", "receive-hand-over").IsRefused);

        given.Done("03-02 12:00", "boff", "receive-hand-over");

        Assert.Equal(("boff", "branch-1"), (given.Complaint.ResponsiblePerson, given.Complaint.ResponsibleUnit));
    }

    [Fact]
    public void Returned_TwiceBetweenTheSameUnits_IsAssignedAbove()
    {
        var given = new Given().Clause("X-06", clause => clause with { Reactions = [new(new FactTrigger(Condition("returns-between-same-units >= 2")), Domain.Expressions.Expression.True, [new AssignConsequence(Relation.Parse("unit-above")!)])] })
            .Registered()
            .Done("03-02 11:00", "tel", "hand-over", ("to", "branch-1")).Done("03-02 12:00", "boff", "return", ("reason", "支行的事"));
        Assert.Equal("tel", given.Complaint.ResponsiblePerson);

        given.Done("03-02 13:00", "tel", "hand-over", ("to", "branch-1")).Done("03-02 14:00", "boff", "return", ("reason", "还是支行的事"));

        Assert.Equal(("boff", "branch-1"), (given.Complaint.ResponsiblePerson, given.Complaint.ResponsibleUnit));
        Assert.Equal(["X-06"], given.Complaint.Entries[^1].Clauses);
    }

    [Fact]
    public void Assign_NamesTheFirstContactOfWhatNobodyReceived()
    {
        var given = new Given().Registered(by: "system");
        Assert.Null(given.Complaint.FirstContact);

        given.Done("03-02 11:00", "he", "assign", ("to", "off")).Done("03-02 12:00", "he", "assign", ("to", "boff"));

        Assert.Equal(("off", "boff"), (given.Complaint.FirstContact, given.Complaint.ResponsiblePerson));
    }

    [Fact]
    public void ActivatePlan_MayBeDoneToAComplaint()
    {
        var given = new Given().Clause("X-11", clause => clause with { Gates = [new(Pattern("activate-plan"), "先初步调查") { Unless = Condition("exists(record-finding)") }] }).Registered();
        Assert.Equal(["X-11"], given.Try("03-02 11:00", "off", "activate-plan").Refusals.Select(refusal => string.Concat(refusal.Clauses)));
        Assert.Contains(given.Try("03-02 11:00", "other", "activate-plan").Refusals, refusal => refusal.IsPermission);

        given.Done("03-02 11:30", "off", "record-finding", ("method", "records"), ("text", "查阅流水")).Done("03-02 12:00", "off", "activate-plan");

        Assert.Equal("activate-plan", given.Complaint.Entries[^1].Action);
    }

    [Theory]
    [InlineData("我行保证您的本金和收益", true)]
    [InlineData("我行保 证\n收益", true)]
    [InlineData("我行保\u200b证收益", true)]
    [InlineData("保证ＶＩＰ　收益", true)]
    [InlineData("享ＶＩＰ收益", true)]
    [InlineData("本产品不保证收益", false)]
    [InlineData("请您放心", false)]
    public void Wording_IsFoundUnlessAnExceptionHoldsIt(string text, bool isRefused)
    {
        var given = new Given().Clause("X-05", clause => clause with { TextGuards = [new(["answer"], new(["保证…收益", "VIP收益"], ["不保证收益"]), "不得承诺收益")] }).Registered().Done("03-02 11:00", "off", "accept");

        Assert.Equal(isRefused, given.Try("03-02 12:00", "off", "answer", ("means", "phone"), ("text", text)).IsRefused);
    }

    [Theory]
    [InlineData("我行无法保证本金和收益", false)]
    [InlineData("我行不保证本金不受损", false)] // what is denied is denied to its end
    [InlineData("我行不保证本金，但保证收益", true)] // but not past the comma
    [InlineData("我行保证，并保证收益", true)]
    [InlineData("我们保证认真核实。收益另行说明", false)] // a gap stays in its sentence
    public void Wording_DoesNotCountWhereDenied(string text, bool isRefused)
    {
        var phrases = new PhraseList(["保证…收益", "保证…本金", "本金不受损"], []) { NotAfter = ["不", "无法"] };
        var given = new Given().Clause("X-05", clause => clause with { TextGuards = [new(["answer"], phrases, "不得承诺收益")] }).Registered().Done("03-02 11:00", "off", "accept");

        Assert.Equal(isRefused, given.Try("03-02 12:00", "off", "answer", ("means", "phone"), ("text", text)).IsRefused);
    }

    [Theory]
    [InlineData("off", "boff", true)]
    [InlineData("off", "off", false)]
    [InlineData("he", "he", false)]
    public void UnitAbove_IsNeverTheResponsibleUnitItself(string registeredBy, string extendedBy, bool isAllowed)
    {
        var extension = new ExtensionRule([new(new(60, PeriodUnit.Day), [Relation.Parse("unit-above or above")!])], [], []);
        var given = new Given().Clause("X-08", clause => clause with { Obligations = [Rule("答复", "receipt", "15 days", "answer") with { Extension = extension }] }).Registered(by: registeredBy);

        Assert.Equal(isAllowed, !given.Try("03-03 12:00", extendedBy, "extend", ("to", new DateOnly(2026, 4, 1)), ("reason", "须鉴定")).IsRefused);
    }

    [Fact]
    public void OrAbove_IsTheHeadOfficeWhereNoBranchIsConcerned()
    {
        var complaint = new Given().Registered(by: "he").Complaint;

        Assert.Equal("he", Bank.Resolve(Relation.Parse("executive of branch or above")!, complaint, null, At("03-02 12:00")).Person);
        Assert.Null(Bank.Resolve(Relation.Parse("executive of branch")!, complaint, null, At("03-02 12:00")).Person);
    }

    [Fact]
    public void Returns_AreCountedBetweenTheTwoUnitsOfTheLastOne()
    {
        var reaction = new Reaction(new EntryTrigger(Pattern("return")), Condition("returns-between-same-units >= 2"), [new AssignConsequence(Relation.Parse("unit-above")!)]);
        var given = new Given().Clause("X-06", clause => clause with { Reactions = [reaction] }).Registered(by: "off");
        foreach (var (unit, by, hour) in new[] { ("branch-1", "boff", 10), ("branch-2", "other", 12), ("branch-1", "boff", 14) })
        {
            Assert.Equal("sub-1", given.Complaint.ResponsibleUnit);
            given.Done($"03-03 {hour}:00", "off", "hand-over", ("to", unit)).Done($"03-03 {hour + 1}:00", by, "return", ("reason", "不归我管"));
        }

        Assert.Equal("branch-1", given.Complaint.ResponsibleUnit);
    }

    [Fact]
    public void AfterAnEnd_OnlyWhatMayFollowIsAllowed()
    {
        var given = new Given().Registered().Done("03-02 11:00", "off", "accept").Done("03-02 12:00", "off", "close");

        Assert.True(given.Try("03-02 13:00", "off", "answer", ("means", "phone"), ("text", "补答")).IsRefused);
        Assert.False(given.Try("03-02 13:00", "off", "reopen", ("reason", "客户不满意")).IsRefused);
    }

    [Theory]
    [InlineData("TS{yyyyMMdd}{nnnn}", "day", 7, "TS202609120007")]
    [InlineData("{yyMMdd}{nnn}", "year", 99, "260912099")]
    [InlineData("{yyMMdd}{nnn}", "year", 1000, "2609121000")]
    public void Number_IsWrittenInItsFormat(string format, string within, long count, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(new(format, within), new(2026, 9, 12), count));

    [Fact]
    public void EveryAction_HasADistinctNameAndEntry()
    {
        Assert.NotEmpty(ActionCatalogue.All);
        Assert.Equal(ActionCatalogue.All.Count, ActionCatalogue.All.Select(action => action.Name).Distinct().Count());
        Assert.Equal(ActionCatalogue.All.Count, ActionCatalogue.All.Select(action => action.Entry).Distinct().Count());
    }
}
