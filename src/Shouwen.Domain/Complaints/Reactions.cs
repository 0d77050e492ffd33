using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>What the system does by itself after an entry, as the rules in force say; each act cites its clause.</summary>
internal static class Reactions
{
    private const int Deepest = 8;

    /// <summary>The entries that follow, in order; those that they bring about in turn included.</summary>
    /// <param name="before">The complaint before the entry.</param>
    public static List<Entry> To(Complaint before, Entry entry, Surroundings surroundings)
    {
        var following = new List<Entry>();
        var (state, next) = (before, entry);
        for (var i = 0; ; i++)
        {
            var after = state.Apply(next);
            following.AddRange(Consequences(state, after, next, entry.Position + following.Count, surroundings));
            if (i == following.Count || i == Deepest)
            {
                return following;
            }

            (state, next) = (after, following[i]);
        }
    }

    private static List<Entry> Consequences(Complaint before, Complaint after, Entry entry, int last, Surroundings surroundings)
    {
        var found = new List<Entry>();
        foreach (var policy in surroundings.Policies)
        {
            var (then, now) = (new Evaluation(before, policy, surroundings), new Evaluation(after, policy, surroundings) { Trigger = entry, Actor = entry.Actor });
            foreach (var clause in policy.Clauses.Where(clause => clause.Reactions.Count > 0 && Derivation.Applies(policy, clause, now)))
            {
                foreach (var reaction in clause.Reactions.Where(reaction => IsOn(reaction.On, entry, then, now) && now.Holds(reaction.When)))
                {
                    var next = last + found.Count + 1;
                    found.AddRange(reaction.Then.Select((consequence, i) => Perform(consequence, clause, after, entry, next + i, surroundings)));
                }
            }
        }

        return found;
    }

    private static bool IsOn(Trigger trigger, Entry entry, Evaluation before, Evaluation after) => trigger switch
    {
        EntryTrigger on => after.Matches(on.Pattern, entry),
        FactTrigger fact => after.Holds(fact.Condition) && (before.Complaint.Stage == Stage.None || !before.Holds(fact.Condition)),
        _ => false,
    };

    /// <summary>The entry of one thing that the system does.</summary>
    internal static Entry Perform(Consequence consequence, Clause clause, Complaint complaint, Entry cause, int position, Surroundings surroundings)
    {
        var institution = surroundings.Institution;
        var (action, data) = consequence switch
        {
            AssignConsequence assign when institution.Resolve(assign.To, complaint, cause, cause.At) is var party =>
                ("assign", Enrichment.Responsible(new([new("to", party.Person ?? party.Unit ?? institution.Root.Id)]), institution, party.Person ?? party.Unit ?? institution.Root.Id, complaint, cause.At)),
            FlagConsequence flag => ("flag", new Fields([new("name", flag.Name)])),
            NotifyConsequence notify when institution.Resolve(notify.To, complaint, cause, cause.At) is var party =>
                ("notify", new Fields([new("relation", notify.To.Text), new("means", notify.Means), new("text", notify.Text)]).With("to", party.Person)),
            _ => throw new InvalidOperationException($"No way to perform {consequence.GetType().Name}"),
        };
        return new(position, action, Actor.System, cause.At, cause.At, data, [clause.Id]);
    }
}
