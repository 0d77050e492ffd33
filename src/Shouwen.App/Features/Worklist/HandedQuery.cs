using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Journal;
using Shouwen.Storage;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Worklist;

/// <summary>Reads what was offered to somebody or to the unit, and what the department was asked to contribute.</summary>
public sealed class HandedQuery(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, TimeProvider clock)
{
    private const int Most = 50;
    private const int TitleLength = 60;
    private static readonly string[] Contributing = ["ask-co-handler", "answer-co-handling"];

    private sealed record Row(Guid StreamId, string Number, string? Title, string? MaskedName, Domain.Complaints.Stage Stage, string? ResponsiblePerson, string? ResponsibleUnit, DateTimeOffset LastEntryAt);

    /// <summary>Hand-overs that this person may take, the oldest first.</summary>
    public async Task<IReadOnlyList<Handed>> OffersAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<string> names = [who.Person.Id, who.Post.Unit, .. who.Institution.Delegates.Where(period => period.By == who.Person.Id && period.From <= now && now < period.Until).Select(period => period.For)];
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var offered = db.Complaints.AsNoTracking().Where(row => row.OfferedTo != null && names.Contains(row.OfferedTo));
        var rows = await Select(offered.VisibleTo(who).OrderBy(row => row.LastEntryAt), db).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Handed(row.Number, CaseTitle.Of(row.Title), row.MaskedName, row.Stage, Giver(row), row.LastEntryAt, null))];
    }

    /// <summary>Contributions that this person's unit still owes an answer to.</summary>
    public async Task<IReadOnlyList<Handed>> ContributionsAsync(CancellationToken cancellationToken)
    {
        var unit = who.Post.Unit;
        var between = $" {unit} ";
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var asked = db.Complaints.AsNoTracking().Where(row => row.CoHandlers != "" && !row.HasEnded && row.CoHandlers.Contains(between));
        var rows = await Select(asked.VisibleTo(who).OrderBy(row => row.LastEntryAt), db).Take(Most).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var streams = rows.ConvertAll(row => row.StreamId);
        var entries = await db.Journal.AsNoTracking().Where(row => streams.Contains(row.StreamId) && Contributing.Contains(row.Action)).OrderBy(row => row.Position)
            .Select(row => new { row.StreamId, row.Position, row.OpenPart }).ToListAsync(cancellationToken);
        var open = entries.Select(row => (row.StreamId, Entry: EntryCodec.Decode(new(row.StreamId, row.Position, row.OpenPart, []), null))).Where(pair => pair.Entry.Data.Text("unit") == unit).ToLookup(pair => pair.StreamId, pair => pair.Entry);
        return [.. rows.Select(row => Contribution(row, [.. open[row.StreamId]])).OfType<Handed>()];
    }

    // Asked again after it answered, it owes an answer again.
    private Handed? Contribution(Row row, IReadOnlyList<Entry> entries) => entries is [.., { Action: "ask-co-handler" } asked]
        ? new(row.Number, CaseTitle.Of(row.Title), row.MaskedName, row.Stage, $"{who.Institution.Person(asked.Actor.Person)?.Name} 请本部门协办", asked.HappenedAt, asked.Data.Moment("due"))
        : null;

    private string Giver(Row row) => $"{who.Institution.Person(row.ResponsiblePerson)?.Name ?? "系统"}（{who.Institution.Unit(row.ResponsibleUnit)?.Name}）转来";

    private static IQueryable<Row> Select(IQueryable<ComplaintRow> complaints, ShouwenDbContext db) =>
        from row in complaints
        join text in db.ComplaintTexts on row.StreamId equals text.StreamId into found
        from text in found.DefaultIfEmpty()
        select new Row(row.StreamId, row.Number, text == null ? null : text.Summary.Substring(0, TitleLength), row.MaskedName, row.Stage, row.ResponsiblePerson, row.ResponsibleUnit, row.LastEntryAt);
}
