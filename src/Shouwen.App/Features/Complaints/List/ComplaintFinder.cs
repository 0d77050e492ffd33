using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Finds complaints among those that the present reader may see.</summary>
public sealed class ComplaintFinder(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, ListQuery list)
{
    public const int CountLimit = 1000;

    public async Task<ListPageModel> PageAsync(ListFilter filter, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await list.PageAsync(db, Visible(db), filter, size, cancellationToken);
    }

    /// <summary>How many fit, counted no further than a limit and one.</summary>
    public async Task<int> CountAsync(ListFilter filter, CancellationToken cancellationToken, int limit = CountLimit)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await list.CountAsync(db, Visible(db), filter, limit + 1, cancellationToken);
    }

    /// <summary>The numbers of the first so many that fit, in the order of the list.</summary>
    public async Task<IReadOnlyList<string>> NumbersAsync(ListFilter filter, int most, CancellationToken cancellationToken) =>
        [.. (await PageAsync(filter with { After = null }, most, cancellationToken)).Rows.Select(row => row.Number)];

    /// <summary>Those of the numbers that somebody may see, in their order.</summary>
    public async Task<IReadOnlyList<ListRow>> NamedAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await ListQuery.RowsAsync(db, Visible(db).Where(row => numbers.Contains(row.Number)), cancellationToken);
        var places = numbers.Distinct().Select((number, place) => (number, place)).ToDictionary(pair => pair.number, pair => pair.place);
        return [.. rows.OrderBy(row => places[row.Number])];
    }

    /// <summary>Open complaints of a person that the asker may see, due first first.</summary>
    public async Task<IReadOnlyList<ListRow>> OpenOfAsync(string person, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var open = Visible(db).Where(row => row.ResponsiblePerson == person && !row.HasEnded).OrderBy(row => row.NextDueAt == null).ThenBy(row => row.NextDueAt).ThenBy(row => row.Number);
        return await ListQuery.RowsAsync(db, open.Take(most), cancellationToken);
    }

    private IQueryable<ComplaintRow> Visible(ShouwenDbContext db) => db.Complaints.AsNoTracking().VisibleTo(who);
}
