using Shouwen.Domain.Actions;
using static Shouwen.Policies.Keys.KeyKind;

namespace Shouwen.Policies.Keys;

/// <summary>The keys of the files under institutions/.</summary>
public static class InstitutionKeys
{
    public static readonly Node Post = new("post", "岗位",
    [
        new Key("name", Text, "名称", "name", "投诉专员").Required,
        new("may", Texts, "可以做什么：操作、权限或 groups 里的组名", "actions, capabilities or groups of them", "[handle, answer]"),
        new("sees", Word, "看得到哪些案件：本人经手的、单位所及的、全部、都看不到", "which cases it sees: those in the person's own hands, those the unit reaches, all, or none", "reach") { Words = ["assigned", "reach", "all", "nothing"] },
        new("handles", Number, "接办次序：大者先接，0 不接", "who gets new cases: the higher the sooner", "10"),
    ]);

    public static readonly Node Posts = new("posts-file", "岗位文件",
    [
        new("groups", Named, "常一起授予的操作和权限", "named groups of actions and capabilities", "{ approval: [approve, reject] }"),
        new Key("posts", Named, "岗位；键是岗位编号", "the posts", "{ teller: { name: 柜员, may: [register] } }") { Parts = Post }.Required,
    ]);

    public static readonly Node Unit = new("unit", "单位",
    [
        new Key("id", Text, "编号", "id", "branch-1").Required,
        new Key("name", Text, "名称", "name", "城东分行").Required,
        new Key("kind", Word, "类型", "kind", "branch") { Words = RuleKeys.UnitKinds }.Required,
        new("parent", Text, "上级单位的编号", "id of the unit above", "head-office"),
        new("units", Maps, "下级单位", "units below", "[{ id: hotline, name: 热线, kind: hotline }]"),
        new("phone", Text, "电话", "phone", "0000-8110100"),
        new("address", Text, "地址", "address", "听潮路1号"),
        new("named-persons", Named, "指定专人：职责: 人员编号", "persons named for duties", "{ regulator-report: li-ming }"),
    ]);

    public static readonly Node Person = new("person", "人员",
    [
        new Key("id", Text, "编号", "id", "li-ming").Required,
        new Key("name", Text, "姓名", "name", "李明").Required,
        new("staff-number", Text, "工号", "staff number", "S0001"),
        new("phone", Text, "电话", "phone", "0000-8110101"),
        new("title", Text, "职务，代替第一个岗位的名称显示", "what to call the person instead of the first post's name", "主任"),
        new Key("posts", Texts, "岗位@单位；第一个是平时使用的", "post@unit, the usual one first", "[teller@branch-1]").Required,
    ]);

    public static readonly Node Delegate = new("delegate", "代理",
    [
        new Key("for", Text, "代理谁", "the absent person", "li-ming").Required,
        new Key("by", Text, "由谁代理", "who acts", "wang-fang").Required,
        new Key("from", Text, "自何时（含）", "from, inclusive", "2026-08-03").Required,
        new Key("until", Text, "至何时（不含）", "until, exclusive", "2026-08-15").Required,
    ]);

    public static readonly Node Graces = new("graces", "时间用语的宽限",
    [
        new("immediately", Period, "立即", "immediately", "30 minutes"),
        new("first-moment", Period, "第一时间", "at the first moment", "2 hours"),
        new("promptly", Period, "及时", "promptly", "1 working day"),
    ]);

    public static readonly Node Institution = new("institution", "机构文件",
    [
        new Key("institution", Text, "编号，与所在文件夹同名", "id, same as the folder", "sample-bank").Required,
        new Key("name", Text, "名称", "name", "岚州银行").Required,
        new("kind", Text, "机构类型；只作说明", "kind; informs only", "bank"),
        new("adopts", Texts, "采用的制度，次序决定编号格式", "adopted policies, in order", "[rg-2012-13]"),
        new("time-zone", Text, "时区", "time zone", "Asia/Shanghai"),
        new("graces", Map, "“立即”等各宽限多久", "meaning of the words of time", "{ immediately: 30 minutes }") { Parts = Graces },
        new("closing-days", Named, "自定的停业日：日期: 名称", "own closing days", "{ 2026-05-06: 系统升级 }"),
        new("parameters", Named, "对制度参数的取值", "own values for parameters", "{ gathering: 20 }"),
        new("categories", Maps, "自有的投诉类别", "own categories", "{ parking: 停车 }") { Parts = PolicyKeys.Choice, MayBePlain = true },
        new("outcomes", Maps, "自有的处理结果", "own outcomes", "{ shared: 双方均有责任 }") { Parts = PolicyKeys.Choice, MayBePlain = true },
        new("incident-levels", Maps, "群体事件的级别，由低到高；不写则不分级", "levels of incidents, in rising order; none when left out", "{ general: 一般, major: 重大 }") { Parts = PolicyKeys.Choice, MayBePlain = true },
        new("labels", Named, "本机构自己的叫法：用语的编号: 叫法；没有写的用通常的叫法", "own words for what is on screen", "{ channel.counter: 前台, unit-kind.head-office: 总部, post.teller: 接待员 }"),
        new("channels", Words, "受理投诉的渠道；不写则全部", "the channels it offers; all when left out", "[counter, phone, letter]") { Words = RuleKeys.WordsOf(Vocabulary.Channels) },
        new Key("units", Maps, "单位，第一个是总行（总部）", "units, the root first", "[{ id: head-office, name: 总行, kind: head-office }]") { Parts = Unit }.Required,
        new Key("persons", Maps, "人员，次序决定由谁先办", "persons, in order", "[{ id: li-ming, name: 李明, posts: [teller@branch-1] }]") { Parts = Person }.Required,
        new("delegates", Maps, "代理", "delegates", "[{ for: li-ming, by: wang-fang, from: 2026-08-03, until: 2026-08-15 }]") { Parts = Delegate },
    ]);
}
