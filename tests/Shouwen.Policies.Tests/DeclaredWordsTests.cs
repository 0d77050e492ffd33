namespace Shouwen.Policies.Tests;

/// <summary>Facts, marks and forms that policies name: each should have a label, and the engine takes any.</summary>
public sealed class DeclaredWordsTests : IDisposable
{
    private const string Present = "policies/ws-workshop/policy.yaml";
    private const string Facts = "facts:\n  handmade: 非标准件\n", Flags = "flags:\n  handmade: 非标准件\n";

    private readonly SampleRoot root = new();

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData("if: facts.handmade", "if: facts.handmde", ":54:17: 事实（facts）里没有“handmde”，是否应为“handmade”？")]
    [InlineData("if: facts.handmade", "if: facts.handmde", ":64:3: 事实（facts）里的“handmade”没有规则用到，是否应为“handmde”？")]
    [InlineData("if: facts.handmade", "if: not flags contains handmad", ":54:30: 标记（flags）里没有“handmad”，是否应为“handmade”？")]
    [InlineData("if: facts.handmade", "if: \"flags overlaps [urgent, handmade]\"", ":54:28: 标记（flags）里没有“urgent”，写作“urgent: 屏幕上的叫法”")]
    [InlineData("flag handmade", "flag handmad", ":55:19: 标记（flags）里没有“handmad”，是否应为“handmade”？")]
    [InlineData(Facts, "", ":54:17: 事实（facts）里没有“handmade”，写作“handmade: 屏幕上的叫法”")]
    [InlineData(Flags, "", ":55:19: 标记（flags）里没有“handmade”，写作“handmade: 屏幕上的叫法”")]
    [InlineData(Facts, Facts + "  gilded: 描金\n", ":65:3: 事实（facts）里的“gilded”没有规则用到")]
    [InlineData("forms:\n", "forms:\n  slip: 回单\n", ":68:3: 表单（forms）里的“slip”没有规则用到")]
    public void Word_UndeclaredOrUnused_IsToldWhere(string right, string wrong, string expected)
    {
        root.Change(Present, right, wrong);

        Assert.Contains(root.In(Present) + expected, Check());
    }

    [Fact]
    public void Word_DeclaredByAPolicyAdoptedBesides_IsKnown()
    {
        root.Change(Present, Facts, "");
        Directory.CreateDirectory(root.In("policies/ws-words"));
        File.WriteAllText(root.In("policies/ws-words/policy.yaml"), "policy: ws-words\ntitle: t\nfacts: { handmade: 手作 }\nclauses:\n  WW-1: { says: s, guidance: g }\n");
        Assert.Contains(Check(), problem => problem.StartsWith(root.In(Present), StringComparison.Ordinal));

        root.Change("institutions/sample-workshop/institution.yaml", "ws-workshop", "ws-workshop, ws-words");

        Assert.Empty(Check());
    }

    [Fact]
    public void Labels_AreTheInstitutionsElseThePolicys()
    {
        Assert.Equal(("手工定做", "手作"), Labels());

        root.Change("institutions/sample-workshop/institution.yaml", "  fact.handmade: 手工定做\n  flag.handmade: 手作\n", "");
        Assert.Equal(("非标准件", "非标准件"), Labels());

        root.Change(Present, Facts + Flags, "");
        Assert.Equal(("handmade", "handmade"), Labels());
    }

    [Fact]
    public void Stories_WithUndeclaredFacts_GoAsTold()
    {
        root.Change(Present, Facts + Flags, "");
        var book = RuleBook.Open(root.Path);

        Assert.All(book.StoryFiles, story => Assert.Equal(0, book.Play(story).ExitCode));
    }

    private (string Fact, string Flag) Labels() => RuleBook.Open(root.Path).Institutions["sample-workshop"].Words is var words ? (words.Fact("handmade"), words.Flag("handmade")) : default;

    private IEnumerable<string> Check() => PolicyCheck.Of(RuleBook.Open(root.Path)).Select(problem => problem.ToString());
}
