namespace Shouwen.Policies.Tests;

/// <summary>Each mistake is told at its line and column, with what was probably meant.</summary>
public class PolicyMistakesTests
{
    private static readonly HashSet<string> Posts = ["group-leader", "unit-head"];

    private static readonly string[] Rest = ["name: n", "due: 1 day", "owed-by: handler", "met-by: answer"];

    private const string Head = "policy: p\ntitle: t\n";

    private const string Obligation = Head + "clauses:\n  P-1:\n    says: s\n    obligation: { name: n, due: 1 day, owed-by: handler, met-by: answer }\n";

    /// <summary>Puts a line into the one obligation; it begins at line 7, column 7.</summary>
    private static string InObligation(string line) =>
        Head + "clauses:\n  P-1:\n    says: s\n    obligation:\n      " + line + "\n"
        + string.Concat(Rest.Where(rest => rest.Split(':')[0] != line.Split(':')[0]).Select(rest => $"      {rest}\n"));

    /// <summary>Puts a line into the one clause; it begins at line 6, column 5.</summary>
    private static string InClause(string line) => Head + "clauses:\n  P-1:\n    says: s\n    " + line + "\n    not-enforced: g\n";

    private static void IsTold(string text, string expected)
    {
        var (policy, problems) = PolicyReader.Parse(text, "p.yaml", Posts);

        Assert.Null(policy);
        Assert.True(problems.Any(problem => problem.ToString().StartsWith("p.yaml:" + expected, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    [Fact]
    public void Rule_WithoutMistake_IsRead() => Assert.Empty(PolicyReader.Parse(Obligation, "p.yaml", Posts).Problems);

    [Theory]
    [InlineData("duee: 1 day", "7:7: 办理义务（时限）没有“duee”这个键，是否应为“due”？")]
    [InlineData("due: 15 workng days", "7:12: “15 workng days”不是期限，是否应为“working”？")]
    [InlineData("due: promisd-by", "7:12: “promisd-by”既不是期限也不是事实，是否应为“promised-by”？")]
    [InlineData("due: promised-by, else 15 dayz", "7:30: “15 dayz”不是期限，是否应为“days”？")]
    [InlineData("due: earliest of 1 day; tomorow", "7:31: “tomorow”既不是期限也不是事实")]
    [InlineData("due: 3 days before facts", "7:26: “facts”既不是期限也不是事实")]
    [InlineData("due: end of week before promised-by", "7:12: “end of week”之前不是一个时间")]
    [InlineData("from: recieve-hand-over", "7:13: 没有名为“recieve-hand-over”的动作，是否应为“receive-hand-over”？")]
    [InlineData("from: when severty = severe", "7:18: 没有名为“severty”的事实，是否应为“severity”？")]
    [InlineData("when: severity = sever", "7:24: “severity”没有取值“sever”，是否应为“severe”？")]
    [InlineData("when: \"people >= 10 and\"", "7:30: 没有写完")]
    [InlineData("when: >-\n        people >= 10\n        and chanel = hotline", "9:13: 没有名为“chanel”的事实，是否应为“channel”？")]
    [InlineData("when: actor.post = teller", "7:13: 这里没有行为人")]
    [InlineData("when: action.to = regulator", "7:13: 只有 gate 和 text-guard 的条件可以写 action.…")]
    [InlineData("when: people >= parameters.many", "7:23: parameters 里没有“many”")]
    [InlineData("when: warranty[severity].km > 1", "7:13: 没有名为“warranty”的表")]
    [InlineData("owed-by: handlr", "7:16: 没有名为“handlr”的人员或单位关系，是否应为“handler”？")]
    [InlineData("owed-by: group-leadr of branch", "7:16: 没有名为“group-leadr”的岗位，是否应为“group-leader”？")]
    [InlineData("owed-by: group-leader of branche", "7:32: 没有名为“branche”的单位关系（某一部门写作 unit 编号），是否应为“branch”？")]
    [InlineData("owed-by: unit-head", "7:16: “unit-head”是岗位，要写明哪个单位")]
    [InlineData("on-breach: notify superior, then unit-abov", "7:40: 没有名为“unit-abov”的人员或单位关系，是否应为“unit-above”？")]
    [InlineData("met-by: report to regulatr", "7:25: “to”没有取值“regulatr”，是否应为“regulator”？")]
    [InlineData("met-by: [answer, settel]", "7:24: 没有名为“settel”的动作，是否应为“settle”？")]
    [InlineData("warn: [1 wek before]", "7:14: “1 wek”不是期限")]
    [InlineData("extension: { requires: [reson], at-most: 2 days }", "7:31: 没有名为“reson”的取值，是否应为“reason”？")]
    [InlineData("extension: { requires: [reason] }", "7:18: 延期应写 at-most 或 stages，且只写一个")]
    [InlineData("ours: [fron]", "7:14: 没有名为“fron”的键，是否应为“from”？")]
    public void Obligation_WithMistake_IsToldWhere(string line, string expected) => IsTold(InObligation(line), expected);

    [Theory]
    [InlineData("gate: { refuses: answer }", "6:11: 管控点缺少“message”")]
    [InlineData("gate: { refuses: answer, message: m, overridable: yess }", "6:55: “overridable”应为 true 或 false")]
    [InlineData("reaction: { on: return, when: approved, then: flag f }", "6:15: reaction 应写 on")]
    [InlineData("reaction: { on: return, then: shout }", "6:35: “shout”不是系统能做的事")]
    [InlineData("reaction: { on: return, then: notify handler by smss：请处理 }", "6:53: 没有名为“smss”的方式，是否应为“sms”？")]
    [InlineData("clock: { resume: resume }", "6:14: 有 resume 就要有 pause")]
    [InlineData("text-guard: { phrases: comitments }", "6:28: 没有名为“comitments”的用语清单")]
    [InlineData("chain: { of: propos, steps: [{ by: unit-head of branch }] }", "6:18: 没有名为“propos”的动作，是否应为“propose”？")]
    [InlineData("periodic: { each: branches, every: month }", "6:23: 没有名为“branches”的取值，是否应为“branch”？")]
    [InlineData("periodic: { each: branch, every: half-year, due: 01-30 }", "6:54: “01-30”不能作为每half-year一次的期限")]
    [InlineData("outcomes: { upheldd: { requires-before-close: [answer] } }", "6:17: 没有名为“upheldd”的处理结果（outcomes），是否应为“upheld”？")]
    [InlineData("sanctions: [{ id: i, offence: o, amount: 200..50 }]", "6:46: “200..50”应为一个数或一个范围")]
    [InlineData("retention: { keep: 5 yeas, from: archive }", "6:24: “5 yeas”不是期限，是否应为“years”？")]
    [InlineData("requires-posts: [group-leader of brnch]", "6:22: 没有名为“brnch”的单位类型，是否应为“branch”？")]
    [InlineData("says: again", "6:5: “says”重复，第 5 行已经有了")]
    [InlineData("guidance: { stages: answred, says: s }", "6:25: 没有名为“answred”的取值，是否应为“answered”？")]
    [InlineData("guidance: { on: anser, says: s }", "6:21: 没有名为“anser”的取值，是否应为“answer”？")]
    [InlineData("guidance: { when: severty = severe, says: s }", "6:23: 没有名为“severty”的事实，是否应为“severity”？")]
    [InlineData("guidance: { stages: answered }", "6:15: 指引缺少“says”")]
    [InlineData("source: &x one", "6:13: 这里不用 YAML 的锚点和引用")]
    [InlineData("source: a: b", "6:14: YAML 格式错误：这里不能再有“: ”")]
    public void Clause_WithMistake_IsToldWhere(string line, string expected) => IsTold(InClause(line), expected);

    [Theory]
    [InlineData("", "1:1: 文件是空的")]
    [InlineData("title: t\nclauses: {}\n", "1:1: 文件顶层缺少“policy”")]
    [InlineData(Head + "clauses:\n  P-1: { says: s }\n", "4:3: P-1 没有规则")]
    [InlineData(Head + "clauses:\n  first: { says: s, guidance: g }\n", "4:3: “first”不是条款编号")]
    [InlineData(Head + "until: 2020-13-01\nclauses: {}\n", "3:8: “2020-13-01”不是日期")]
    [InlineData(Head + "numbering: { format: \"{yyyy}\" }\nclauses: {}\n", "3:22: “{yyyy}”不是编号格式")]
    [InlineData(Head + "parameters: { limit: many }\nclauses: {}\n", "3:22: “many”不是数字")]
    [InlineData(Head + "facts: { km: { label: 里程, kind: nmber } }\nclauses: {}\n", "3:33: 没有名为“nmber”的取值，是否应为“number”？")]
    [InlineData(Head + "facts: { km: { kind: number } }\nclauses: {}\n", "3:14: 事实的叫法缺少“label”")]
    [InlineData(Head + "facts: { km: { label: 里程, kind: date, unit: 公里 } }\nclauses: {}\n", "3:39: 有单位（unit）的是数：kind: number")]
    [InlineData(Head + "facts: { km: { label: 里程, kind: choice } }\nclauses: {}\n", "3:27: kind: choice 和 choices 应一起写")]
    [InlineData(Head + "flags: { watch: [重点关注] }\nclauses: {}\n", "3:17: “watch”应是一个值")]
    [InlineData(Head + "clauses: {}\n---\nx: 1\n", "4:1: 一个文件只能有一个 YAML 文档")]
    public void File_WithMistake_IsToldWhere(string text, string expected) => IsTold(text, expected);
}
