using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Obligations;

/// <summary>A complaint's past as one policy sees it: what its rules ask about each entry, answered once.</summary>
/// <param name="after">The complaint after each of its entries.</param>
/// <param name="actions">The names of these.</param>
internal sealed class History(Policy policy, Complaint[] after, Entry[] entries, HashSet<string> actions, Surroundings surroundings)
{
    private readonly Evaluation?[] evaluations = new Evaluation?[after.Length];
    private readonly bool?[] bound = new bool?[after.Length];

    public Policy Policy => policy;

    /// <summary>To evaluate conditions as of an entry, by its index.</summary>
    public Evaluation At(int index) => evaluations[index] ??= new(after[index], policy, surroundings);

    public Evaluation At(int index, Entry trigger, string? owing = null) => At(index) with { Trigger = trigger, OwingUnit = owing };

    /// <summary>Whether the policy bound the complaint after an entry.</summary>
    public bool IsBound(int index) => bound[index] ??= IsLikeBefore(index, policy.IsOfStatements) ? IsBound(index - 1) : At(index).IsBound();

    /// <summary>Whether what is asked must have the same answer after an entry as before it, for nothing has been stated anew.</summary>
    /// <param name="isOfStatements">Whether it asks for nothing else.</param>
    public bool IsLikeBefore(int index, bool isOfStatements) => isOfStatements && index > 0 && after[index].IsStatedLike(after[index - 1]);

    /// <summary>Whether there is any entry that a pattern may mean.</summary>
    public bool Names(Pattern pattern)
    {
        for (var i = 0; i < pattern.Options.Count; i++)
        {
            if (actions.Contains(pattern.Options[i].Action))
            {
                return true;
            }
        }

        return false;
    }

    public bool Matches(int index, Pattern pattern) => pattern.Names(entries[index].Action) && At(index).Matches(pattern, entries[index]);

    public bool Matches(int index, Pattern pattern, Entry trigger, string? owing = null) => pattern.Names(entries[index].Action) && At(index, trigger, owing).Matches(pattern, entries[index]);

    /// <summary>Indexes of the entries with which a condition became true.</summary>
    public IEnumerable<int> Becoming(Expression condition)
    {
        var before = false;
        for (var i = 0; i < after.Length; i++)
        {
            var now = IsLikeBefore(i, condition.IsOfStatements) ? before : At(i).Holds(condition);
            if (now && !before)
            {
                yield return i;
            }

            before = now;
        }
    }
}
