using System.Collections.Concurrent;
using Shouwen.Domain.Policies;
using Shouwen.Domain.Stories;
using Shouwen.Policies;
using Shouwen.Policies.Stories;

namespace Shouwen.App.Features.Policies;

/// <summary>A worked example that names a clause.</summary>
/// <param name="Id">Name of its file.</param>
/// <param name="Proves">Whether it goes wrong once the clause is taken out of its policy.</param>
public sealed record ClauseStory(string Id, string File, Story Story, bool Proves);

/// <summary>The stories beside the policies: which of them prove a clause, and how they go when played now. Stories are read once; nothing is stored.</summary>
public sealed class StoryShelf(RuleBook book)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ClauseStory>> known = new();

    private readonly Lazy<IReadOnlyList<Story>> stories = new(() => [.. book.StoryFiles.Select(file => StoryReader.Read(file).Story).OfType<Story>()]);

    /// <summary>Stories that expect an obligation or a refusal of the clause, those that prove it first; where none of these does, whichever story of the policy does.</summary>
    public IReadOnlyList<ClauseStory> Of(Policy policy, Clause clause) => known.GetOrAdd($"{policy.Hash} {clause.Id}", _ => Find(policy, clause));

    /// <summary>The story as it goes now, or null when there is none of that name.</summary>
    public (ClauseStory Story, StoryResult Result)? Play(Policy policy, Clause clause, string id) =>
        Of(policy, clause).FirstOrDefault(story => story.Id == id) is { } found ? (found, book.Play(found.File)) : null;

    private IReadOnlyList<ClauseStory> Find(Policy policy, Clause clause)
    {
        var bare = policy with { Clauses = [.. policy.Clauses.Select(each => each == clause ? new Clause(clause.Id, clause.Says, clause.At) : each)] };
        var named = stories.Value.Where(story => Names(story, clause.Id)).Select(story => Told(story, policy, bare)).ToList();
        var beside = !clause.HasRule || named.Exists(story => story.Proves) ? [] : Beside(policy).Where(story => !Names(story, clause.Id)).Select(story => Told(story, policy, bare)).Where(story => story.Proves);
        return [.. named.Concat(beside).OrderByDescending(story => story.Proves)];
    }

    private ClauseStory Told(Story story, Policy policy, Policy bare) =>
        new(Path.GetFileNameWithoutExtension(story.File), story.File, story, book.Play(story.File, each => each.Hash == policy.Hash ? bare : each).ExitCode != 0);

    // What a clause marks or numbers is expected without naming it.
    private IEnumerable<Story> Beside(Policy policy)
    {
        var files = book.StoriesOf(policy.Id).ToHashSet();
        return stories.Value.Where(story => files.Contains(story.File));
    }

    private static bool Names(Story story, string clause) => story.Expectations.Any(expectation => expectation.Clause == clause) || story.Steps.Any(step => step.RefusedBy.Contains(clause));
}
