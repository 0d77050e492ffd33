using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage.Complaints;

/// <summary>
/// Gives the alarms that have come due: reminders to whoever owes, a breach also to those whom the rule names, and lets the clocks begin that a breach starts.
/// It costs what is due, not what exists. Several nodes may sweep at once: each stream is locked, and an alarm given is no longer due.
/// </summary>
public sealed class AlarmSweep(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, ObligationRefresh refresh, House house, TimeProvider clock)
{
    private const int AtOnce = 100;

    /// <returns>How many streams had alarms.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (swept, now) = (0, clock.GetUtcNow());
        while (await DueAsync(now, cancellation) is { Count: > 0 } due)
        {
            foreach (var (kind, number) in due)
            {
                await writer.WriteAsync(context => GiveAsync(context, kind, number, now), cancellation);
            }

            swept += due.Count;
        }

        return swept;
    }

    private async Task<List<(AggregateKind Kind, string Number)>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var earliest = await context.Obligations.Where(row => row.NextAlarmAt <= now).OrderBy(row => row.NextAlarmAt).Select(row => row.StreamId).Take(AtOnce).ToListAsync(cancellation);
        var streams = await context.Streams.Where(row => earliest.Contains(row.Id)).Select(row => new { row.Kind, row.Number }).ToListAsync(cancellation);
        return streams.ConvertAll(row => (row.Kind, row.Number));
    }

    private async Task<int> GiveAsync(ShouwenDbContext context, AggregateKind kind, string number, DateTimeOffset now)
    {
        if (await refresh.LockAsync(context, kind, number) is not { } stream)
        {
            return 0;
        }

        var due = await context.Obligations.AsNoTracking().Where(row => row.StreamId == stream.Id && row.NextAlarmAt <= now).ToListAsync();
        var obligations = (await refresh.RefreshAsync(context, stream, now)).ToDictionary(ObligationProjection.Key);
        var complaint = Complaint.From(stream.Entries);
        foreach (var row in due.Where(row => obligations.ContainsKey(row.Key)))
        {
            Tell(context, stream, complaint, obligations[row.Key], row, now);
        }

        await context.SaveChangesAsync();
        return due.Count;
    }

    // Of several alarms that were slept through only the last still tells something.
    private void Tell(ShouwenDbContext context, StoredStream stream, Complaint complaint, Obligation obligation, ObligationRow row, DateTimeOffset now)
    {
        if (!obligation.IsOpen || stream.Key is null)
        {
            return;
        }

        var isBreach = now >= obligation.Due.At;
        var told = new HashSet<string>();
        foreach (var relation in isBreach ? obligation.Rule.OnBreach.Prepend(obligation.Rule.OwedBy) : [obligation.Rule.OwedBy])
        {
            var party = relation == obligation.Rule.OwedBy ? obligation.OwedBy : house.Institution.Resolve(relation, complaint, null, now);
            if (Recipient(party, complaint) is { } person && told.Add(person))
            {
                Notices.Alarm(context, stream, person, relation, Words(obligation, isBreach), obligation.ClauseId, $"{stream.Number}/{row.Key}/{row.NextAlarmAt:yyyyMMddHHmmss}/{person}", now);
            }
        }
    }

    private string? Recipient(Party party, Complaint complaint) => party.Person ?? (party.Unit is null ? null : house.Institution.DefaultHandler(party.Unit, complaint)?.Person);

    private string Words(Obligation obligation, bool isBreach)
    {
        var due = TimeZoneInfo.ConvertTime(obligation.Due.At, house.Calendar.Zone);
        var until = due.TimeOfDay == TimeSpan.Zero ? FormattableString.Invariant($"{due.AddDays(-1):yyyy-MM-dd} 24:00") : FormattableString.Invariant($"{due:yyyy-MM-dd HH:mm}");
        return isBreach ? $"已超期：{obligation.Name}，应于 {until} 前办完" : $"即将到期：{obligation.Name}，请于 {until} 前办完";
    }
}
