using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

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
        foreach (var versions in house.Policies.Where(policy => begun.ContainsKey(policy.Id)).GroupBy(policy => policy.Id))
        {
            var from = house.Calendar.StartOf(house.Calendar.DateOf(begun[versions.Key]));
            duties.AddRange(PeriodicDuties.Between(from > earliest ? from : earliest, opensBefore, new Surroundings(house.Institution, [.. versions], house.Calendar), submissions, facts, units));
        }

        return [.. duties.OrderBy(duty => duty.Period.Due.At)];
    }

    private static async Task<IReadOnlyList<Submission>> SubmissionsAsync(ShouwenDbContext context, IReadOnlySet<string> units, DateTimeOffset earliest, CancellationToken cancellation) =>
        await context.Submissions.AsNoTracking().Where(row => units.Contains(row.Unit) && row.SubmittedAt >= earliest).Select(row => new Submission(row.Clause, row.Unit, row.Period, row.SubmittedAt)).ToListAsync(cancellation);

    // What conditions may ask of a unit during any period looked back on: something of it counts, as in stories.
    private async Task<Func<OrgUnit, DutyPeriod, Fields>> FactsAsync(ShouwenDbContext context, DateTimeOffset earliest, CancellationToken cancellation)
    {
        if (!house.Policies.SelectMany(policy => policy.Clauses).Any(clause => clause.PeriodicDuties.Any(rule => clause.When.Names().Concat(rule.When.Names()).Any(name => name.StartsWith("unit.", StringComparison.Ordinal)))))
        {
            return (_, _) => Fields.Empty;
        }

        var first = house.Calendar.DateOf(earliest);
        var campaigns = await context.Matters.AsNoTracking().Where(row => row.Kind == AggregateKind.Campaign && row.MaturesOn >= first).Select(row => new { row.OpenedAt, row.MaturesOn }).ToListAsync(cancellation);
        var matured = await context.Complaints.AsNoTracking().Where(row => row.IsMatured && (!row.HasEnded || row.LastEntryAt >= earliest))
            .Select(row => new { row.AboutUnit, row.RegisteredAt, Until = row.HasEnded ? row.ClosedAt ?? row.LastEntryAt : (DateTimeOffset?)null }).ToListAsync(cancellation);
        return (unit, period) => new(
        [
            new("unit.open-campaign", campaigns.Exists(campaign => campaign.OpenedAt < period.OpensAt && campaign.MaturesOn >= house.Calendar.DateOf(period.Begins))),
            new("unit.matured-complaints", matured.Exists(complaint => complaint.RegisteredAt < period.OpensAt && (complaint.Until is null || complaint.Until > period.Begins) && house.Institution.IsAtOrAbove(unit.Id, complaint.AboutUnit))),
        ]);
    }
}
