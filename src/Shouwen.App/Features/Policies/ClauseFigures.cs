using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Policies;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Policies;

/// <summary>How a clause was kept this year, as far as the reader sees the complaints.</summary>
public sealed record Kept(string Clause, int All, int Met, int Late, int Overdue, int Open)
{
    /// <summary>Of what is decided, in percent; null while nothing is.</summary>
    public double? Rate => Met + Late + Overdue == 0 ? null : 100.0 * Met / (Met + Late + Overdue);

    public int Missed => Late + Overdue;

    public static Kept Sum(IEnumerable<Kept> parts) => parts.Aggregate(new Kept("", 0, 0, 0, 0, 0), (sum, each) => new("", sum.All + each.All, sum.Met + each.Met, sum.Late + each.Late, sum.Overdue + each.Overdue, sum.Open + each.Open));
}

/// <summary>One obligation of this year under a clause.</summary>
public sealed record KeptCase(string Number, string? Title, string Name, string? Period, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool IsProvisional, DateTimeOffset? DischargedAt);

/// <summary>Counts obligations by clause, along their index by clause and due time.</summary>
public sealed class ClauseFigures(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, House house, TimeProvider clock)
{
    private const int TitleLength = 60;

    /// <summary>Due within this calendar year, by clause, in one query.</summary>
    public async Task<IReadOnlyDictionary<string, Kept>> OfAsync(IEnumerable<Policy> policies, CancellationToken cancellationToken)
    {
        var clauses = policies.SelectMany(policy => policy.Clauses).Where(clause => clause.Obligations.Count > 0).Select(clause => clause.Id).ToList();
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await ThisYear(db, now).Where(row => clauses.Contains(row.Clause)).GroupBy(row => row.Clause).Select(group => new Kept(
            group.Key,
            group.Count(row => row.WaivedAt == null && row.CancelledAt == null),
            group.Count(row => row.DischargedAt != null && row.DischargedAt <= row.DueAt),
            group.Count(row => row.DischargedAt != null && row.DischargedAt > row.DueAt),
            group.Count(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null && row.DueAt < now),
            group.Count(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null && row.DueAt >= now))).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Clause);
    }

    /// <summary>The newest by due time.</summary>
    public async Task<IReadOnlyList<KeptCase>> NewestAsync(string clause, int count, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var kept = from obligation in ThisYear(db, clock.GetUtcNow()).Where(row => row.Clause == clause && row.WaivedAt == null && row.CancelledAt == null)
                   join row in db.Complaints on obligation.StreamId equals row.StreamId
                   join text in db.ComplaintTexts on row.StreamId equals text.StreamId into found
                   from text in found.DefaultIfEmpty()
                   orderby obligation.DueAt descending, row.Number
                   select new KeptCase(row.Number, text == null ? null : text.Summary.Substring(0, TitleLength), obligation.Name, obligation.Period, obligation.StartedAt, obligation.DueAt, obligation.IsProvisional, obligation.DischargedAt);
        return await kept.Take(count).ToListAsync(cancellationToken);
    }

    private IQueryable<ObligationRow> ThisYear(ShouwenDbContext db, DateTimeOffset now)
    {
        var year = house.Calendar.DateOf(now).Year;
        var (from, to) = (house.Calendar.StartOf(new(year, 1, 1)), house.Calendar.EndOf(new(year, 12, 31)));
        return db.Obligations.AsNoTracking().Where(row => row.DueAt > from && row.DueAt <= to).Of(db.Complaints.VisibleTo(who));
    }
}
