using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Institutions;

/// <summary>Categories and outcomes that every institution knows, whatever it adopts.</summary>
public static class Taxonomy
{
    public static readonly IReadOnlyList<Choice> Categories = Vocabulary.Of(
        "product-use 产品使用", "service-flow 服务流程", "rule-explanation 政策规则解释", "information 信息准确及时", "staff-attitude 服务态度");

    public static readonly IReadOnlyList<Choice> Outcomes = Vocabulary.Of("upheld 属实", "partly-upheld 部分属实", "not-upheld 不属实");
}
