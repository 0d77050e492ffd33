using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;
using static Shouwen.Domain.Tests.Complaints.Given;

namespace Shouwen.Domain.Tests.Complaints;

/// <summary>2026-03-02 is a Monday; the test calendar knows no holidays.</summary>
public sealed class ObligationTests
{
    private static readonly ObligationRule Answer = Rule("答复", "receipt", "15 days no roll", "answer");

    [Theory]
    [InlineData("03-17 23:59", ObligationStatus.Open)]
    [InlineData("03-18 00:00", ObligationStatus.Open)]
    [InlineData("03-18 00:01", ObligationStatus.Overdue)]
    public void Open_UntilItsDueTimeAndOverdueJustAfter(string now, ObligationStatus expected) =>
        Assert.Equal(expected, Only(new Given().Clause("X-01", clause => clause with { Obligations = [Answer] }).Registered(), now).StatusAt(At(now)));

    [Theory]
    [InlineData("03-18 00:00", ObligationStatus.Met)]
    [InlineData("03-18 00:01", ObligationStatus.Late)]
    public void Discharged_IsMetUpToTheDueTime(string answeredAt, ObligationStatus expected)
    {
        var given = Accepted(clause => clause with { Obligations = [Answer] }).Done(answeredAt, "off", "answer", ("means", "letter"), ("text", "已核实"));

        Assert.Equal(expected, Only(given, "04-01 00:00").StatusAt(At("04-01 00:00")));
    }

    [Fact]
    public void Discharged_ByWhenItHappenedNotWhenItWasTyped()
    {
        var given = Accepted(clause => clause with { Obligations = [Answer] }).Done("03-20 09:00", "off", "answer", ("means", "letter"), ("text", "已核实"), ("happened-at", At("03-17 16:00")));

        Assert.Equal(ObligationStatus.Met, Only(given, "04-01 00:00").StatusAt(At("04-01 00:00")));
        Assert.True(given.Complaint.Entries[^1].IsBackfilled);
    }

    [Theory]
    [InlineData("withdraw", true)]
    [InlineData("close", false)]
    public void Ended_OtherwiseThanByClosing_IsCancelled(string end, bool isCancelled)
    {
        var given = Accepted(clause => clause with { Obligations = [Answer] }).Done("03-03 09:00", "off", end);

        Assert.Equal(isCancelled ? ObligationStatus.Cancelled : ObligationStatus.Open, Only(given, "03-04 00:00").StatusAt(At("03-04 00:00")));
    }

    [Theory]
    [InlineData("link", ObligationStatus.Cancelled)]
    [InlineData("unlink", ObligationStatus.Open)]
    public void Cancelled_ByALinkUnlessItWasTakenBack(string last, ObligationStatus expected)
    {
        var given = Accepted(clause => clause with { Obligations = [Answer], Clocks = [new([]) { CancelledBy = Pattern("link where same-facts") }] });
        Entry Act(string action) => new(3, action, Bank.Resolve("off")!, At("03-03 09:00"), At("03-03 09:00"), Fields(("to", "A"), ("same-facts", true)), []);

        var linked = given.Complaint.Apply(Act("link"));
        linked = last == "link" ? linked : linked.Apply(Act("unlink"));

        Assert.Equal(expected, Derivation.Of(linked, given.Surroundings, At("03-04 00:00")).Single().StatusAt(At("03-04 00:00")));
    }

    [Fact]
    public void Paused_LeavesOutWholeDays()
    {
        var given = Accepted(clause => clause with { Obligations = [Answer], Clocks = [new([]) { PausedBy = Pattern("pause"), ResumedBy = Pattern("resume") }] })
            .Done("03-04 09:00", "off", "pause", ("reason", "鉴定")).Done("03-09 18:00", "off", "resume");

        Assert.Equal(At("03-23 00:00"), Only(given, "03-10 00:00").Due.At);
    }

    [Fact]
    public void Paused_WithoutAnEnd_CannotBecomeOverdue()
    {
        var given = Accepted(clause => clause with { Obligations = [Answer], Clocks = [new([]) { PausedBy = Pattern("pause"), ResumedBy = Pattern("resume") }] }).Done("03-04 09:00", "off", "pause", ("reason", "鉴定"));

        Assert.Equal(ObligationStatus.Open, Only(given, "06-01 00:00").StatusAt(At("06-01 00:00")));
    }

    [Fact]
    public void Restarted_CountsFromTheNewMaterial()
    {
        var given = Accepted(clause => clause with { Obligations = [Answer], Clocks = [new([]) { RestartedBy = Pattern("add-material where new-facts") }] })
            .Done("03-05 09:00", "off", "add-material", ("text", "补充说明")).Done("03-06 09:00", "off", "add-material", ("text", "新证据"), ("new-facts", true));

        Assert.Equal(At("03-22 00:00"), Only(given, "03-10 00:00").Due.At);
    }

    [Fact]
    public void Replaced_EndsWhenTheOtherComesIntoBeing()
    {
        var complex = Rule("复杂答复", "receipt", "30 days no roll", "answer") with { When = Condition("complexity = complex"), Replaces = ["X-01"] };
        var given = new Given().Policy(new Clause("X-01", "", default) { Obligations = [Answer] }, new Clause("X-02", "", default) { Obligations = [complex] }).Registered()
            .Done("03-10 09:00", "off", "classify", ("category", "other"), ("severity", "minor"), ("complexity", "complex"));

        var obligations = Derivation.Of(given.Complaint, given.Surroundings, At("03-11 00:00"));

        Assert.Equal([ObligationStatus.Cancelled, ObligationStatus.Open], obligations.Select(obligation => obligation.StatusAt(At("03-11 00:00"))));
        Assert.Equal(At("04-02 00:00"), obligations[1].Due.At);
    }

    [Fact]
    public void Extended_MovesToTheEndOfTheDay()
    {
        var extendable = Answer with { Extension = new([new(new(60, PeriodUnit.Day), [])], ["told"], ["sms"]) };
        var given = Accepted(clause => clause with { Obligations = [extendable] });
        var untold = given.Try("03-10 09:00", "off", "extend", ("to", new DateOnly(2026, 4, 1)), ("reason", "调取录音"));
        given.Done("03-10 09:00", "off", "extend", ("to", new DateOnly(2026, 4, 1)), ("reason", "调取录音"), ("told", Fields(("means", "sms"))));

        Assert.Contains(untold.Refusals, refusal => refusal.Clauses.Contains("X-01"));
        Assert.Equal(At("04-02 00:00"), Only(given, "03-11 00:00").Due.At);
        Assert.Equal(At("03-18 00:00"), Only(given, "03-11 00:00").ExtendedFrom);
    }

    [Fact]
    public void Extended_OnlyWhereItsConditionHolds()
    {
        var extendable = Answer with { Extension = new([new(new(60, PeriodUnit.Day), [])], [], []) { When = Condition("severity = severe") } };
        var given = Accepted(clause => clause with { Obligations = [extendable] }).Done("03-10 09:00", "off", "extend", ("to", new DateOnly(2026, 4, 1)), ("reason", "调取录音"));

        Assert.Equal(At("03-18 00:00"), Only(given, "03-11 00:00").Due.At);
    }

    [Fact]
    public void Breach_StartsAnotherClock()
    {
        var reminder = Rule("报告上级", "receipt", "2 days no roll", "report") with { From = new BreachTrigger("X-01") };
        var given = new Given().Policy(new Clause("X-01", "", default) { Obligations = [Answer] }, new Clause("X-02", "", default) { Obligations = [reminder] }).Registered();

        Assert.Single(Derivation.Of(given.Complaint, given.Surroundings, At("03-17 00:00")));
        Assert.Equal(At("03-21 00:00"), Derivation.Of(given.Complaint, given.Surroundings, At("03-18 00:01"))[1].Due.At);
    }

    private static Given Accepted(Func<Clause, Clause> rules) => new Given().Clause("X-01", rules).Registered().Done("03-02 11:00", "off", "accept");

    private static Obligation Only(Given given, string now) => Assert.Single(Derivation.Of(given.Complaint, given.Surroundings, At(now)));
}
