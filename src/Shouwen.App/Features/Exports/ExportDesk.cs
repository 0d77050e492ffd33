using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Exports;

/// <summary>
/// Exports that a second person has to allow: asked for, decided by somebody else who may, made when the asker first fetches the file, as what he or she may see then, kept encrypted and
/// swept a day after the decision.
/// </summary>
public sealed class ExportDesk(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, KeyRing keys, ComplaintFinder finder, ListExport exporter, AccessLog log, CurrentActor who, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private const int Shown = 50;

    public bool MayApprove => who.May(Capability.ApproveExport);

    /// <summary>One's own requests, latest first.</summary>
    public async Task<IReadOnlyList<ExportRow>> OwnAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var me = who.Person.Id;
        return await Bare(db.Exports.Where(row => row.Person == me).OrderByDescending(row => row.RequestedAt)).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>Undecided requests of others whose unit one's own unit reaches; none for whoever may not decide.</summary>
    public async Task<IReadOnlyList<ExportRow>> WaitingAsync(CancellationToken cancellationToken)
    {
        if (!MayApprove)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var me = who.Person.Id;
        var reach = who.Institution.Below(who.Institution.ReachOf(who.Post.Unit));
        return await Bare(db.Exports.Where(row => row.DecidedAt == null && row.Person != me && reach.Contains(row.Unit)).OrderBy(row => row.RequestedAt)).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>The list that a request asks for, as the address of the list.</summary>
    public ListFilter FilterOf(ExportRow row) => ListFilter.Parse(QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(keys.Unprotect(Purposes.ExportQuery(row.Id), row.Query))));

    public async Task AskAsync(ListFilter filter, int count, string reason, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var query = (filter with { Sought = null }).Href.Split('?', 2) is [_, var parts] ? parts : "";
        var row = new ExportRow
        {
            Id = id,
            RequestedAt = clock.GetUtcNow(),
            Person = who.Person.Id,
            Post = who.Post.Post,
            Unit = who.Post.Unit,
            Reason = reason,
            Count = count,
            Query = keys.Protect(Purposes.ExportQuery(id), System.Text.Encoding.UTF8.GetBytes(query)),
        };
        await writer.WriteAsync(
            db =>
            {
                db.Exports.Add(row);
                return db.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);
        await log.RecordAsync("", "export-request", reason, cancellationToken, $"批次 {ListExport.Batch(id)}，{count} 件");
    }

    /// <summary>Allows or refuses another's request.</summary>
    /// <returns>False where it does not wait, or not for this person.</returns>
    public async Task<bool> DecideAsync(Guid id, bool isApproved, string note, CancellationToken cancellationToken)
    {
        if (!(await WaitingAsync(cancellationToken)).Any(row => row.Id == id))
        {
            return false;
        }

        var (now, me) = (clock.GetUtcNow(), who.Person.Id);
        var decided = await writer.WriteAsync(
            db => db.Exports.Where(row => row.Id == id && row.DecidedAt == null).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.DecidedAt, now).SetProperty(row => row.DecidedBy, me).SetProperty(row => row.IsApproved, isApproved).SetProperty(row => row.Note, note)
                .SetProperty(row => row.ExpiresAt, isApproved ? now + Life : null)),
            cancellationToken) == 1;
        if (decided)
        {
            await log.RecordAsync("", isApproved ? "export-approved" : "export-refused", note.Length == 0 ? null : note, cancellationToken, $"批次 {ListExport.Batch(id)}");
        }

        return decided;
    }

    /// <summary>The file of one's own allowed request, made the first time; null where there is none (any more), or one acts in another post than one asked in.</summary>
    public async Task<byte[]?> FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (now, me, post, unit) = (clock.GetUtcNow(), who.Person.Id, who.Post.Post, who.Post.Unit);
        var row = await db.Exports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Person == me && row.Post == post && row.Unit == unit && row.IsApproved && row.ExpiresAt > now, cancellationToken);
        if (row is null)
        {
            return null;
        }

        if (row.Content is { } kept)
        {
            await log.RecordAsync("", "export-fetched", row.Reason, cancellationToken, $"批次 {ListExport.Batch(id)}");
            return keys.Unprotect(Purposes.ExportFile(id), kept);
        }

        var page = await finder.PageAsync(FilterOf(row), ListExport.Most, cancellationToken);
        var file = await exporter.MakeAsync(page, row.Reason, id, cancellationToken);
        var content = keys.Protect(Purposes.ExportFile(id), file);
        await writer.WriteAsync(
            writing => writing.Exports.Where(same => same.Id == id && same.Content == null).ExecuteUpdateAsync(set => set.SetProperty(same => same.Content, content).SetProperty(same => same.Rows, page.Rows.Count).SetProperty(same => same.FetchedAt, now)),
            cancellationToken);
        return file;
    }

    // Without the file itself.
    private static IQueryable<ExportRow> Bare(IQueryable<ExportRow> rows) => rows.AsNoTracking().Select(row => new ExportRow
    {
        Id = row.Id,
        RequestedAt = row.RequestedAt,
        Person = row.Person,
        Post = row.Post,
        Unit = row.Unit,
        Reason = row.Reason,
        Query = row.Query,
        Count = row.Count,
        DecidedAt = row.DecidedAt,
        DecidedBy = row.DecidedBy,
        IsApproved = row.IsApproved,
        Note = row.Note,
        Rows = row.Rows,
        ExpiresAt = row.ExpiresAt,
        FetchedAt = row.FetchedAt,
    });
}
