using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Worklist;

/// <summary>Reads what somebody owes. Every query goes by an index of open obligations: by person, by unit or by due time.</summary>
public sealed class WorkQuery(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, Duties duties)
{
    private const int TitleLength = 60;
    private const int SpreadLimit = 5000;

    private readonly Dictionary<WorkScope, OwedCounts> counted = [];

    public bool IsOwnUnit => who.Institution.ReachOf(who.Post.Unit) == who.Post.Unit;

    /// <summary>Counted once a request: the menu shows what the workbench shows.</summary>
    public async Task<OwedCounts> CountAsync(WorkScope scope, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken cancellationToken) =>
        counted.TryGetValue(scope, out var known) ? known : counted[scope] = await CountNowAsync(scope, now, endOfToday, cancellationToken);

    private async Task<OwedCounts> CountNowAsync(WorkScope scope, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var soon = now.AddHours(1);
        var rows = from obligation in Of(scope, db) join row in db.Complaints.VisibleTo(who) on obligation.StreamId equals row.StreamId select new { obligation.StreamId, obligation.DueAt, row.Severity, row.People };
        var counts = await rows.GroupBy(_ => 1).Select(all => new OwedCounts(
            all.Count(),
            all.Select(row => row.StreamId).Distinct().Count(),
            all.Count(row => row.DueAt >= now && row.DueAt <= endOfToday),
            all.Count(row => row.DueAt >= now && row.DueAt <= soon),
            all.Count(row => row.DueAt < now),
            all.Count(row => row.Severity == "severe" || row.People >= Owed.GravePeople),
            all.Count(row => row.People >= Owed.GravePeople))).SingleOrDefaultAsync(cancellationToken);
        return (counts ?? OwedCounts.None) + await CountMattersAsync(scope, db, now, endOfToday, cancellationToken);
    }

    // An incident is handled as a group whatever its size.
    private async Task<OwedCounts> CountMattersAsync(WorkScope scope, ShouwenDbContext db, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken cancellationToken)
    {
        var soon = now.AddHours(1);
        var rows = from obligation in Of(scope, db) join row in db.Matters.VisibleTo(who) on obligation.StreamId equals row.StreamId select new { obligation.StreamId, obligation.DueAt, row.Kind };
        return await rows.GroupBy(_ => 1).Select(all => new OwedCounts(
            all.Count(),
            all.Select(row => row.StreamId).Distinct().Count(),
            all.Count(row => row.DueAt >= now && row.DueAt <= endOfToday),
            all.Count(row => row.DueAt >= now && row.DueAt <= soon),
            all.Count(row => row.DueAt < now),
            all.Count(row => row.Kind == AggregateKind.Incident),
            all.Count(row => row.Kind == AggregateKind.Incident))).SingleOrDefaultAsync(cancellationToken) ?? OwedCounts.None;
    }

    public async Task<IReadOnlyList<Owed>> ListAsync(WorkScope scope, WorkCard card, int limit, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var owed = Of(scope, db);
        var (seen, matters) = (db.Complaints.VisibleTo(who), db.Matters.VisibleTo(who));
        owed = card switch
        {
            WorkCard.Today => owed.Where(row => row.DueAt >= now && row.DueAt <= endOfToday),
            WorkCard.Overdue => owed.Where(row => row.DueAt < now),
            _ => owed,
        };
        if (card == WorkCard.Grave)
        {
            seen = seen.Where(row => row.Severity == "severe" || row.People >= Owed.GravePeople);
            matters = matters.Where(row => row.Kind == AggregateKind.Incident);
        }

        var ofComplaints = await Select(owed, seen, db.ComplaintTexts).Take(limit).ToListAsync(cancellationToken);
        var ofMatters = await Select(owed, matters).Take(limit).ToListAsync(cancellationToken);
        return [.. ofComplaints.Concat(ofMatters).OrderBy(each => each.DueAt).ThenBy(each => each.Number, StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>Due times of the coming days, for the picture of how they spread.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> DueTimesAsync(WorkScope scope, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Of(scope, db).Where(row => row.DueAt <= until).Of(db.Complaints.VisibleTo(who), db.Matters.VisibleTo(who)).OrderBy(row => row.DueAt).Select(row => row.DueAt).Take(SpreadLimit).ToListAsync(cancellationToken);
    }

    private static IQueryable<Owed> Select(IQueryable<ObligationRow> owed, IQueryable<ComplaintRow> seen, IQueryable<ComplaintTextRow> texts) =>
        from obligation in owed
        join row in seen on obligation.StreamId equals row.StreamId
        join text in texts on row.StreamId equals text.StreamId into found
        from text in found.DefaultIfEmpty()
        orderby obligation.DueAt, row.Number
        select new Owed
        {
            PolicyId = obligation.PolicyId,
            Clause = obligation.Clause,
            Name = obligation.Name,
            Instance = obligation.Instance,
            Person = obligation.OwedByPerson,
            Unit = obligation.OwedByUnit,
            Period = obligation.Period,
            StartedAt = obligation.StartedAt,
            DueAt = obligation.DueAt,
            IsProvisional = obligation.IsProvisional,
            IsPaused = obligation.IsPaused,
            Number = row.Number,
            Title = text == null ? null : text.Summary.Substring(0, TitleLength),
            MaskedName = row.MaskedName,
            Channel = row.Channel,
            Stage = row.Stage,
            HasEnded = row.HasEnded,
            Severity = row.Severity,
            People = row.People,
        };

    private static IQueryable<Owed> Select(IQueryable<ObligationRow> owed, IQueryable<MatterRow> seen) =>
        from obligation in owed
        join row in seen on obligation.StreamId equals row.StreamId
        orderby obligation.DueAt, row.Number
        select new Owed
        {
            PolicyId = obligation.PolicyId,
            Clause = obligation.Clause,
            Name = obligation.Name,
            Instance = obligation.Instance,
            Person = obligation.OwedByPerson,
            Unit = obligation.OwedByUnit,
            Period = obligation.Period,
            StartedAt = obligation.StartedAt,
            DueAt = obligation.DueAt,
            IsProvisional = obligation.IsProvisional,
            IsPaused = obligation.IsPaused,
            Kind = row.Kind,
            Number = row.Number,
            Title = row.Subject,
            Stage = row.Stage,
            HasEnded = row.HasEnded,
        };

    private IQueryable<ObligationRow> Of(WorkScope scope, ShouwenDbContext db)
    {
        var open = db.Obligations.AsNoTracking().Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null);
        var (person, unit) = (who.Person.Id, who.Post.Unit);
        switch (scope)
        {
            case WorkScope.Mine:
                var barred = duties.Barred(who.Post.Post);
                var ofUnit = open.Where(row => row.OwedByPerson == null && row.OwedByUnit == unit && !barred.Contains(row.Clause + "/" + row.Name));
                return open.Where(row => row.OwedByPerson == person).Concat(ofUnit); // joined by "or" neither index would be used
            case WorkScope.CoHandled:
                var asked = duties.Contributions;
                return open.Where(row => row.OwedByUnit == unit && asked.Contains(row.Clause + "/" + row.Name));
            default:
                var reach = who.Institution.ReachOf(unit);
                var below = who.Institution.Below(reach);
                return reach == who.Institution.Root.Id ? open : open.Where(row => row.OwedByUnit != null && below.Contains(row.OwedByUnit));
        }
    }
}
