using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Obligations;

/// <summary>
/// Derives every obligation of a complaint from its journal. Pure: the same journal, policies and moment give the same answer. A rule comes to
/// life when its trigger fires and its conditions (policy, clause, rule) hold then or later; from then on it stays until it is discharged,
/// waived, replaced, cancelled, or the complaint ends otherwise than by closing.
/// </summary>
public sealed class Derivation
{
    private static readonly string[] Endings = ["decline", "withdraw", "void"];

    private readonly Surroundings surroundings;
    private readonly DateTimeOffset now;
    private readonly Entry[] entries;
    private readonly Complaint[] after;
    private readonly List<History> histories;
    private readonly List<(History History, Clause Clause, ClockRule Rule)> clocks;
    private readonly Dictionary<ObligationRule, IReadOnlyList<Obligation>> done = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> underway = [];

    private Derivation(Complaint complaint, Surroundings surroundings, DateTimeOffset now)
    {
        this.surroundings = surroundings;
        this.now = now;
        entries = [.. complaint.Entries];
        after = new Complaint[entries.Length];
        for (var (i, state) = (after.Length - 1, complaint); i >= 0; (i, state) = (i - 1, state.Before!)) // there is one before each entry
        {
            after[i] = state;
        }

        var actions = entries.Select(entry => entry.Action).ToHashSet();
        histories = [.. surroundings.Policies.Select(policy => new History(policy, after, entries, actions, surroundings))];
        clocks = [.. histories.SelectMany(history => history.Policy.Clocks.Select(clock => (history, clock.Clause, clock.Rule)))];
    }

    /// <summary>All obligations, those of a policy in the order of its clauses. <paramref name="now"/> decides only what a breach has triggered and how long a running pause is.</summary>
    public static IReadOnlyList<Obligation> Of(Complaint complaint, Surroundings surroundings, DateTimeOffset now)
    {
        var derivation = new Derivation(complaint, surroundings, now);
        var all = derivation.histories.SelectMany(history => history.Policy.Obligations.SelectMany(owed => derivation.OfRule(history, owed.Clause, owed.Rule))).ToList();
        return [.. all.Select(obligation => Replaced(obligation, all))];
    }

    /// <summary>Whether all conditions above a rule hold: the policy's, the scopes of its clauses, and the clause's own.</summary>
    public static bool Applies(Policy policy, Clause clause, Evaluation at) =>
        at.IsBound() && at.Holds(clause.When);

    private IReadOnlyList<Obligation> OfRule(History history, Clause clause, ObligationRule rule)
    {
        if (rule.From is EntryTrigger entry && !history.Names(entry.Pattern))
        {
            return []; // most rules are about what has not happened
        }

        if (done.TryGetValue(rule, out var known))
        {
            return known;
        }

        var found = new List<Obligation>();
        foreach (var (index, start) in Starts(history, rule.From))
        {
            if (FirstApplicable(history, clause, rule, index) is { } born)
            {
                foreach (var unit in OwingUnits(rule))
                {
                    found.Add(Live(history, clause, rule, found.Count + 1, index, born, start, unit));
                }
            }
        }

        return done[rule] = found;
    }

    private IEnumerable<string?> OwingUnits(ObligationRule rule) => rule.Each is null ? [null] : surroundings.Institution.Each(rule.Each).Select(unit => (string?)unit.Id);

    // Index of the starting entry (of the last entry before it, for a breach) and the moment the clock starts.
    private IEnumerable<(int Index, DateTimeOffset Start)> Starts(History history, Trigger from) => from switch
    {
        EntryTrigger entry => Matching(history, entry.Pattern),
        FactTrigger fact => history.Becoming(fact.Condition).Select(i => (i, StartOf(i))),
        BreachTrigger breach => Breaches(breach.Clause),
        _ => [],
    };

    private IEnumerable<(int, DateTimeOffset)> Matching(History history, Pattern pattern)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (history.Matches(i, pattern))
            {
                yield return (i, pattern.HasReceipt ? StartOf(i) : entries[i].HappenedAt);
            }
        }
    }

    // A condition that holds from the registration on, like the receipt itself, counts from when the complaint was received.
    private DateTimeOffset StartOf(int index) => entries[index] is { Action: "register" } register ? after[index].ReceivedAt : entries[index].HappenedAt;

    private IEnumerable<(int, DateTimeOffset)> Breaches(string clauseId)
    {
        if (!underway.Add(clauseId))
        {
            return [];
        }

        var breached = new List<DateTimeOffset>();
        foreach (var history in histories)
        {
            if (history.Policy.Clause(clauseId) is { } clause)
            {
                breached.AddRange(clause.Obligations.SelectMany(rule => OfRule(history, clause, rule)).Where(IsBreached).Select(obligation => obligation.Due.At));
            }
        }

        underway.Remove(clauseId);
        return breached.Select(at => (Math.Max(0, Array.FindLastIndex(after, state => state.Entries[^1].At <= at)), at));
    }

    private bool IsBreached(Obligation obligation) => obligation.Due.At < (obligation.DischargedAt ?? obligation.CancelledAt ?? obligation.WaivedAt ?? now);

    private int? FirstApplicable(History history, Clause clause, ObligationRule rule, int from)
    {
        var isOfStatements = history.Policy.IsOfStatements && clause.When.IsOfStatements && rule.When.IsOfStatements;
        for (var i = from; i < after.Length; i++)
        {
            if ((i > from && history.IsLikeBefore(i, isOfStatements)) || !history.IsBound(i))
            {
                continue;
            }

            var at = history.At(i, entries[from]);
            if (at.Holds(clause.When) && at.Holds(rule.When))
            {
                return i;
            }
        }

        return null;
    }

    private Obligation Live(History history, Clause clause, ObligationRule rule, int instance, int index, int born, DateTimeOffset start, string? owing)
    {
        var trigger = entries[index];
        var isBreach = rule.From is BreachTrigger;
        var moving = clocks.FindAll(clock => clock.Rule.Of.Count == 0 || clock.Rule.Of.Contains(clause.Id));
        var ended = End(history, rule, moving, index, isBreach ? start : null, owing);
        var last = ended.Index ?? after.Length - 1;
        var clock = new Clock(entries, clause.Id, surroundings.Calendar, moving.ConvertAll(clock => clock.Rule), now, (i, pattern) => history.Matches(i, pattern, trigger), (i, condition) => history.At(i, trigger).Holds(condition));
        var time = clock.Run(rule, index, born, last, start, fact => history.At(after.Length - 1, trigger).Value(new Name(fact)));
        var institution = surroundings.Institution;
        var standing = after[ended.Kind == Ending.Discharged && last > index ? last - 1 : last]; // what discharges it may hand the case to somebody else
        return new(history.Policy.Id, clause, rule, instance)
        {
            StartedAt = time.Start,
            StartedBy = isBreach ? 0 : trigger.Position,
            TriggeredAt = isBreach || born == index ? start : entries[born].HappenedAt,
            Due = time.Due,
            Period = time.Period,
            ExtendedFrom = time.ExtendedFrom,
            Extension = time.Extension,
            Pauses = time.Pauses,
            DischargedAt = ended.Kind == Ending.Discharged ? entries[last].HappenedAt : null,
            DischargedBy = ended.Kind == Ending.Discharged ? entries[last] : null,
            WaivedAt = ended.Kind == Ending.Waived ? entries[last].HappenedAt : null,
            CancelledAt = ended.Kind == Ending.Cancelled ? entries[last].HappenedAt : null,
            OwedBy = institution.Resolve(rule.OwedBy, standing, trigger, entries[last].HappenedAt, owing),
            OwedTo = rule.OwedTo is null ? null : institution.Resolve(rule.OwedTo, standing, trigger, entries[last].HappenedAt, owing),
        };
    }

    private enum Ending { None, Discharged, Waived, Cancelled }

    // The first entry from the start on that discharges, waives or cancels.
    private (Ending Kind, int? Index) End(History history, ObligationRule rule, List<(History History, Clause Clause, ClockRule Rule)> moving, int from, DateTimeOffset? notBefore, string? owing)
    {
        var trigger = entries[from];
        for (var i = notBefore is null ? from : from + 1; i < after.Length; i++)
        {
            var action = entries[i].Action;
            if (history.Matches(i, rule.MetBy, trigger, owing))
            {
                return (Ending.Discharged, i);
            }

            if (rule.WaivedBy is { } waived && history.Matches(i, waived, trigger, owing))
            {
                return (Ending.Waived, i);
            }

            if (i > from && (Endings.Contains(action) || IsCancelled(moving, i)))
            {
                return (Ending.Cancelled, i);
            }
        }

        return (Ending.None, null);
    }

    private bool IsCancelled(List<(History History, Clause Clause, ClockRule Rule)> moving, int index) => !IsUndone(index)
        && moving.Exists(clock => clock.Rule.CancelledBy is { } by && clock.History.Matches(index, by) && Applies(clock.History.Policy, clock.Clause, clock.History.At(index)));

    // A link taken back has cancelled nothing.
    private bool IsUndone(int link) => entries[link] is { Action: "link" } entry
        && entries.Skip(link + 1).Any(later => later.Action == "unlink" && later.Data.Text("to") == entry.Data.Text("to"));

    // An obligation of a clause that another, living one replaces ends when that one comes into being.
    private static Obligation Replaced(Obligation obligation, List<Obligation> all)
    {
        var by = all.Where(other => other.Rule.Replaces.Contains(obligation.ClauseId)).Select(other => other.TriggeredAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        var endedAt = obligation.DischargedAt ?? obligation.WaivedAt ?? obligation.CancelledAt ?? DateTimeOffset.MaxValue;
        return by == DateTimeOffset.MaxValue || by > endedAt ? obligation : obligation with { DischargedAt = null, DischargedBy = null, WaivedAt = null, CancelledAt = by };
    }
}
