using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Campaigns;

/// <summary>Customers of a campaign that are alike in all that is counted.</summary>
public sealed record CustomerGroup(string Unit, string? Manager, CustomerState State, bool Redeems, bool Renews, bool Complains, int Count);

/// <summary>The customers of a campaign in figures.</summary>
public sealed record CustomerFigures(int Customers, int Assigned, int Contacted, int Reached, int Redeeming, int Renewing, int Complaining)
{
    public static CustomerFigures Of(IEnumerable<CustomerGroup> groups) => groups.Aggregate(new CustomerFigures(0, 0, 0, 0, 0, 0, 0), (sum, group) => new(
        sum.Customers + group.Count,
        sum.Assigned + (group.Manager is null ? 0 : group.Count),
        sum.Contacted + (group.State == CustomerState.Waiting ? 0 : group.Count),
        sum.Reached + (group.State >= CustomerState.Undecided ? group.Count : 0),
        sum.Redeeming + (group.Redeems ? group.Count : 0),
        sum.Renewing + (group.Renews ? group.Count : 0),
        sum.Complaining + (group.Complains ? group.Count : 0)));
}

/// <summary>Counts customers and complaints, for the pages of campaigns and for what units hand in; each count reads an index only.</summary>
public sealed class CustomerCounts(IDbContextFactory<ShouwenDbContext> contexts, House house)
{
    /// <param name="units">Only theirs; null: every unit's.</param>
    public async Task<IReadOnlyList<CustomerGroup>> GroupsAsync(Guid campaign, IReadOnlyCollection<string>? units, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await GroupsAsync(context.CampaignCustomers.Where(row => row.StreamId == campaign), units, cancellation);
    }

    /// <summary>The units that have customers, of each campaign.</summary>
    /// <param name="units">Only among these; null: among all.</param>
    public async Task<ILookup<Guid, string>> UnitsAsync(IReadOnlyCollection<Guid> campaigns, IReadOnlyCollection<string>? units, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await context.CampaignCustomers.Where(row => campaigns.Contains(row.StreamId) && row.IsIssued && (units == null || units.Contains(row.Unit)))
            .Select(row => new { row.StreamId, row.Unit }).Distinct().ToListAsync(cancellation);
        return found.ToLookup(row => row.StreamId, row => row.Unit);
    }

    /// <summary>The figures that a unit hands in for a period, in the order asked for: of the campaigns whose product had not matured before it.</summary>
    public async Task<IReadOnlyList<(string Name, int Value)>> OfAsync(IReadOnlyList<string> figures, OrgUnit unit, DutyPeriod period, CancellationToken cancellation)
    {
        if (figures.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var first = house.Calendar.DateOf(period.Begins);
        var below = house.Institution.Units.Where(each => house.Institution.IsAtOrAbove(unit.Id, each.Id)).Select(each => each.Id).ToList();
        var (begins, ends) = (period.Begins, period.OpensAt);
        var campaigns = await context.Matters.Where(row => row.Kind == AggregateKind.Campaign && row.MaturesOn >= first && row.OpenedAt < ends).Select(row => row.StreamId).ToListAsync(cancellation);
        var customers = context.CampaignCustomers.AsNoTracking().Where(row => campaigns.Contains(row.StreamId));
        var counted = CustomerFigures.Of(await GroupsAsync(customers, below, cancellation));
        var complaints = context.Complaints.AsNoTracking().Where(row => row.IsMatured && below.Contains(row.AboutUnit!)); // null is in no list
        var values = new List<(string, int)>();
        foreach (var name in figures)
        {
            values.Add((name, name switch
            {
                "customers" => counted.Customers,
                "assigned" => counted.Assigned,
                "contacted" => counted.Contacted,
                "reached" => counted.Reached,
                "redeeming" => counted.Redeeming,
                "renewing" => counted.Renewing,
                "complaining" => counted.Complaining,
                "contacts" => await customers.CountAsync(row => row.IsIssued && below.Contains(row.Unit) && row.LastContactAt >= begins && row.LastContactAt < ends, cancellation),
                "complaints" => await complaints.CountAsync(row => row.ReceivedAt >= begins && row.ReceivedAt < ends, cancellation),
                "complaints-open" => await complaints.CountAsync(row => row.ReceivedAt < ends && !row.HasEnded, cancellation),
                _ => throw new InvalidOperationException($"There is no way to compute the figure {name}."),
            }));
        }

        return values;
    }

    private static async Task<IReadOnlyList<CustomerGroup>> GroupsAsync(IQueryable<CampaignCustomerRow> customers, IReadOnlyCollection<string>? units, CancellationToken cancellation) =>
        await customers.Where(row => row.IsIssued && (units == null || units.Contains(row.Unit)))
            .GroupBy(row => new { row.Unit, row.Manager, row.State, row.Redeems, row.Renews, row.Complains })
            .Select(same => new CustomerGroup(same.Key.Unit, same.Key.Manager, same.Key.State, same.Key.Redeems, same.Key.Renews, same.Key.Complains, same.Count())).ToListAsync(cancellation);
}
