using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Rectifications;
using Shouwen.Storage;

namespace Shouwen.App.Features.Improvement;

/// <summary>Which rectifications a board shows.</summary>
public enum RectificationShow { Open, Waiting, Done, All }

/// <summary>A rectification on the board, with what its journal says of it.</summary>
/// <param name="Title">Of the complaint.</param>
public sealed record RectificationLine(string Number, string? Title, int Position, string Owner, RectificationState State, DateTimeOffset DueAt, DateTimeOffset PlannedAt, DateTimeOffset? CompletedAt, DateTimeOffset? VerifiedAt)
{
    /// <summary>What is to be improved; null once the complaint was destroyed.</summary>
    public string? Text { get; init; }

    /// <summary>Of its completion.</summary>
    public string? Evidence { get; init; }

    public bool IsOpen => State is RectificationState.Planned or RectificationState.Ineffective;
}

public sealed record RectificationCounts(int Open, int Overdue, int Waiting, int Done);

/// <summary>Finds the rectifications of complaints that somebody may see: what is to be done first, by its due time.</summary>
public sealed class RectificationFinder(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, CurrentActor who, TimeProvider clock)
{
    public const int Size = 40;
    private const int TitleLength = 60;
    private static readonly RectificationState[] Open = [RectificationState.Planned, RectificationState.Ineffective];

    public async Task<RectificationCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var counts = await (from plan in db.Rectifications join row in db.Complaints.VisibleTo(who) on plan.StreamId equals row.StreamId select plan).GroupBy(_ => 1).Select(all => new RectificationCounts(
            all.Count(plan => plan.State == RectificationState.Planned || plan.State == RectificationState.Ineffective),
            all.Count(plan => (plan.State == RectificationState.Planned || plan.State == RectificationState.Ineffective) && plan.DueAt < now),
            all.Count(plan => plan.State == RectificationState.Completed),
            all.Count(plan => plan.State == RectificationState.Effective))).SingleOrDefaultAsync(cancellationToken);
        return counts ?? new(0, 0, 0, 0);
    }

    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<RectificationLine>> PageAsync(RectificationShow show, int page, CancellationToken cancellationToken)
    {
        RectificationState[] states = show switch
        {
            RectificationShow.Open => Open,
            RectificationShow.Waiting => [RectificationState.Completed],
            RectificationShow.Done => [RectificationState.Effective],
            _ => [.. Enum.GetValues<RectificationState>()],
        };
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var lines = from plan in db.Rectifications.AsNoTracking().Where(plan => states.Contains(plan.State))
                    join row in db.Complaints.VisibleTo(who) on plan.StreamId equals row.StreamId
                    join text in db.ComplaintTexts on row.StreamId equals text.StreamId into found
                    from text in found.DefaultIfEmpty()
                    orderby plan.State == RectificationState.Effective, plan.State == RectificationState.Completed, plan.DueAt, row.Number, plan.Position
                    select new RectificationLine(row.Number, text == null ? null : text.Summary.Substring(0, TitleLength), plan.Position, plan.Owner, plan.State, plan.DueAt, plan.PlannedAt, plan.CompletedAt, plan.VerifiedAt);
        return await WithWordsAsync(await lines.Skip((page - 1) * Size).Take(Size).ToListAsync(cancellationToken), cancellationToken);
    }

    // The words are under the keys of the complaints; all of a page are read together.
    private async Task<IReadOnlyList<RectificationLine>> WithWordsAsync(List<RectificationLine> lines, CancellationToken cancellationToken)
    {
        var files = (await reader.ReadManyAsync([.. lines.Select(line => line.Number).Distinct()], cancellationToken)).ToDictionary(file => file.Complaint.Number!, file => Rectification.Of(file.Complaint)); // found by their numbers
        return lines.ConvertAll(line => files.GetValueOrDefault(line.Number)?.FirstOrDefault(plan => plan.Plan.Position == line.Position) is { } plan
            ? line with { Text = plan.Text, Evidence = plan.Completion?.Data.Text("evidence") } : line);
    }
}
