using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Campaigns;

namespace Shouwen.App.Features.Campaigns;

/// <summary>A product on the calendar.</summary>
/// <param name="WatchFrom">When units that have customers of it begin to watch closely; null: they need not.</param>
/// <param name="WatchUntil">Until when, exclusive.</param>
/// <param name="Units">The units right below the root that have customers of it and are in sight.</param>
/// <param name="Clause">That asks for it.</param>
public sealed record CalendarItem(string Number, string Product, DateOnly MaturesOn, bool IsShort, int Open, DateTimeOffset? WatchFrom, DateTimeOffset? WatchUntil, IReadOnlyList<OrgUnit> Units, Ui.ClauseRef? Clause)
{
    public bool IsWatched(DateTimeOffset now) => WatchFrom <= now && now < WatchUntil;
}

/// <summary>Loads what the pages about campaigns show, as far as somebody may see it.</summary>
public sealed class CampaignView(IDbContextFactory<ShouwenDbContext> database, CaseReader cases, CustomerCounts counts, CurrentActor who, House house, TimeProvider clock)
{
    private const int Weeks = 8, WeekDays = 7, Most = 60;

    public DateTimeOffset Now => house.Calendar.Local(clock.GetUtcNow());

    /// <summary>Monday of this week.</summary>
    public DateOnly Monday => house.Calendar.DateOf(Now) is var today ? today.AddDays(-(((int)today.DayOfWeek + 6) % WeekDays)) : default;

    /// <summary>The weeks that the calendar shows, by their Mondays.</summary>
    public IReadOnlyList<DateOnly> Mondays => [.. Enumerable.Range(-1, Weeks).Select(week => Monday.AddDays(week * WeekDays))];

    public async Task<IReadOnlyList<CalendarItem>> CalendarAsync(CancellationToken cancellationToken)
    {
        var (first, last) = (Mondays[0], Mondays[^1].AddDays(WeekDays));
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.Matters.AsNoTracking().VisibleTo(who).Where(row => row.Kind == AggregateKind.Campaign && row.MaturesOn >= first && row.MaturesOn < last)
            .OrderBy(row => row.MaturesOn).ThenBy(row => row.Number).Take(Most).Select(row => new { row.Number, row.StreamId }).ToListAsync(cancellationToken);
        var files = (await cases.ReadManyAsync(AggregateKind.Campaign, [.. rows.Select(row => row.Number)], cancellationToken)).ToDictionary(file => file.Complaint.Number!); // found by it
        var units = await counts.UnitsAsync([.. rows.Select(row => row.StreamId)], Reach, cancellationToken);
        return [.. rows.Where(row => files.ContainsKey(row.Number)).Select(row => Item(files[row.Number], units[row.StreamId]))];
    }

    /// <summary>The readiness of the units below the root or, of one unit, of it and those right below it; less what is out of sight.</summary>
    public async Task<Readiness> ReadyAsync(CaseSight sight, string? unit, CancellationToken cancellationToken)
    {
        var institution = sight.Institution;
        var reach = Scope.DutyUnits(who.Actor, institution);
        var head = institution.Unit(unit) ?? institution.Root;
        List<OrgUnit> units = [head, .. institution.Units.Where(each => each.Parent == head.Id && each.IsOpen && reach.Contains(each.Id))];
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var stream = await db.Matters.Where(row => row.Kind == AggregateKind.Campaign && row.Number == sight.Number).Select(row => row.StreamId).SingleAsync(cancellationToken);
        var (product, since, within) = (sight.Complaint.Subject, sight.Complaint.ReceivedAt, reach.ToList());
        var complaints = await db.Complaints.AsNoTracking().Where(row => within.Contains(row.AboutUnit!) && row.ReceivedAt >= since && row.Product == product) // null is in no list
            .GroupBy(row => row.AboutUnit!).Select(same => new { Unit = same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Unit, same => same.Count, cancellationToken);
        return Readiness.Of(sight, OnlyWithDuties(sight, units), await GroupsAsync(stream, cancellationToken), complaints);
    }

    public Task<IReadOnlyList<CustomerGroup>> GroupsAsync(Guid campaign, CancellationToken cancellationToken) => counts.GroupsAsync(campaign, Reach, cancellationToken);

    // The units whose customers are in sight; null: all.
    private List<string>? Reach => Scope.DutyUnits(who.Actor, who.Institution) is var reach && reach.Count == who.Institution.Units.Count ? null : [.. reach];

    // Departments and others of whom nothing of their own is asked stand with the one above them.
    private static IReadOnlyList<OrgUnit> OnlyWithDuties(CaseSight sight, List<OrgUnit> units)
    {
        var owing = sight.Obligations.Where(owed => owed.Rule.Each is not null).Select(owed => Readiness.UnitOf(owed, sight.Institution)).ToHashSet();
        return [.. units.Where((unit, place) => place == 0 || owing.Any(id => sight.Institution.IsAtOrAbove(unit.Id, id)))];
    }

    private CalendarItem Item(CaseFile file, IEnumerable<string> having)
    {
        var (campaign, institution) = (file.Complaint, file.Surroundings.Institution);
        var matures = campaign.Data.Date("matures-on")!.Value; // what is opened has one
        var (start, end) = (house.Calendar.StartOf(matures), house.Calendar.EndOf(matures));
        var watch = (from policy in file.Surroundings.Policies
                     from clause in policy.Clauses
                     where clause.Watch is not null && new Evaluation(campaign, policy, file.Surroundings).Holds(clause.Watch.When)
                     select (Clause: clause, Rule: clause.Watch)).FirstOrDefault();
        var units = having.Select(unit => CustomerSheet.IssuedTo(institution, unit)).Distinct().Select(institution.Unit).OfType<OrgUnit>().ToList();
        return new(campaign.Number!, campaign.Subject ?? "", matures, campaign.Data.Number("actual-yield") < campaign.Data.Number("expected-yield"), file.Obligations.Count(owed => owed.IsOpen),
            watch.Rule is null ? null : Before(start, watch.Rule.Before), watch.Rule is null ? null : house.Calendar.Add(end.AddTicks(-1), watch.Rule.After).At, units, watch.Clause is null ? null : CaseSight.RefOf(watch.Clause));
    }

    // The earliest day from which the period reaches the moment.
    private DateTimeOffset Before(DateTimeOffset moment, Domain.Calendars.Period period)
    {
        var day = house.Calendar.DateOf(moment);
        while (house.Calendar.Add(house.Calendar.StartOf(day.AddDays(-1)), period).At >= moment)
        {
            day = day.AddDays(-1);
        }

        return house.Calendar.StartOf(day);
    }
}
