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
        var (duties, made) = (new List<PeriodicDuty>(), new Dictionary<(string Clause, string Rule, string Unit), List<Submission>>());
        foreach (var policy in surroundings.Policies)
        {
            foreach (var (clause, rule) in policy.Clauses.SelectMany(clause => clause.PeriodicDuties.Select(rule => (clause, rule))))
            {
                var periods = rule.Schedule.Between(from, to, surroundings.Calendar).Where(period => policy.IsInForceOn(surroundings.Calendar.DateOf(period.OpensAt))).ToList();
                foreach (var unit in surroundings.Institution.Each(rule.Each).Where(unit => units?.Contains(unit.Id) != false))
                {
                    var key = (clause.Id, rule.Name, unit.Id); // versions of a rule share what was submitted
                    made.TryAdd(key, [.. submissions.Where(submission => submission.Clause == clause.Id && submission.Unit == unit.Id).OrderBy(submission => submission.At)]);
                    duties.AddRange(Of(clause, rule, unit, periods.Where(period => Applies(policy, clause, rule, unit, period, surroundings, unitFacts)), made[key]));
                }
            }
        }

        return duties;
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

    // A submission without a period goes to the oldest duty still open when it is made.
    private static IEnumerable<PeriodicDuty> Of(Clause clause, PeriodicRule rule, OrgUnit unit, IEnumerable<DutyPeriod> periods, List<Submission> mine)
    {
        foreach (var period in periods)
        {
            var submission = mine.FirstOrDefault(made => made.At >= period.OpensAt && (made.Period is null || made.Period == period.Id));
            if (submission is not null)
            {
                mine.Remove(submission);
            }

            yield return new(clause, rule, unit, period, submission?.At);
        }
    }
}
