using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.AccessLogs;

/// <summary>Records of the access log, latest first. Null parts narrow nothing; each that is given has an index that ends with the order of the list.</summary>
public sealed record AccessQuery
{
    /// <summary>Where those who looked worked then.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    public IReadOnlyList<string>? Persons { get; init; }

    public IReadOnlyList<string>? Numbers { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    public AccessCursor? After { get; init; }

    public IQueryable<AccessLogRow> On(IQueryable<AccessLogRow> rows)
    {
        rows = Narrowed(rows);
        if (From is { } from)
        {
            rows = rows.Where(row => row.At >= from);
        }

        if (Until is { } until)
        {
            rows = rows.Where(row => row.At < until);
        }

        if (After is { } after)
        {
            var (at, id) = (after.At, after.Id);
            rows = rows.Where(row => row.At <= at && (row.At < at || row.Id < id)); // the first half is what an index can begin at
        }

        return rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);
    }

    // One value is compared as one: only then does the index also give the order.
    private IQueryable<AccessLogRow> Narrowed(IQueryable<AccessLogRow> rows)
    {
        if (Numbers is { } numbers)
        {
            var only = numbers.Count == 1 ? numbers[0] : null;
            rows = only is null ? rows.Where(row => numbers.Contains(row.Number)) : rows.Where(row => row.Number == only);
        }

        if (Persons is { } persons)
        {
            var only = persons.Count == 1 ? persons[0] : null;
            rows = only is null ? rows.Where(row => persons.Contains(row.Person)) : rows.Where(row => row.Person == only);
        }

        if (Units is { } units)
        {
            var only = units.Count == 1 ? units[0] : null;
            rows = only is null ? rows.Where(row => units.Contains(row.Unit)) : rows.Where(row => row.Unit == only);
        }

        return rows;
    }
}
