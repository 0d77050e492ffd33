using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Storage.Duties;

/// <summary>
/// The periodic duties of units as the rules and what was handed in make them. They are owed from the day on which the institution began to work under a
/// policy here (when its first version was kept), and looked back on for somewhat more than a year.
/// </summary>
public sealed class DutyBook(IDbContextFactory<ShouwenDbContext> contexts, House house)
{
    private const int DaysBack = 400;

    /// <summary>Every duty of the units that opens before a moment, oldest first.</summary>
    public async Task<IReadOnlyList<PeriodicDuty>> OfAsync(IReadOnlySet<string> units, DateTimeOffset now, DateTimeOffset opensBefore, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var begun = await context.PolicyVersions.GroupBy(row => row.PolicyId).Select(same => new { Policy = same.Key, At = same.Min(row => row.StoredAt) }).ToDictionaryAsync(row => row.Policy, row => row.At, cancellation);
        var earliest = house.Calendar.StartOf(house.Calendar.DateOf(now).AddDays(-DaysBack));
        var submissions = await SubmissionsAsync(context, units, earliest, cancellation);
        var facts = await FactsAsync(context, earliest, cancellation);
        var duties = new List<PeriodicDuty>();
        foreach (var policy in house.Policies.Where(policy => begun.ContainsKey(policy.Id)))
        {
            var from = house.Calendar.StartOf(house.Calendar.DateOf(begun[policy.Id]));
            duties.AddRange(PeriodicDuties.Between(from > earliest ? from : earliest, opensBefore, new Surroundings(house.Institution, [policy], house.Calendar), submissions, facts, units)
                .Where(duty => IsInForce(policy, duty)));
        }

        return [.. duties.OrderBy(duty => duty.Period.Due.At)];
    }

    private bool IsInForce(Policy policy, PeriodicDuty duty) => policy.IsInForceOn(house.Calendar.DateOf(duty.Period.OpensAt));

    private static async Task<IReadOnlyList<Submission>> SubmissionsAsync(ShouwenDbContext context, IReadOnlySet<string> units, DateTimeOffset earliest, CancellationToken cancellation) =>
        await context.Submissions.AsNoTracking().Where(row => units.Contains(row.Unit) && row.SubmittedAt >= earliest).Select(row => new Submission(row.Clause, row.Unit, row.Period, row.SubmittedAt)).ToListAsync(cancellation);

    // What conditions may ask of a unit, at any moment looked back on.
    private async Task<Func<OrgUnit, DateTimeOffset, Fields>> FactsAsync(ShouwenDbContext context, DateTimeOffset earliest, CancellationToken cancellation)
    {
        if (!house.Policies.SelectMany(policy => policy.Clauses).Any(clause => clause.PeriodicDuties.Any(rule => clause.When.Names().Concat(rule.When.Names()).Any(name => name.StartsWith("unit.", StringComparison.Ordinal)))))
        {
            return (_, _) => Fields.Empty;
        }

        var first = house.Calendar.DateOf(earliest);
        var campaigns = await context.Matters.AsNoTracking().Where(row => row.Kind == AggregateKind.Campaign && row.MaturesOn >= first).Select(row => new { row.OpenedAt, row.MaturesOn }).ToListAsync(cancellation);
        var matured = await context.Complaints.AsNoTracking().Where(row => row.IsMatured && (!row.HasEnded || row.LastEntryAt >= earliest))
            .Select(row => new { row.AboutUnit, row.RegisteredAt, Until = row.HasEnded ? row.ClosedAt ?? row.LastEntryAt : (DateTimeOffset?)null }).ToListAsync(cancellation);
        return (unit, at) => new(
        [
            new("unit.open-campaign", campaigns.Exists(campaign => campaign.OpenedAt <= at && campaign.MaturesOn >= house.Calendar.DateOf(at))),
            new("unit.matured-complaints", matured.Exists(complaint => complaint.RegisteredAt <= at && (complaint.Until is null || complaint.Until > at) && house.Institution.IsAtOrAbove(unit.Id, complaint.AboutUnit))),
        ]);
    }
}
