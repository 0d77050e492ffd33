using Shouwen.Domain.Stories;

namespace Shouwen.Policies.Tests;

/// <summary>Every story beside a policy is a test, and every rule of a policy has a story that breaks when the rule is taken out.</summary>
public sealed class StoryTests
{
    private static readonly RuleBook Book = RuleBook.Open(Repository.Root);

    public static TheoryData<string> Stories => [.. Book.StoryFiles.Select(file => Path.GetRelativePath(Repository.Root, file))];

    public static TheoryData<string> Scenarios => [.. Book.ScenariosOf("*").Select(file => Path.GetRelativePath(Repository.Root, file))];

    public static TheoryData<string> Policies => [.. Book.Policies.Values.Where(policy => policy.Clauses.Any(clause => clause.HasRule)).Select(policy => policy.Id)];

    [Fact]
    public void Files_HoldNoMistakes() => Assert.Empty(Book.Problems);

    [Theory]
    [MemberData(nameof(Stories))]
    [MemberData(nameof(Scenarios))]
    public void Story_GoesAsTold(string file)
    {
        var result = Book.Play(Path.Combine(Repository.Root, file));

        Assert.Empty(result.Problems.Concat(result.Differences).Select(difference => $"{difference.At}: {difference.Message}"));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Rule_TakenOut_BreaksAStory(string policy)
    {
        var stories = Book.StoriesOf(policy).ToList();
        var removals = Coverage.Removals(Book.Policies[policy]).ToList();
        Assert.NotEmpty(removals);

        var uncovered = removals.Where(removal => stories.All(story => Book.Play(story, each => each.Hash == Book.Policies[policy].Hash ? removal.Without : each).ExitCode == 0)).Select(removal => $"{removal.Clause.Id} {removal.Rule}");

        Assert.Empty(uncovered);
    }
}
