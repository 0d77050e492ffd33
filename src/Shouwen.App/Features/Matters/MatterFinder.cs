using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Matters;

/// <summary>A matter in the list of its kind.</summary>
/// <param name="Unit">The one it is about, else the one that opened it.</param>
public sealed record MatterLine(Guid StreamId, string Number, string? Subject, string? Unit, string? ResponsiblePerson, Stage Stage, bool HasEnded, DateTimeOffset OpenedAt, DateTimeOffset? NextDueAt)
{
    /// <summary>Of an incident; null while it is not graded.</summary>
    public string? Level { get; init; }

    /// <summary>The clock that runs out first; null when nothing is owed.</summary>
    public ListClock? Clock { get; init; }
}

/// <summary>Which of them a list shows.</summary>
public enum MatterShow { All, Open, Ended }

/// <param name="Open">How many are under way, whatever is shown.</param>
public sealed record MatterPageModel(IReadOnlyList<MatterLine> Rows, int All, int Open);

/// <summary>Finds matters of one kind among those that somebody may see: what is under way first, by what is due.</summary>
public sealed class MatterFinder(IDbContextFactory<ShouwenDbContext> database, CurrentActor who)
{
    public const int Size = 30;

    /// <param name="page">From 1.</param>
    public async Task<MatterPageModel> PageAsync(AggregateKind kind, MatterShow show, int page, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var all = db.Matters.AsNoTracking().Where(row => row.Kind == kind).VisibleTo(who);
        var shown = show switch { MatterShow.Open => all.Where(row => !row.HasEnded), MatterShow.Ended => all.Where(row => row.HasEnded), _ => all };
        var rows = await Select(shown.OrderBy(row => row.HasEnded).ThenBy(row => row.NextDueAt == null).ThenBy(row => row.NextDueAt).ThenByDescending(row => row.OpenedAt).ThenBy(row => row.Number))
            .Skip((page - 1) * Size).Take(Size).ToListAsync(cancellationToken);
        var clocks = await db.Obligations.FirstClocksAsync([.. rows.Where(row => row.NextDueAt is not null).Select(row => row.StreamId)], cancellationToken);
        return new(rows.ConvertAll(row => row with { Clock = clocks.GetValueOrDefault(row.StreamId) }), await all.CountAsync(cancellationToken), await all.CountAsync(row => !row.HasEnded, cancellationToken));
    }

    private static IQueryable<MatterLine> Select(IQueryable<MatterRow> rows) =>
        rows.Select(row => new MatterLine(row.StreamId, row.Number, row.Subject, row.AboutUnit ?? row.ResponsibleUnit, row.ResponsiblePerson, row.Stage, row.HasEnded, row.OpenedAt, row.NextDueAt) { Level = row.Level });
}
