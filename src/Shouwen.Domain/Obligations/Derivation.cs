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

    private readonly Complaint complaint;
    private readonly Surroundings surroundings;
    private readonly DateTimeOffset now;
    private readonly Complaint[] after;
    private readonly Dictionary<(string Clause, string Rule), IReadOnlyList<Obligation>> done = [];
    private readonly HashSet<string> underway = [];
    private readonly Dictionary<(string Policy, int Index), bool> bound = [];

    private Derivation(Complaint complaint, Surroundings surroundings, DateTimeOffset now)
    {
        this.complaint = complaint;
        this.surroundings = surroundings;
        this.now = now;
        after = new Complaint[complaint.Entries.Count];
        var state = Complaint.Nothing;
        for (var i = 0; i < after.Length; i++)
        {
            after[i] = state = state.Apply(complaint.Entries[i]);
        }
    }

    /// <summary>All obligations, those of a policy in the order of its clauses. <paramref name="now"/> decides only what a breach has triggered and how long a running pause is.</summary>
    public static IReadOnlyList<Obligation> Of(Complaint complaint, Surroundings surroundings, DateTimeOffset now)
    {
        var derivation = new Derivation(complaint, surroundings, now);
        var all = surroundings.Policies.SelectMany(policy => policy.Clauses.SelectMany(clause => clause.Obligations.SelectMany(rule => derivation.OfRule(policy, clause, rule)))).ToList();
        return [.. all.Select(obligation => Replaced(obligation, all))];
    }

    /// <summary>Whether all conditions above a rule hold: the policy's, the scopes of its clauses, and the clause's own.</summary>
    public static bool Applies(Policy policy, Clause clause, Evaluation at) =>
        at.IsBound() && at.Holds(clause.When);

    private Evaluation At(int index, Policy policy, Entry? trigger = null, string? owing = null) => new(after[index], policy, surroundings) { Trigger = trigger, OwingUnit = owing };

    // Asked for every rule of a policy, answered once for each entry.
    private bool IsBound(Policy policy, int index) =>
        bound.TryGetValue((policy.Id, index), out var known) ? known : bound[(policy.Id, index)] = At(index, policy).IsBound();

    private IReadOnlyList<Obligation> OfRule(Policy policy, Clause clause, ObligationRule rule)
    {
        if (done.TryGetValue((clause.Id, rule.Name), out var known))
        {
            return known;
        }

        var found = new List<Obligation>();
        foreach (var (index, start) in Starts(policy, rule.From))
        {
            if (FirstApplicable(policy, clause, rule, index) is { } born)
            {
                foreach (var unit in OwingUnits(rule))
                {
                    found.Add(Live(policy, clause, rule, found.Count + 1, index, born, start, unit));
                }
            }
        }

        return done[(clause.Id, rule.Name)] = found;
    }

    private IEnumerable<string?> OwingUnits(ObligationRule rule) => rule.Each is null ? [null] : surroundings.Institution.Each(rule.Each).Select(unit => (string?)unit.Id);

    // Index of the starting entry (of the last entry before it, for a breach) and the moment the clock starts.
    private IEnumerable<(int Index, DateTimeOffset Start)> Starts(Policy policy, Trigger from) => from switch
    {
        EntryTrigger entry => Enumerable.Range(0, after.Length).Where(i => At(i, policy).Matches(entry.Pattern, complaint.Entries[i])).Select(i => (i, entry.Pattern.Options.Any(option => option.IsReceipt) ? StartOf(i) : complaint.Entries[i].HappenedAt)),
        FactTrigger fact => Enumerable.Range(0, after.Length).Where(i => At(i, policy).Holds(fact.Condition) && (i == 0 || !At(i - 1, policy).Holds(fact.Condition))).Select(i => (i, StartOf(i))),
        BreachTrigger breach => Breaches(breach.Clause),
        _ => [],
    };

    // A condition that holds from the registration on, like the receipt itself, counts from when the complaint was received.
    private DateTimeOffset StartOf(int index) => complaint.Entries[index] is { Action: "register" } register ? after[index].ReceivedAt : complaint.Entries[index].HappenedAt;

    private IEnumerable<(int, DateTimeOffset)> Breaches(string clauseId)
    {
        if (!underway.Add(clauseId))
        {
            return [];
        }

        var breached = surroundings.Policies.SelectMany(policy => policy.Clauses.Where(clause => clause.Id == clauseId).SelectMany(clause => clause.Obligations.SelectMany(rule => OfRule(policy, clause, rule))))
            .Where(obligation => obligation.Due.At < (obligation.DischargedAt ?? obligation.CancelledAt ?? obligation.WaivedAt ?? now)).Select(obligation => obligation.Due.At).ToList();
        underway.Remove(clauseId);
        return breached.Select(at => (Math.Max(0, Array.FindLastIndex(after, state => state.Entries[^1].At <= at)), at));
    }

    private int? FirstApplicable(Policy policy, Clause clause, ObligationRule rule, int from)
    {
        for (var i = from; i < after.Length; i++)
        {
            var at = At(i, policy, complaint.Entries[from]);
            if (IsBound(policy, i) && at.Holds(clause.When) && at.Holds(rule.When))
            {
                return i;
            }
        }

        return null;
    }

    private Obligation Live(Policy policy, Clause clause, ObligationRule rule, int instance, int index, int born, DateTimeOffset start, string? owing)
    {
        var trigger = complaint.Entries[index];
        var isBreach = rule.From is BreachTrigger;
        var ended = End(policy, clause, rule, index, isBreach ? start : null, owing);
        var last = ended.Index ?? after.Length - 1;
        var clock = new Clock(complaint, clause.Id, surroundings, now, (i, pattern) => At(i, policy, trigger).Matches(pattern, complaint.Entries[i]),
            (i, condition) => At(i, policy, trigger).Holds(condition));
        var time = clock.Run(rule, index, born, last, start, fact => At(after.Length - 1, policy, trigger).Value(new Name(fact)));
        var institution = surroundings.Institution;
        var standing = after[ended.Kind == Ending.Discharged && last > index ? last - 1 : last]; // what discharges it may hand the case to somebody else
        return new(policy.Id, clause, rule, instance)
        {
            StartedAt = time.Start,
            StartedBy = isBreach ? 0 : trigger.Position,
            TriggeredAt = isBreach || born == index ? start : complaint.Entries[born].HappenedAt,
            Due = time.Due,
            Period = time.Period,
            ExtendedFrom = time.ExtendedFrom,
            Extension = time.Extension,
            Pauses = time.Pauses,
            DischargedAt = ended.Kind == Ending.Discharged ? complaint.Entries[last].HappenedAt : null,
            DischargedBy = ended.Kind == Ending.Discharged ? complaint.Entries[last] : null,
            WaivedAt = ended.Kind == Ending.Waived ? complaint.Entries[last].HappenedAt : null,
            CancelledAt = ended.Kind == Ending.Cancelled ? complaint.Entries[last].HappenedAt : null,
            OwedBy = institution.Resolve(rule.OwedBy, standing, trigger, complaint.Entries[last].HappenedAt, owing),
            OwedTo = rule.OwedTo is null ? null : institution.Resolve(rule.OwedTo, standing, trigger, complaint.Entries[last].HappenedAt, owing),
        };
    }

    private enum Ending { None, Discharged, Waived, Cancelled }

    // The first entry from the start on that discharges, waives or cancels.
    private (Ending Kind, int? Index) End(Policy policy, Clause clause, ObligationRule rule, int from, DateTimeOffset? notBefore, string? owing)
    {
        var trigger = complaint.Entries[from];
        var cancelling = surroundings.Policies.SelectMany(each => each.Clauses.Where(other => other.Clocks.Count > 0).SelectMany(other => other.Clocks.Select(clock => (each, other, clock))))
            .Where(x => x.clock.CancelledBy is not null && (x.clock.Of.Count == 0 || x.clock.Of.Contains(clause.Id))).ToList();
        for (var i = notBefore is null ? from : from + 1; i < after.Length; i++)
        {
            var entry = complaint.Entries[i];
            var at = At(i, policy, trigger, owing);
            if (at.Matches(rule.MetBy, entry))
            {
                return (Ending.Discharged, i);
            }

            if (rule.WaivedBy is { } waived && at.Matches(waived, entry))
            {
                return (Ending.Waived, i);
            }

            var isCancelled = !IsUndone(i) && cancelling.Exists(x => Applies(x.each, x.other, At(i, x.each)) && At(i, x.each).Matches(x.clock.CancelledBy!, entry));
            if (i > from && (isCancelled || Endings.Contains(entry.Action)))
            {
                return (Ending.Cancelled, i);
            }
        }

        return (Ending.None, null);
    }

    // A link taken back has cancelled nothing.
    private bool IsUndone(int link) => complaint.Entries[link] is { Action: "link" } entry
        && complaint.Entries.Skip(link + 1).Any(later => later.Action == "unlink" && later.Data.Text("to") == entry.Data.Text("to"));

    // An obligation of a clause that another, living one replaces ends when that one comes into being.
    private static Obligation Replaced(Obligation obligation, List<Obligation> all)
    {
        var by = all.Where(other => other.Rule.Replaces.Contains(obligation.ClauseId)).Select(other => other.TriggeredAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        var endedAt = obligation.DischargedAt ?? obligation.WaivedAt ?? obligation.CancelledAt ?? DateTimeOffset.MaxValue;
        return by == DateTimeOffset.MaxValue || by > endedAt ? obligation : obligation with { DischargedAt = null, DischargedBy = null, WaivedAt = null, CancelledAt = by };
    }
}
