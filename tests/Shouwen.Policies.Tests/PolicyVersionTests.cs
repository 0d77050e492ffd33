using Shouwen.Domain.Stories;

namespace Shouwen.Policies.Tests;

/// <summary>Several versions of a policy side by side: which of them binds, and what can be wrong with them.</summary>
public sealed class PolicyVersionTests : IDisposable
{
    private const string Present = "policies/ws-workshop/policy.yaml", Earlier = "policies/ws-workshop/policy.2024-01-01.yaml";

    private readonly SampleRoot root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void Versions_AreReadInOrderAndThePresentOneIsPolicyYaml()
    {
        var book = RuleBook.Open(root.Path);

        Assert.Empty(PolicyCheck.Of(book));
        Assert.Equal([new(2024, 1, 1), new(2025, 9, 1)], book.Versions["ws-workshop"].Select(version => version.InForceFrom!.Value));
        Assert.Equal(new(2025, 9, 1), book.Policies["ws-workshop"].InForceFrom);
        Assert.EndsWith("policy.2024-01-01.yaml", book.FileOf(book.Versions["ws-workshop"][0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Stories_OfEitherVersion_GoAsToldAndProveWhatDiffers()
    {
        var book = RuleBook.Open(root.Path);
        var stories = book.StoriesOf("ws-workshop").ToList();
        Assert.Equal(7, stories.Count);

        Assert.Empty(stories.SelectMany(story => book.Play(story) is var result ? result.Problems.Concat(result.Differences).Select(difference => $"{story}:{difference.At}: {difference.Message}") : []));
        var removals = book.Versions["ws-workshop"].SelectMany(version => Coverage.Removals(version).Where(removal => ClauseLines.OwnTo(book, version).Contains(removal.Clause)).Select(removal => (version.Hash, removal))).ToList();
        Assert.Equal(["WS-02", "WS-04"], removals.Where(each => each.Hash == book.Versions["ws-workshop"][0].Hash).Select(each => each.removal.Clause.Id));
        Assert.Empty(removals.Where(each => stories.TrueForAll(story => book.Play(story, policy => policy.Hash == each.Hash ? each.removal.Without : policy).ExitCode == 0)).Select(each => $"{each.removal.Clause.Id} {each.removal.Rule}"));
    }

    [Theory]
    [InlineData(Earlier, "until: 2025-08-31", "until: 2025-09-01", Present + ":5:1: 施行期与 policy.2024-01-01.yaml（2024-01-01 起，至 2025-09-01 止）重叠：那一版应写 until: 2025-08-31")]
    [InlineData(Earlier, "until: 2025-08-31\n", "", Present + ":5:1: 施行期与 policy.2024-01-01.yaml（2024-01-01 起，未写止期）重叠：那一版应写 until: 2025-08-31")]
    [InlineData(Present, "in-force-from: 2025-09-01\n", "", Earlier + ":5:1: 施行期与 policy.yaml（一直有效，未写止期）重叠：那一版应写 until: 2023-12-31")]
    [InlineData(Earlier, "in-force-from: 2024-01-01", "in-force-from: 2024-02-01", Earlier + ":5:1: 文件名里的日期 2024-01-01 应与 in-force-from 相同（一直有效到某日的旧版本与 until 相同）")]
    [InlineData(Earlier, "policy: ws-workshop", "policy: ws-workshops", Earlier + ":1:1: policy 应与文件夹同名：ws-workshop")]
    [InlineData(Earlier, "due: 7 working days", "due: 7 workin days", Earlier + ":27:12: “7 workin days”不是期限")]
    public void Version_WithMistake_IsToldWhere(string file, string right, string wrong, string expected)
    {
        root.Change(file, right, wrong);

        Assert.Contains(RuleBook.Open(root.Path).Problems, problem => problem.ToString().StartsWith(Path.Combine(root.Path, expected), StringComparison.Ordinal));
    }

    [Fact]
    public void Version_NamedByNoDate_IsToldHowToNameIt()
    {
        File.Move(root.In(Earlier), root.In("policies/ws-workshop/policy.old.yaml"));

        Assert.Contains(RuleBook.Open(root.Path).Problems, problem => problem.Message == "policy.old.yaml 应写作 policy.日期.yaml，如 policy.2027-01-01.yaml");
    }

    [Fact]
    public void Version_AloneInItsFolder_LacksThePresentOne()
    {
        File.Delete(root.In(Present));

        Assert.Contains(RuleBook.Open(root.Path).Problems, problem => problem.Message.StartsWith("旁边没有 policy.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Label_OfWhatNoPolicyUses_IsTold()
    {
        root.Change("institutions/sample-workshop/institution.yaml", "fact.handmade", "fact.handmde");

        Assert.Contains(PolicyCheck.Of(RuleBook.Open(root.Path)), problem => problem.At == new Domain.Actions.Position(30, 3) && problem.Message == "采用的制度没有用到“fact.handmde”，是否应为“fact.handmade”？");
    }
}
