using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>
/// What a list asks for, among the complaints that somebody may see. What is most selective leads: blind indexes of phone and name, the number, else the order of
/// the list, whose index is followed until the page is full. A page begins after the last row of the one before, so that nothing is skipped or shown twice whatever came in meanwhile.
/// </summary>
public sealed class ListQuery(House house, BlindIndexes indexes, TimeProvider clock)
{
    private const int SummaryLength = 80;
    private const int ExcerptLength = 60, BeforeFound = 16;

    /// <param name="visible">The complaints that the reader may see.</param>
    public async Task<ListPageModel> PageAsync(ShouwenDbContext db, IQueryable<ComplaintRow> visible, ListFilter filter, int size, CancellationToken cancellationToken)
    {
        var all = Filtered(db, visible, filter);
        var hasSettled = filter.Sort is ListSort.Due or ListSort.DueLast;
        var isPastOwed = hasSettled && filter.After is { Settled: true };
        var rows = isPastOwed ? [] : await Select(Ordered(all, filter.Sort, filter.After).Take(size + 1), db, filter.Q).ToListAsync(cancellationToken);
        if (hasSettled && rows.Count <= size && !filter.OnlyOverdue) // whatever is overdue is owed
        {
            var settled = Received(all.Where(row => row.NextDueAt == null), isPastOwed ? filter.After : null, isDescending: true);
            rows.AddRange(await Select(settled.Take(size + 1 - rows.Count), db, filter.Q).ToListAsync(cancellationToken));
        }

        var shown = rows.Take(size).Select(row => row with { Excerpt = ExcerptOf(row.Excerpt, filter.Q) }).ToList();
        return new(await WithClocksAsync(db, shown, cancellationToken), rows.Count > size ? CursorAt(shown[^1], hasSettled) : null);
    }

    /// <summary>Rows in the order of the query, with their clocks.</summary>
    public static async Task<IReadOnlyList<ListRow>> RowsAsync(ShouwenDbContext db, IQueryable<ComplaintRow> rows, CancellationToken cancellationToken) =>
        await WithClocksAsync(db, await Select(rows, db, null).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>How many fit, counted no further than a limit: along an index, so that what lies beyond the limit costs nothing.</summary>
    public Task<int> CountAsync(ShouwenDbContext db, IQueryable<ComplaintRow> visible, ListFilter filter, int limit, CancellationToken cancellationToken) =>
        Received(Filtered(db, visible, filter), null, isDescending: true).Select(row => row.StreamId).Take(limit).CountAsync(cancellationToken);

    private IQueryable<ComplaintRow> Filtered(ShouwenDbContext db, IQueryable<ComplaintRow> visible, ListFilter filter)
    {
        var rows = Narrow(filter, Found(db, visible, filter));
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
    private IQueryable<ComplaintRow> Found(ShouwenDbContext db, IQueryable<ComplaintRow> rows, ListFilter filter)
    {
        rows = filter.Number is { } number ? rows.WithNumber(number) : rows;
        rows = filter.Phone is { } phone ? rows.WithPhone(db, indexes, phone) : rows;
        rows = filter.Name is { } name ? rows.WithName(db, indexes, name) : rows;
        return filter.Q is { } words ? rows.Matching(db, indexes, words) : rows;
    }

    // One unit's complaints are read by their own index. Those of a unit with others below it may be most of all there are: they must not be gathered and sorted before the first page is
    // shown, so a condition that holds for none, and that no index answers, keeps the database to the order of the list.
    private IQueryable<ComplaintRow> Narrow(ListFilter filter, IQueryable<ComplaintRow> rows)
    {
        rows = filter.Stage is { } stage ? rows.Where(row => row.Stage == stage) : rows;
        rows = filter.Channel is { } channel ? rows.Where(row => row.Channel == channel) : rows;
        rows = filter.Severity is { } severity ? rows.Where(row => row.Severity == severity) : rows;
        rows = filter.Category is { } category ? rows.Where(row => row.Category == category) : rows;
        if (filter.Unit is { } unit)
        {
            var below = house.Institution.Below(unit);
            rows = below.Count == 1 ? rows.Where(row => row.ResponsibleUnit == unit || row.AboutUnit == unit)
                : rows.Where(row => below.Contains(row.ResponsibleUnit!) || below.Contains(row.AboutUnit!) || row.Version < 0); // null is in no list
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

    private static IQueryable<ComplaintRow> Ordered(IQueryable<ComplaintRow> rows, ListSort sort, ListCursor? after) => sort switch
    {
        ListSort.Due or ListSort.DueLast => Due(rows.Where(row => row.NextDueAt != null), after, sort.IsDescending()),
        ListSort.Newest or ListSort.Oldest => Received(rows, after, sort.IsDescending()),
        _ => Numbered(rows, after, sort.IsDescending()),
    };

    // Of "later, or at the same time with a greater number" a database can follow its index from a place on only if the time is bounded by itself.
    private static IQueryable<ComplaintRow> Due(IQueryable<ComplaintRow> rows, ListCursor? after, bool isDescending)
    {
        if (after is var (_, at, number))
        {
            rows = isDescending ? rows.Where(row => row.NextDueAt <= at && (row.NextDueAt < at || string.Compare(row.Number, number) < 0))
                : rows.Where(row => row.NextDueAt >= at && (row.NextDueAt > at || string.Compare(row.Number, number) > 0));
        }

        return isDescending ? rows.OrderByDescending(row => row.NextDueAt).ThenByDescending(row => row.Number) : rows.OrderBy(row => row.NextDueAt).ThenBy(row => row.Number);
    }

    private static IQueryable<ComplaintRow> Received(IQueryable<ComplaintRow> rows, ListCursor? after, bool isDescending)
    {
        if (after is var (_, at, number))
        {
            rows = isDescending ? rows.Where(row => row.ReceivedAt <= at && (row.ReceivedAt < at || string.Compare(row.Number, number) < 0))
                : rows.Where(row => row.ReceivedAt >= at && (row.ReceivedAt > at || string.Compare(row.Number, number) > 0));
        }

        return isDescending ? rows.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Number) : rows.OrderBy(row => row.ReceivedAt).ThenBy(row => row.Number);
    }

    private static IQueryable<ComplaintRow> Numbered(IQueryable<ComplaintRow> rows, ListCursor? after, bool isDescending)
    {
        if (after is var (_, _, number))
        {
            rows = rows.Where(row => isDescending ? string.Compare(row.Number, number) < 0 : string.Compare(row.Number, number) > 0);
        }

        return isDescending ? rows.OrderByDescending(row => row.Number) : rows.OrderBy(row => row.Number);
    }

    private static ListCursor CursorAt(ListRow last, bool byDue) => byDue && last.NextDueAt is { } due ? new(false, due, last.Number) : new(true, last.ReceivedAt, last.Number);

    private static IQueryable<ListRow> Select(IQueryable<ComplaintRow> rows, ShouwenDbContext db, string? words)
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
