using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Incidents;

/// <summary>Something owed after an incident.</summary>
/// <param name="Number">Of the incident or complaint that owes it.</param>
/// <param name="Person">Id; null where a unit owes it.</param>
public sealed record AfterDebt(AggregateKind Kind, string Number, string Name, string Clause, string? Person, string? Unit, DateTimeOffset DueAt);

/// <summary>How far the message of an entry has come on its way out.</summary>
/// <param name="Position">Of the entry that it carries.</param>
/// <param name="DoneAt">When the way out took it over; null while it waits or was given up.</param>
/// <param name="Error">Why the last try failed; null where there was none.</param>
public sealed record Delivery(int Position, OutboxKind Kind, DateTimeOffset? DoneAt, bool IsGivenUp, int Tries, string? Error);

/// <summary>What the page of an incident asks the tables for: what is owed about its complaints, and what became of its messages. Only what the reader may see.</summary>
public sealed class IncidentFollowUp(IDbContextFactory<ShouwenDbContext> database, House house, CurrentActor who)
{
    private static readonly string[] Afterwards = ["stand-down", "review-incident", "summarise", "plan-rectification", "complete-rectification", "verify-rectification", "close", "archive"];

    /// <summary>Open duties to sum up, improve and file, of an incident and its complaints; due first first.</summary>
    public async Task<IReadOnlyList<AfterDebt>> OwedAsync(string incident, IReadOnlyCollection<string> complaints, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var open = db.Obligations.AsNoTracking().Where(row => row.DischargedAt == null && row.WaivedAt == null && row.CancelledAt == null);
        var ofIncident = from row in open
                         join matter in db.Matters.VisibleTo(who).Where(matter => matter.Kind == AggregateKind.Incident && matter.Number == incident) on row.StreamId equals matter.StreamId
                         select new AfterDebt(AggregateKind.Incident, matter.Number, row.Name, row.Clause, row.OwedByPerson, row.OwedByUnit, row.DueAt);
        var ofComplaints = from row in open
                           join complaint in db.Complaints.VisibleTo(who).Where(complaint => complaints.Contains(complaint.Number)) on row.StreamId equals complaint.StreamId
                           select new AfterDebt(AggregateKind.Complaint, complaint.Number, row.Name, row.Clause, row.OwedByPerson, row.OwedByUnit, row.DueAt);
        var rules = house.Policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Obligations.Where(IsAfterwards).Select(rule => (clause.Id, rule.Name))).ToHashSet();
        var owed = await ofComplaints.ToListAsync(cancellationToken);
        return [.. (await ofIncident.ToListAsync(cancellationToken)).Concat(owed.Where(debt => rules.Contains((debt.Clause, debt.Name)))).OrderBy(debt => debt.DueAt).ThenBy(debt => debt.Number, StringComparer.Ordinal)];
    }

    /// <summary>By the position of the entry that each message carries.</summary>
    public async Task<IReadOnlyDictionary<int, Delivery>> DeliveriesAsync(string incident, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await (from row in db.Outbox.AsNoTracking()
                      join matter in db.Matters.VisibleTo(who).Where(matter => matter.Kind == AggregateKind.Incident && matter.Number == incident) on row.StreamId equals matter.StreamId
                      where row.Position != null
                      select new Delivery(row.Position!.Value, row.Kind, row.DoneAt, row.DeadAt != null, row.Tries, row.LastError)).ToDictionaryAsync(delivery => delivery.Position, cancellationToken); // filtered
    }

    private static bool IsAfterwards(ObligationRule rule) => Actions(rule.MetBy).Concat(rule.From is EntryTrigger trigger ? Actions(trigger.Pattern) : []).Any(Afterwards.Contains);

    private static IEnumerable<string> Actions(Pattern pattern) => pattern.Options.Select(option => option.Action);
}
