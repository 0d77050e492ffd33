using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Policies.Institutions;

namespace Shouwen.Policies.Tests;

public class InstitutionReaderTests
{
    private const string Posts = """
        groups:
          handle: [register, accept]
          more: [handle, answer]
        posts:
          teller: { name: 柜员, may: [more, close], handles: 2 }
          unit-head: { name: 负责人 }
        """;

    private const string Bank = """
        institution: tiny
        name: 小银行
        kind: bank
        adopts: [rg-2012-13]
        time-zone: Asia/Shanghai
        graces: { promptly: 3 hours }
        closing-days: { 2026-05-06: 系统升级 }
        parameters: { limit: 20 }
        categories: { parking: 停车 }
        labels: { channel.counter: 前台, post.teller: 接待员, fact.handmade: 手工定做 }
        channels: [counter, phone]
        units:
          - id: head-office
            name: 总行
            kind: head-office
            named-persons: { regulator-report: li }
            units:
              - { id: branch-1, name: 分行, kind: branch, phone: "1", address: 路1号 }
          - { id: hotline, name: 热线, kind: hotline, parent: head-office }
        persons:
          - { id: li, name: 李, staff-number: S1, phone: "2", posts: [unit-head@head-office, teller@branch-1] }
          - { id: wu, name: 吴, posts: teller@branch-1 }
          - { id: zhao, name: 赵, title: 师傅, posts: [teller@branch-1, unit-head@branch-1] }
        delegates:
          - { for: li, by: wu, from: 2026-08-03, until: 2026-08-15 09:00 }
        """;

    [Fact]
    public void Posts_MayWhatTheirGroupsSay()
    {
        var (posts, problems) = PostsReader.Parse(Posts, "posts.yaml");

        Assert.Empty(problems);
        Assert.Equal(["accept", "answer", "close", "register"], posts["teller"].May.Order());
        Assert.Equal((2, 0), (posts["teller"].Handles, posts["unit-head"].Handles));
    }

    [Theory]
    [InlineData("register, accept", "registr", "2:12: 没有名为“registr”的操作、权限或组，是否应为“register”？")]
    [InlineData("more, close", "moree", "5:29: 没有名为“moree”的操作、权限或组，是否应为“more”？")]
    [InlineData("handles: 2", "handles: two", "5:52: “two”不是数字")]
    public void Posts_WithMistake_AreToldWhere(string right, string wrong, string expected) =>
        Assert.Contains("posts.yaml:" + expected, PostsReader.Parse(Posts.Replace(right, wrong, StringComparison.Ordinal), "posts.yaml").Problems.Select(problem => problem.ToString()));

    [Fact]
    public void Institution_IsRead()
    {
        var (bank, problems) = InstitutionReader.Parse(Bank, "i.yaml", PostsReader.Parse(Posts, "posts.yaml").Posts);

        Assert.Empty(problems);
        Assert.Equal(["head-office", "branch-1", "hotline"], bank!.Units.Select(unit => unit.Id));
        Assert.Equal([null, "head-office", "head-office"], bank.Units.Select(unit => unit.Parent));
        Assert.Equal("li", bank.Root.NamedPersons["regulator-report"]);
        Assert.Equal("li", bank.Resolve("teller@branch-1")!.Person);
        Assert.Equal(new Period(3, PeriodUnit.Hour), bank.Graces.Promptly);
        Assert.Equal(Graces.Default.Immediately, bank.Graces.Immediately);
        Assert.Equal("系统升级", bank.ClosingDays[new DateOnly(2026, 5, 6)]);
        Assert.Equal(20, bank.Parameters["limit"]);
        Assert.Equal(("前台", "电话", "本行"), (bank.Words.Of(Vocabulary.Channels, "counter"), bank.Words.Of(Vocabulary.Channels, "phone"), bank.Words.We));
        Assert.Equal(["counter 前台", "phone 电话"], bank.Words.Offered(Vocabulary.Channels).Select(choice => $"{choice.Value} {choice.Label}"));
        Assert.Equal("手工定做", bank.Words.Own("fact.handmade"));
        Assert.Equal("接待员", bank.Posts["teller"].Name);
        Assert.Equal(("师傅", "负责人", "接待员"), (bank.TitleOf(bank.Person("zhao"), "teller"), bank.TitleOf(bank.Person("zhao"), "unit-head"), bank.TitleOf(bank.Person("li"), "teller")));
        Assert.Equal(["parking", "product-use"], bank.Categories.Select(category => category.Value).Take(2));
        Assert.Equal("wu", bank.ActingFor("li", new(2026, 8, 3, 0, 0, 0, TimeSpan.FromHours(8))));
        Assert.Equal("li", bank.ActingFor("li", new(2026, 8, 15, 9, 0, 0, TimeSpan.FromHours(8))));
    }

    [Theory]
    [InlineData("teller@branch-1]", "teler@branch-1]", "21:85: 没有名为“teler”的岗位，是否应为“teller”？")]
    [InlineData("posts: teller@branch-1", "posts: teller@branch-2", "22:31: 没有名为“branch-2”的单位，是否应为“branch-1”？")]
    [InlineData("posts: teller@branch-1", "posts: teller", "22:31: “teller”应写作 岗位@单位，如 teller@branch-1")]
    [InlineData("parent: head-office", "parent: head-ofice", "19:53: 没有名为“head-ofice”的单位，是否应为“head-office”？")]
    [InlineData(", parent: head-office", "", "19:5: 应有且只有一个单位没有上级（parent），并且写在最前面")]
    [InlineData("regulator-report: li", "regulator-report: lee", "16:40: 没有名为“lee”的人员，是否应为“li”？")]
    [InlineData("by: wu", "by: wo", "25:20: 没有名为“wo”的人员，是否应为“wu”？")]
    [InlineData("until: 2026-08-15 09:00", "until: 2026-08-01", "25:42: until 应晚于 from")]
    [InlineData("id: wu", "id: li", "22:11: 编号“li”重复")]
    [InlineData("Asia/Shanghai", "Asia/Shanghi", "5:12: 没有名为“Asia/Shanghi”的时区，写法如 Asia/Shanghai")]
    [InlineData("promptly: 3 hours", "promptly: immediately", "6:21: 宽限应是确定的期限，不能是“immediately”")]
    [InlineData("2026-05-06: 系统升级", "05-06: 系统升级", "7:17: “05-06”不是日期，写法如 2026-05-06")]
    [InlineData("channel.counter", "channel.countr", "10:11: 没有名为“channel.countr”的用语，是否应为“channel.counter”？")]
    [InlineData("post.teller", "post.teler", "10:32: 没有名为“post.teler”的用语，是否应为“post.teller”？")]
    [InlineData("[counter, phone]", "[counter, fone]", "11:21: 没有名为“fone”的取值，是否应为“phone”？")]
    [InlineData("kind: branch", "kind: brunch", "18:41: 没有名为“brunch”的取值，是否应为“branch”？")]
    public void Institution_WithMistake_IsToldWhere(string right, string wrong, string expected)
    {
        var (bank, problems) = InstitutionReader.Parse(Bank.Replace(right, wrong, StringComparison.Ordinal), "i.yaml", PostsReader.Parse(Posts, "posts.yaml").Posts);

        Assert.Null(bank);
        Assert.Contains("i.yaml:" + expected, problems.Select(problem => problem.ToString()));
    }
}
