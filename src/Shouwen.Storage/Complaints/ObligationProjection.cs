using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>Writes a complaint's obligations as they were derived, keeping what alarms have been given.</summary>
public static class ObligationProjection
{
    /// <param name="silentUntil">Alarms up to then count as given; null: none do.</param>
    public static async Task WriteAsync(ShouwenDbContext context, Guid stream, bool isNew, IReadOnlyList<Obligation> obligations, Institution institution, Calendar calendar, DateTimeOffset? silentUntil = null)
    {
        var old = isNew ? [] : await context.Obligations.Where(row => row.StreamId == stream).ToListAsync();
        Write(context, stream, old, obligations, institution, calendar, silentUntil);
    }

    /// <param name="stored">The rows there are, tracked by the context.</param>
    internal static void Write(ShouwenDbContext context, Guid stream, IEnumerable<ObligationRow> stored, IReadOnlyList<Obligation> obligations, Institution institution, Calendar calendar, DateTimeOffset? silentUntil = null)
    {
        var old = stored.ToDictionary(row => row.Key);
        foreach (var obligation in obligations.DistinctBy(Key))
        {
            if (old.Remove(Key(obligation), out var before))
            {
                context.Entry(before).CurrentValues.SetValues(Row(stream, obligation, institution, calendar, before, silentUntil));
            }
            else
            {
                context.Obligations.Add(Row(stream, obligation, institution, calendar, null, silentUntil));
            }
        }

        context.Obligations.RemoveRange(old.Values);
    }

    /// <summary>Names an obligation within its complaint.</summary>
    public static string Key(Obligation obligation) => $"{obligation.PolicyId}/{obligation.ClauseId}/{obligation.Name}/{obligation.Instance}";

    private static ObligationRow Row(Guid stream, Obligation obligation, Institution institution, Calendar calendar, ObligationRow? before, DateTimeOffset? silentUntil)
    {
        // A due time that was moved to before the last alarm has passed unannounced: it must still be told.
        var given = before?.AlarmedUntil is { } until && (before.DueAt == obligation.Due.At || obligation.Due.At > until) ? before.AlarmedUntil : silentUntil;
        return new()
        {
            StreamId = stream,
            Key = Key(obligation),
            PolicyId = obligation.PolicyId,
            Clause = obligation.ClauseId,
            Instance = obligation.Instance,
            Name = obligation.Name,
            OwedBy = obligation.OwedBy.Relation.Text,
            OwedByPerson = obligation.OwedBy.Person,
            OwedByUnit = obligation.OwedBy.Unit,
            UnitPath = ComplaintProjection.Path(institution, obligation.OwedBy.Unit),
            OwedTo = obligation.OwedTo?.Relation.Text,
            Period = obligation.Period?.ToString(),
            StartedAt = obligation.StartedAt,
            TriggeredAt = obligation.TriggeredAt,
            DueAt = obligation.Due.At,
            IsProvisional = obligation.Due.Provisional,
            ExtendedFrom = obligation.ExtendedFrom,
            IsPaused = obligation.Pauses.Count > 0 && obligation.Pauses[^1].To is null,
            DischargedAt = obligation.DischargedAt,
            WaivedAt = obligation.WaivedAt,
            CancelledAt = obligation.CancelledAt,
            NextAlarmAt = AlarmClock.Next(obligation, calendar, given),
            AlarmedUntil = given,
        };
    }
}
