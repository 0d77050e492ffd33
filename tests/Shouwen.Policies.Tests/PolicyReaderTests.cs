using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Tests;

public class PolicyReaderTests
{
    private static readonly HashSet<string> Posts = ["group-leader", "leading-group", "executive", "unit-head", "risk-officer"];

    internal static string Sample => Path.Combine(AppContext.BaseDirectory, "Samples", "full.yaml");

    private static Clause Clause(string id)
    {
        var (policy, problems) = PolicyReader.Read(Sample, Posts);
        Assert.Empty(problems);
        return policy!.Clauses.Single(clause => clause.Id == id);
    }

    [Fact]
    public void Sample_UsesEveryKey()
    {
        var text = File.ReadAllText(Sample);

        var missing = PolicyKeys.Policy.All().SelectMany(node => node.Keys.Select(key => $"{key.Name}:")).Where(key => !text.Contains(key, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Words_AreReadWithTheirKind()
    {
        var policy = PolicyReader.Read(Sample, Posts).Policy!;

        Assert.Equal([("产品已到期", null, null), ("交付日期", FactKind.Date, null), ("行驶里程", FactKind.Number, "公里"), ("级别", FactKind.Choice, null)],
            policy.Facts.Values.Select(fact => (fact.Label, fact.Kind, fact.Unit)));
        Assert.Equal(["小修", "整车"], policy.Facts["grade"].Choices.Select(choice => choice.Label));
        Assert.Equal("重点关注", policy.Flags["watch"]);
        Assert.Equal("投诉档案", policy.Forms["complaint-file"]);
    }

    [Fact]
    public void Head_IsRead()
    {
        var (policy, problems) = PolicyReader.Read(Sample, Posts);

        Assert.Empty(problems);
        Assert.Equal("full-sample", policy!.Id);
        Assert.Equal(new DateOnly(2012, 3, 16), policy.InForceFrom);
        Assert.Equal("year", policy.Numbering!.CountsWithin);
        Assert.Equal(["product-use", "delivery"], policy.Categories.Select(category => category.Value));
        Assert.Equal(["no-fault", "true-serious"], policy.Outcomes.Select(outcome => outcome.Value));
        Assert.Equal(30, policy.Parameters["gathering"]);
        Assert.Equal(["gathering"], policy.UnverifiedParameters);
        Assert.Equal(["gathering"], policy.OurParameters);
        Assert.Equal(["不能保证收益"], policy.Lists["principal"].Except);
        Assert.Equal(["不", "无法"], policy.Lists["principal"].NotAfter);
        Assert.Equal(2000m, policy.Tables["warranty"]["minor"]["km"]);
        Assert.Equal(64, policy.Hash.Length);
        Assert.Equal(14, policy.Clauses.Count);
    }

    [Fact]
    public void Obligation_IsRead()
    {
        var clause = Clause("FS-01");
        var rule = clause.Obligations.Single();

        Assert.Equal(["from"], clause.Ours);
        Assert.Equal("register", Assert.IsType<EntryTrigger>(rule.From).Pattern.Options.Single().Action);
        Assert.Equal(new PeriodDue(new Period(15, PeriodUnit.WorkingDay)), rule.Due);
        Assert.Equal("responsible-unit", rule.OwedBy.Unit);
        Assert.Equal([new Period(5, PeriodUnit.WorkingDay), new Period(1, PeriodUnit.WorkingDay)], rule.Warn);
        Assert.Equal(["superior", "unit-above"], rule.OnBreach.Select(relation => relation.Text));
        Assert.Equal(60, rule.Extension!.Stages.Single().AtMost.Count);
        Assert.Equal(["reason", "told"], rule.Extension.Requires);
        Assert.Equal(["withdraw", "void"], rule.WaivedBy!.Options.Select(option => option.Action));
    }

    [Fact]
    public void DueTimes_AreRead()
    {
        var rules = Clause("FS-02").Obligations;

        Assert.Equal("FS-01", Assert.IsType<BreachTrigger>(rules[1].From).Clause);
        Assert.Equal([new FactDue("forwarded-by.due"), new PeriodDue(new Period(15, PeriodUnit.WorkingDay))], Assert.IsType<FallbackDue>(rules[1].Due).Alternatives);
        Assert.IsType<FactTrigger>(rules[2].From);
        Assert.Equal(new OffsetDue(new Period(3, PeriodUnit.Day), true, "facts.delivered-on"), Assert.IsType<EarliestDue>(rules[2].Due).Alternatives[2]);
        Assert.Equal(2, Assert.IsType<EntryTrigger>(rules[3].From).Pattern.Options.Single().Nth);
        Assert.Equal("hr-admin", rules[3].OwedBy.Unit);
        Assert.Equal(["FS-01"], rules[3].Replaces);
        Assert.Equal([0, 2], rules[3].Extension!.Stages.Select(stage => stage.By.Count));
    }

    [Fact]
    public void Gates_AreRead()
    {
        var gates = Clause("FS-03").Gates;

        Assert.Equal(["answer", "settle"], gates[0].Refuses.Options.Select(option => option.Action));
        Assert.True(gates[0].IsOverridable);
        Assert.Equal(30, gates[1].LaterThan!.Period.Count);
        Assert.Equal([false, false, true, true], gates.Select(gate => gate.IsAboutPersons));
    }

    [Fact]
    public void OtherRules_AreRead()
    {
        var detection = Assert.Single(Clause("FS-04").Detections);
        Assert.Equal(("product", "branch", TimeSpan.FromDays(7), 5), (detection.Same, detection.Within, detection.Length, detection.GrowsBy));
        Assert.Equal([1, 3], Clause("FS-04").Reactions.Select(reaction => reaction.Then.Count));
        Assert.Equal("热线转来投诉，请立即处理", Assert.IsType<NotifyConsequence>(Clause("FS-04").Reactions[1].Then[1]).Text);
        Assert.Equal("请处理", Assert.IsType<NotifyConsequence>(Clause("FS-04").Reactions[1].Then[2]).Text);
        Assert.Equal("leading-group of complained-about-unit or above", Clause("FS-05").Chain!.Steps[0].By.Single().Text);
        Assert.Equal(3, Clause("FS-05").Chain!.Steps[1].Quorum);
        Assert.Equal(["承诺", "保证"], Clause("FS-06").TextGuards[0].Phrases.Phrases);
        Assert.Equal(["answer", "propose"], Clause("FS-06").TextGuards[1].On);
        Assert.NotNull(Clause("FS-07").Clocks[0].ResumedBy);
        Assert.Equal(2, Clause("FS-07").Clocks[1].CancelledBy!.Options.Count);
        Assert.Equal("head-office", Clause("FS-08").PeriodicDuties.Single().To);
        Assert.Equal(["落实措施（道歉）", "问责"], Clause("FS-09").Outcomes["true-serious"].RequiresBeforeClose.Select(item => item.LabelIn(HouseWords.Usual)));
        Assert.Equal(200, Clause("FS-10").Sanctions[1].AtMost);
        Assert.Equal(PeriodUnit.Year, Clause("FS-11").Retention!.Keep.Unit);
        Assert.Equal(2, Clause("FS-11").Scorecard!.Indicators.Count);
        Assert.Equal(["branch", "head-office"], Clause("FS-12").RequiresPosts.Select(post => post.UnitKind));
        var guidance = Clause("FS-12").Guidance;
        Assert.Equal([["先听完"], ["先安抚", "再答复"], ["七步"]], guidance.Select(item => item.Says));
        Assert.Equal([false, true, true], guidance.Select(item => item.HasPlace));
        Assert.Equal([Stage.Registered, Stage.Answered], guidance[1].Stages);
        Assert.Equal(["answer"], guidance[1].Actions);
        Assert.True(guidance[2].IsAlways);
        Assert.Equal("由董事会决定", Clause("FS-13").NotEnforced);
    }
}
