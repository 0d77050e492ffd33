namespace Shouwen.Policies.Tests;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("shouwen-check-").FullName;

    public PolicyCheckTests()
    {
        Write("calendars/china.yaml", File.ReadAllText(Path.Combine(Repository.Root, "calendars", "china.yaml")));
        Write("institutions/posts.yaml", "posts: { teller: { name: 柜员, may: [register] } }\n");
        Write("institutions/tiny/institution.yaml", """
            institution: tiny
            name: 小银行
            adopts: [one, two]
            parameters: { limit: 3 }
            units: [{ id: head-office, name: 总行, kind: head-office }]
            persons: [{ id: li, name: 李, posts: [teller@head-office] }]
            """);
        Write("policies/one/policy.yaml", """
            policy: one
            title: 甲
            parameters: { limit: 2 }
            clauses:
              A-1: { says: s, obligation: { name: n, due: 1 day, owed-by: handler, met-by: answer } }
            """);
        Write("policies/two/policy.yaml", """
            policy: two
            title: 乙
            clauses:
              B-1: { says: s, obligation: { name: n, due: 1 day, owed-by: handler, met-by: answer, from: breach of A-1, replaces: A-1 } }
              B-2: { says: s, clock: { of: A-1, cancel: void } }
            """);
        Write("policies/two/stories/one.yaml", """
            title: t
            institution: tiny
            adopts: [one, two]
            story:
              - { at: 2026-02-12 10:00, do: register, refused-by: B-1 }
            expect:
              - { at: 2026-02-12 10:00, clause: A-1 }
            """);
    }

    [Fact]
    public void Files_WithoutMistake_AreAccepted() => Assert.Empty(Check());

    [Theory]
    [InlineData("policies/two/policy.yaml", "breach of A-1", "breach of A-2", "4:94: 没有条款“A-2”，是否应为“A-1”？")]
    [InlineData("policies/two/policy.yaml", "replaces: A-1", "replaces: A-3", "4:119: 没有条款“A-3”，是否应为“A-1”？")]
    [InlineData("policies/two/policy.yaml", "of: A-1", "of: [A-1, C-9]", "5:38: 没有条款“C-9”，是否应为“A-1”？")]
    [InlineData("policies/two/policy.yaml", "B-2:", "A-1:", "5:3: 条款编号“A-1”在 one 里已经有了")]
    [InlineData("policies/two/policy.yaml", "policy: two", "policy: too", "1:1: policy 应与文件夹同名：two")]
    [InlineData("policies/two/policy.yaml", "owed-by: handler", "owed-by: tller of branch", "4:63: 没有名为“tller”的岗位，是否应为“teller”？")]
    [InlineData("institutions/tiny/institution.yaml", "[one, two]", "[one, tow]", "3:15: 没有名为“tow”的制度，是否应为“two”？")]
    [InlineData("institutions/tiny/institution.yaml", "limit: 3", "limt: 3", "4:15: 没有名为“limt”的制度参数，是否应为“limit”？")]
    [InlineData("policies/two/stories/one.yaml", "institution: tiny", "institution: tine", "2:14: 没有名为“tine”的机构，是否应为“tiny”？")]
    [InlineData("policies/two/stories/one.yaml", "[one, two]", "[one, twoo]", "3:15: 没有名为“twoo”的制度，是否应为“two”？")]
    [InlineData("policies/two/stories/one.yaml", "refused-by: B-1", "refused-by: B-7", "5:5: 没有条款“B-7”，是否应为“B-1”？")]
    [InlineData("policies/two/stories/one.yaml", "clause: A-1", "clause: A-8", "7:5: 没有条款“A-8”，是否应为“A-1”？")]
    public void Mistake_IsToldWhere(string file, string right, string wrong, string expected)
    {
        var path = Path.Combine(root, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains($"{path}:{expected}", Check());
    }

    [Fact]
    public void DepartmentThatTheInstitutionLacks_IsTold()
    {
        var path = Path.Combine(root, "policies/one/policy.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("owed-by: handler", "owed-by: unit hr-admin", StringComparison.Ordinal));

        Assert.Contains($"{Path.Combine(root, "institutions", "tiny", "institution.yaml")}:3:10: one 提到单位“hr-admin”，本机构没有", Check());
    }

    public void Dispose() => Directory.Delete(root, true);

    private IEnumerable<string> Check() => PolicyCheck.Of(RuleBook.Open(root)).Select(problem => problem.ToString());

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has a folder
        File.WriteAllText(path, text);
    }
}
