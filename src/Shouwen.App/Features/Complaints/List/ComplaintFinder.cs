using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>
/// Finds complaints among those that somebody may see. What is most selective leads: blind indexes of phone and name, the number, else the order of
/// the list, whose index is followed until the page is full.
/// </summary>
public sealed class ComplaintFinder(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, House house, BlindIndexes indexes, TimeProvider clock)
{
    public const int CountLimit = 1000;
    private const int SummaryLength = 80;
    private const int ExcerptLength = 60, BeforeFound = 16;

    public async Task<ListPageModel> PageAsync(ListFilter filter, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var all = Filtered(db, filter);
        List<ListRow> rows = filter switch
        {
            { Sort: ListSort.Newest } => await Select(Newest(all, filter.After), db, filter.Q).Take(size + 1).ToListAsync(cancellationToken),
            { After.Settled: true } => await Select(Newest(all.Where(row => row.NextDueAt == null), filter.After), db, filter.Q).Take(size + 1).ToListAsync(cancellationToken),
            _ => await Select(Due(all, filter.After), db, filter.Q).Take(size + 1).ToListAsync(cancellationToken),
        };
        if (filter.Sort == ListSort.Due && filter.After is not { Settled: true } && rows.Count <= size)
        {
            rows.AddRange(await Select(Newest(all.Where(row => row.NextDueAt == null), null), db, filter.Q).Take(size + 1 - rows.Count).ToListAsync(cancellationToken));
        }

        var shown = rows.Take(size).Select(row => row with { Excerpt = ExcerptOf(row.Excerpt, filter.Q) }).ToList();
        return new(await WithClocksAsync(db, shown, cancellationToken), rows.Count > size ? CursorAt(shown[^1], filter.Sort) : null);
    }

    /// <summary>How many fit, counted no further than <see cref="CountLimit"/> and one.</summary>
    public async Task<int> CountAsync(ListFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Filtered(db, filter).Select(row => row.StreamId).Take(CountLimit + 1).CountAsync(cancellationToken);
    }

    /// <summary>Those of the numbers that somebody may see, in their order.</summary>
    public async Task<IReadOnlyList<ListRow>> NamedAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await Select(db.Complaints.AsNoTracking().Where(row => numbers.Contains(row.Number)).VisibleTo(who), db).ToListAsync(cancellationToken);
        return [.. (await WithClocksAsync(db, rows, cancellationToken)).OrderBy(row => numbers.ToList().IndexOf(row.Number))];
    }

    /// <summary>Open complaints of a person that the asker may see, due first first.</summary>
    public async Task<IReadOnlyList<ListRow>> OpenOfAsync(string person, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await Select(db.Complaints.AsNoTracking().Where(row => row.ResponsiblePerson == person && !row.HasEnded).VisibleTo(who).OrderBy(row => row.NextDueAt == null).ThenBy(row => row.NextDueAt), db).Take(most).ToListAsync(cancellationToken);
        return await WithClocksAsync(db, rows, cancellationToken);
    }

    private IQueryable<ComplaintRow> Filtered(ShouwenDbContext db, ListFilter filter)
    {
        var rows = Narrow(db, filter, Found(db, filter)).VisibleTo(who);
        if (filter.OnlyOverdue)
        {
            var now = clock.GetUtcNow();
            rows = rows.Where(row => row.NextDueAt < now);
        }

        if (filter.Clause is { } clause)
        {
            rows = rows.Where(row => db.Obligations.Any(owed => owed.StreamId == row.StreamId && owed.Clause == clause && owed.DischargedAt == null && owed.WaivedAt == null && owed.CancelledAt == null));
        }

        return rows;
    }

    // Number, phone, name and words.
    private IQueryable<ComplaintRow> Found(ShouwenDbContext db, ListFilter filter)
    {
        var rows = db.Complaints.AsNoTracking();
        rows = filter.Number is { } number ? rows.WithNumber(number) : rows;
        rows = filter.Phone is { } phone ? rows.WithPhone(db, indexes, phone) : rows;
        rows = filter.Name is { } name ? rows.WithName(db, indexes, name) : rows;
        return filter.Q is { } words ? rows.Matching(db, indexes, words) : rows;
    }

    private IQueryable<ComplaintRow> Narrow(ShouwenDbContext db, ListFilter filter, IQueryable<ComplaintRow> rows)
    {
        rows = filter.Stage is { } stage ? rows.Where(row => row.Stage == stage) : rows;
        rows = filter.Channel is { } channel ? rows.Where(row => row.Channel == channel) : rows;
        rows = filter.Severity is { } severity ? rows.Where(row => row.Severity == severity) : rows;
        rows = filter.Category is { } category ? rows.Where(row => row.Category == category) : rows;
        if (filter.Unit is { } unit)
        {
            var below = who.Institution.Below(unit);
            rows = rows.Where(row => below.Contains(row.ResponsibleUnit!) || below.Contains(row.AboutUnit!)); // null is in no list
        }

        if (filter.From is { } from)
        {
            var start = house.Calendar.StartOf(from);
            rows = rows.Where(row => row.ReceivedAt >= start);
        }

        if (filter.To is { } to)
        {
            var end = house.Calendar.EndOf(to);
            rows = rows.Where(row => row.ReceivedAt < end);
        }

        return rows;
    }

    private static IQueryable<ComplaintRow> Due(IQueryable<ComplaintRow> rows, ListCursor? after)
    {
        rows = rows.Where(row => row.NextDueAt != null);
        if (after is not null)
        {
            var (at, number) = (after.At, after.Number);
            rows = rows.Where(row => row.NextDueAt > at || (row.NextDueAt == at && string.Compare(row.Number, number) > 0));
        }

        return rows.OrderBy(row => row.NextDueAt).ThenBy(row => row.Number);
    }

    private static IQueryable<ComplaintRow> Newest(IQueryable<ComplaintRow> rows, ListCursor? after)
    {
        if (after is not null)
        {
            var (at, number) = (after.At, after.Number);
            rows = rows.Where(row => row.ReceivedAt < at || (row.ReceivedAt == at && string.Compare(row.Number, number) < 0));
        }

        return rows.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Number);
    }

    private static ListCursor CursorAt(ListRow last, ListSort sort) => sort == ListSort.Due && last.NextDueAt is { } due ? new(false, due, last.Number) : new(true, last.ReceivedAt, last.Number);

    private static IQueryable<ListRow> Select(IQueryable<ComplaintRow> rows, ShouwenDbContext db, string? words = null)
    {
        return from row in rows
               join text in db.ComplaintTexts on row.StreamId equals text.StreamId into found
               from text in found.DefaultIfEmpty()
               select new ListRow
               {
                   StreamId = row.StreamId,
                   Number = row.Number,
                   Summary = text == null ? null : text.Summary.Substring(0, SummaryLength),
                   Excerpt = words == null || text == null ? null : text.Summary,
                   MaskedName = row.MaskedName,
                   Channel = row.Channel,
                   Stage = row.Stage,
                   HasEnded = row.HasEnded,
                   Severity = row.Severity,
                   Category = row.Category,
                   ResponsiblePerson = row.ResponsiblePerson,
                   ResponsibleUnit = row.ResponsibleUnit,
                   AboutUnit = row.AboutUnit,
                   AboutPerson = row.AboutPerson,
                   Recused = row.Recused,
                   OfferedTo = row.OfferedTo,
                   People = row.People,
                   Round = row.Round,
                   Amount = row.Amount,
                   ReceivedAt = row.ReceivedAt,
                   NextDueAt = row.NextDueAt,
                   ClosedAt = row.ClosedAt,
               };
    }

    // The text around the first of the words.
    private static string? ExcerptOf(string? text, string? words)
    {
        var at = text is null || TextSearch.WordsOf(words) is not [var first, ..] ? -1 : text.IndexOf(first, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : text!.Substring(Math.Max(at - BeforeFound, 0), Math.Min(ExcerptLength, text.Length - Math.Max(at - BeforeFound, 0))); // found in it
    }

    private static async Task<IReadOnlyList<ListRow>> WithClocksAsync(ShouwenDbContext db, List<ListRow> rows, CancellationToken cancellationToken)
    {
        var first = await db.Obligations.FirstClocksAsync([.. rows.Where(row => row.NextDueAt is not null).Select(row => row.StreamId)], cancellationToken);
        return rows.ConvertAll(row => row with { Clock = first.GetValueOrDefault(row.StreamId) });
    }
}
