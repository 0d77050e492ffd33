using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints.List;

public static class ListClocks
{
    /// <summary>The open clock of each case that runs out first; one query for a whole page.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ListClock>> FirstClocksAsync(this IQueryable<ObligationRow> obligations, IReadOnlyList<Guid> streams, CancellationToken cancellationToken)
    {
        if (streams.Count == 0)
        {
            return new Dictionary<Guid, ListClock>();
        }

        var clocks = await obligations.AsNoTracking().Where(owed => streams.Contains(owed.StreamId) && owed.DischargedAt == null && owed.WaivedAt == null && owed.CancelledAt == null)
            .Select(owed => new ListClock(owed.StreamId, owed.Clause, owed.Name, owed.Period, owed.StartedAt, owed.DueAt, owed.IsProvisional, owed.IsPaused)).ToListAsync(cancellationToken);
        return clocks.GroupBy(owed => owed.StreamId).ToDictionary(same => same.Key, same => same.OrderBy(owed => owed.DueAt).First());
    }
}
