using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Duties;

/// <summary>A report or task that one unit owes for one period.</summary>
/// <param name="SubmittedAt">When it was submitted, or null.</param>
public sealed record PeriodicDuty(Clause Clause, PeriodicRule Rule, OrgUnit Unit, DutyPeriod Period, DateTimeOffset? SubmittedAt)
{
    public ObligationStatus StatusAt(DateTimeOffset now) =>
        SubmittedAt is { } done ? done <= Period.Due.At ? ObligationStatus.Met : ObligationStatus.Late : now > Period.Due.At ? ObligationStatus.Overdue : ObligationStatus.Open;
}

/// <summary>A duty handed in, as the action <c>submit</c> records it.</summary>
/// <param name="Period">Id of the period; null: the oldest one still open.</param>
public sealed record Submission(string Clause, string Unit, string? Period, DateTimeOffset At);

/// <summary>Derives the periodic duties of an institution; pure, like the obligations of a complaint.</summary>
public static class PeriodicDuties
{
    /// <summary>Every duty, of the version of its policy that is in force when it opens, that opens in [<paramref name="from"/>, <paramref name="to"/>), in the order of clauses, units and periods.</summary>
    /// <param name="unitFacts">Facts of a unit during a period that a rule's condition may name: <c>unit.open-campaign</c>, <c>unit.matured-complaints</c>.</param>
    /// <param name="units">Only theirs; null: every unit's.</param>
    public static IReadOnlyList<PeriodicDuty> Between(
        DateTimeOffset from, DateTimeOffset to, Surroundings surroundings, IReadOnlyList<Submission> submissions, Func<OrgUnit, DutyPeriod, Fields> unitFacts, IReadOnlySet<string>? units = null)
    {
        var duties = new List<PeriodicDuty>();
        foreach (var policy in surroundings.Policies)
        {
            foreach (var (clause, rule) in policy.Clauses.SelectMany(clause => clause.PeriodicDuties.Select(rule => (clause, rule))))
            {
                var periods = rule.Schedule.Between(from, to, surroundings.Calendar).Where(period => policy.IsInForceOn(surroundings.Calendar.DateOf(period.OpensAt))).ToList();
                foreach (var unit in surroundings.Institution.Each(rule.Each).Where(unit => units?.Contains(unit.Id) != false))
                {
                    duties.AddRange(periods.Where(period => Applies(policy, clause, rule, unit, period, surroundings, unitFacts)).Select(period => new PeriodicDuty(clause, rule, unit, period, null)));
                }
            }
        }

        Discharge(duties, submissions);
        return duties;
    }

    // Each submission discharges one duty: that of its period, without one the oldest that is open when it is made.
    private static void Discharge(List<PeriodicDuty> duties, IReadOnlyList<Submission> submissions)
    {
        var places = Enumerable.Range(0, duties.Count).ToLookup(i => (duties[i].Clause.Id, duties[i].Unit.Id));
        foreach (var made in submissions.OrderBy(submission => submission.At))
        {
            var oldest = places[(made.Clause, made.Unit)].Where(i => duties[i] is { SubmittedAt: null, Period: var period } && period.OpensAt <= made.At && (made.Period is null || made.Period == period.Id))
                .OrderBy(i => duties[i].Period.OpensAt).ThenBy(i => duties[i].Period.Due.At).Select(i => (int?)i).FirstOrDefault();
            if (oldest is { } place)
            {
                duties[place] = duties[place] with { SubmittedAt = made.At };
            }
        }
    }

    private static bool Applies(Policy policy, Clause clause, PeriodicRule rule, OrgUnit unit, DutyPeriod period, Surroundings surroundings, Func<OrgUnit, DutyPeriod, Fields> unitFacts)
    {
        if (clause.When == Expression.True && rule.When == Expression.True)
        {
            return true;
        }

        var at = new Evaluation(Complaint.Nothing, policy, surroundings with { UnitFacts = unitFacts(unit, period) });
        return at.Holds(clause.When) && at.Holds(rule.When);
    }
}
