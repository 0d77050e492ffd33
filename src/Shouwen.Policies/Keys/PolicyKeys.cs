using Shouwen.Domain.Policies;
using static Shouwen.Policies.Keys.KeyKind;

namespace Shouwen.Policies.Keys;

/// <summary>Every key of a policy file. Nothing else lists them.</summary>
public static class PolicyKeys
{
    internal static readonly IReadOnlyDictionary<string, FactKind> FactKinds = new Dictionary<string, FactKind>
    {
        ["yes-no"] = FactKind.YesNo,
        ["number"] = FactKind.Number,
        ["date"] = FactKind.Date,
        ["text"] = FactKind.Text,
        ["choice"] = FactKind.Choice,
    };

    public static readonly Node Choice = new("choice", "类别、结果的一项",
    [
        new Key("id", Text, "编号", "id", "product-use").Required,
        new Key("name", Text, "屏幕上的名称", "name on screen", "产品使用").Required,
    ]);

    public static readonly Node Numbering = new("numbering", "投诉编号",
    [
        new Key("format", Text, "格式：花括号里是日期部分（y、M、d），另有一处 {nnn} 是流水号，n 的个数是最少位数", "date parts and one counter", "\"{yyMMdd}{nnn}\"").Required,
        new("counts-within", Word, "流水号在一日、一月还是一年内连续", "when the counter starts again", "year") { Words = ["day", "month", "year"] },
    ]);

    public static readonly Node Parameter = new("parameter", "参数",
    [
        new Key("value", Number, "数值", "value", "30").Required,
        new("says", Text, "说明", "what it is", "较大规模聚集的人数"),
        new("verified", Flag, "false：尚未核对原文，屏幕上显示“待核对”", "false: not read in an official text", "false"),
        new("ours", Flag, "true：原文没有这个数，是我们的读法", "true: our reading, not the document's", "true"),
    ]);

    public static readonly Node PhraseList = new("phrase-list", "用语清单",
    [
        new Key("phrases", Texts, "要找的用语；“…”代表同一句里至多八个字", "wording to look for", "[保证…收益, 退还]").Required,
        new("except", Texts, "含有上述用语但不算的说法", "wording that does not count", "[不能保证收益]"),
        new("not-after", Texts, "紧跟在这些词之后的不算，如否定词", "words after which it does not count", "[不, 无法]"),
    ]);

    public static readonly Node Fact = new("fact", "事实的叫法",
    [
        new Key("label", Text, "屏幕上的叫法", "name on screen", "行驶里程").Required,
        new("kind", Word, "是非、数、日期、文字还是几个词之一；不写则看规则怎样用它", "what it is; as the rules use it when left out", "number") { Words = [.. FactKinds.Keys] },
        new("unit", Text, "数的单位", "unit of a number", "公里"),
        new("choices", Maps, "几个词之一的，各词及其叫法", "the words it may be", "{ minor: 小修, whole: 整车或总成 }") { Parts = Choice, MayBePlain = true },
    ]);

    public static readonly Node Policy = new("policy", "文件顶层",
    [
        new Key("policy", Text, "制度编号，与所在文件夹同名", "id, same as the folder", "rg-2012-13").Required,
        new Key("title", Text, "文件名称", "title of the source document", "银行业客户投诉处理机制通知").Required,
        new("for", Text, "写给哪类机构；只作说明", "kind of institution; informs only", "bank"),
        new("in-force-from", Date, "自哪日起收到的投诉适用（含当日）", "first day in force", "2012-03-16"),
        new("until", Date, "施行到哪日（含当日）；现行的不写", "last day in force", "2020-02-29"),
        new("applies-when", Condition, "只有满足条件的投诉才适用本制度", "condition for the whole policy", "facts.product-matured or campaign-open"),
        new("numbering", Map, "投诉编号的格式", "format of complaint numbers", "{ format: \"{yyMMdd}{nnn}\", counts-within: year }") { Parts = Numbering },
        new("categories", Maps, "本制度的投诉类别；也可以写成“编号: 名称”", "categories it brings", "{ product-use: 产品使用 }") { Parts = Choice, MayBePlain = true },
        new("outcomes", Maps, "本制度的处理结果类型；也可以写成“编号: 名称”", "outcomes it brings", "{ no-fault: 无过错 }") { Parts = Choice, MayBePlain = true },
        new("facts", Named, "规则所读事实的叫法：名称: 叫法，或见右；条件里写作 facts.名称。补记事实不限于这里写的", "what the facts that rules read are called; any fact may be recorded", "{ product-matured: 产品已到期, mileage-km: { label: 行驶里程, kind: number, unit: 公里 } }") { Parts = Fact, MayBePlain = true },
        new("flags", Named, "规则所设标记的叫法：名称: 叫法", "what the marks that rules set are called", "{ watch: 重点关注 }"),
        new("forms", Named, "条款所用表单、报表的名称：编号: 名称", "titles of the forms and reports that clauses use", "{ complaint-file: 投诉档案 }"),
        new("parameters", Named, "机构可以自行调整的数值；条件里写作 parameters.名称", "numbers that institutions may set", "{ gathering: 30 }") { Parts = Parameter, MayBePlain = true },
        new("lists", Named, "用语清单，供 text-guard 引用", "named lists of phrases", "{ commitments: [承诺, 保证] }") { Parts = PhraseList, MayBePlain = true },
        new("tables", Named, "查找表：表名、行名、列名、值；条件里写作 表名[行].列名", "lookup tables", "{ warranty: { minor: { km: 2000, days: 10 } } }"),
        new Key("clauses", Named, "逐条写出的条款，次序与原文一致；键是条款编号，如 RG-09", "the clauses in their order", "{ RG-09: { says: …, obligation: … } }") { Parts = ClauseKeys.Clause }.Required,
    ]);
}
