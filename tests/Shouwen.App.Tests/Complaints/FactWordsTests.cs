using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Policies;

namespace Shouwen.App.Tests.Complaints;

/// <summary>How facts are asked for and shown, by what a policy declares.</summary>
public sealed class FactWordsTests
{
    private static readonly Domain.Policies.Policy Policy = PolicyReader.Parse("""
        policy: p
        title: t
        facts:
          km: { label: 行驶里程, kind: number, unit: 公里 }
          grade: { label: 维修级别, choices: { minor: 小修, whole: 整车 } }
          told: { label: 已告知, kind: yes-no }
        clauses:
          P-1:
            says: s
            obligations:
              - { name: n, from: when facts.km > 3 and facts.age > 3 and facts.grade = minor and facts.urgent, due: 1 day, owed-by: handler, met-by: record-facts where facts.told }
        """, "p.yaml").Policy!; // a mistake in it fails every test here

    private static readonly HouseWords Words = HouseWords.Usual.With([Policy]);

    [Theory]
    [InlineData("km", "Number")]
    [InlineData("grade", "Choice")]
    [InlineData("told", "YesNo")]
    [InlineData("age", "Number")]
    [InlineData("urgent", "YesNo")]
    [InlineData("unheard-of", "Text")]
    public void Kind_IsAsDeclaredElseAsUsed(string fact, string kind) => Assert.Equal(kind, PolicyFacts.KindOf(fact, [Policy]).ToString());

    [Fact]
    public void Facts_ReadOnlyOfEntries_AreAskedForWhereFactsAreRecorded()
    {
        Assert.DoesNotContain("told", PolicyFacts.Of([Policy]));
        Assert.Equal(["km", "age", "grade", "urgent", "told"], PolicyFacts.Recordable([Policy]));
    }

    [Fact]
    public void Asked_NamesTheUnit() => Assert.Equal(["行驶里程（公里）", "维修级别", "age"], [FactWords.Asked("km", Words), FactWords.Asked("grade", Words), FactWords.Asked("age", Words)]);

    [Fact]
    public void Values_AreShownWithUnitAndLabel()
    {
        var facts = new Fields([new("km", 20000m), new("grade", "whole"), new("told", true), new("hat", "红")]);

        Assert.Equal("行驶里程 20000 公里，维修级别 整车，已告知 是，hat 红", FactWords.Value(facts, Words));
    }
}
