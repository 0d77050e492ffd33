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
    /// <summary>Every duty that opens in [<paramref name="from"/>, <paramref name="to"/>), in the order of clauses, units and periods.</summary>
    /// <param name="unitFacts">Facts of a unit at a moment that a rule's condition may name: <c>unit.open-campaign</c>, <c>unit.matured-complaints</c>. A duty is judged as things
    /// stood when it fell due, or stand at <paramref name="to"/>.</param>
    /// <param name="units">Only theirs; null: every unit's.</param>
    public static IReadOnlyList<PeriodicDuty> Between(
        DateTimeOffset from, DateTimeOffset to, Surroundings surroundings, IReadOnlyList<Submission> submissions, Func<OrgUnit, DateTimeOffset, Fields> unitFacts, IReadOnlySet<string>? units = null)
    {
        var duties = new List<PeriodicDuty>();
        foreach (var policy in surroundings.Policies)
        {
            foreach (var (clause, rule) in policy.Clauses.SelectMany(clause => clause.PeriodicDuties.Select(rule => (clause, rule))))
            {
                foreach (var unit in surroundings.Institution.Each(rule.Each).Where(unit => units?.Contains(unit.Id) != false))
                {
                    var periods = rule.Schedule.Between(from, to, surroundings.Calendar).Where(period => Applies(policy, clause, rule, surroundings, () => unitFacts(unit, period.Due.At < to ? period.Due.At : to)));
                    duties.AddRange(Of(clause, rule, unit, periods, submissions));
                }
            }
        }

        return duties;
    }

    private static bool Applies(Policy policy, Clause clause, PeriodicRule rule, Surroundings surroundings, Func<Fields> unitFacts)
    {
        if (clause.When == Expression.True && rule.When == Expression.True)
        {
            return true;
        }

        var at = new Evaluation(Complaint.Nothing, policy, surroundings with { UnitFacts = unitFacts() });
        return at.Holds(clause.When) && at.Holds(rule.When);
    }

    // A submission without a period goes to the oldest duty still open when it is made.
    private static IEnumerable<PeriodicDuty> Of(Clause clause, PeriodicRule rule, OrgUnit unit, IEnumerable<DutyPeriod> periods, IReadOnlyList<Submission> submissions)
    {
        var mine = submissions.Where(submission => submission.Clause == clause.Id && submission.Unit == unit.Id).OrderBy(submission => submission.At).ToList();
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
