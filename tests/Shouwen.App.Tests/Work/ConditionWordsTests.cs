using Shouwen.App.Features.Policies;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

public sealed class ConditionWordsTests
{
    private static readonly Vocabularies Known = new(ComplaintFacts.Vocabularies, new Dictionary<string, IReadOnlyList<string>>());

    [Theory]
    [InlineData("severity >= severe", "严重程度不低于 重度")]
    [InlineData("channel in [hotline, phone] and people >= 10", "投诉渠道为客服热线、电话，且人数不低于 10")]
    [InlineData("exists(report to regulator)", "已有报告（报告对象是监管机构）")]
    [InlineData("not exists(answer)", "没有答复")]
    [InlineData("facts.product-matured = true", "事实 product-matured")]
    [InlineData("outcome != none", "已有本轮调查结论")]
    public void Condition_OfThePolicyLanguage_ReadsAsChinese(string condition, string words) => Assert.Equal(words, new ConditionWords(TestHouse.Bank).Of(Grammar.ParseCondition(condition, Known)));

    [Theory]
    [InlineData("facts.product-matured = true", "产品已到期")]
    [InlineData("facts.grade = whole", "维修级别是整车")]
    [InlineData("flags contains watch", "系统标记包含重点关注")]
    public void Condition_OnWhatAPolicyDeclares_ReadsByItsLabel(string condition, string words)
    {
        var policy = new Policy("p", "规则", "hash")
        {
            Facts = new Dictionary<string, DeclaredFact> { ["product-matured"] = new("产品已到期"), ["grade"] = new("维修级别") { Kind = FactKind.Choice, Choices = [new("whole", "整车")] } },
            Flags = new Dictionary<string, string> { ["watch"] = "重点关注" },
        };
        var bank = TestHouse.Bank with { Words = TestHouse.Bank.Words.With([policy]) };

        Assert.Equal(words, new ConditionWords(bank).Of(Grammar.ParseCondition(condition, Known)));
    }

    [Theory]
    [InlineData("2nd return", "第 2 次退回")]
    [InlineData("accept or decline", "受理、不予受理")]
    [InlineData("call-back where of = complainant and satisfied", "回访（回访对象是投诉人，且是否满意）")]
    public void Pattern_OfEntries_ReadsAsActions(string pattern, string words) => Assert.Equal(words, new ConditionWords(TestHouse.Bank).Of(Grammar.ParsePattern(pattern, Known)));
}
