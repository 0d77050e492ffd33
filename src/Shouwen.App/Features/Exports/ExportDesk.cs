using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Exports;

/// <summary>
/// Exports as people meet them: asked for, decided by somebody else who may where many complaints are asked for, made by <see cref="ExportMaking"/>, fetched by whoever asked.
/// </summary>
public sealed class ExportDesk(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, ExportVault vault, ComplaintFinder finder, AccessLog log, CurrentActor who, ShouwenOptions options, TimeProvider clock)
{
    private const int Shown = 50;

    public bool MayApprove => who.May(Capability.ApproveExport);

    /// <summary>One's own requests, latest first.</summary>
    public async Task<IReadOnlyList<ExportRow>> OwnAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var me = who.Person.Id;
        return await db.Exports.AsNoTracking().Where(row => row.Person == me).OrderByDescending(row => row.RequestedAt).Take(Shown).ToListAsync(cancellationToken);
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
        return await db.Exports.AsNoTracking().Where(row => row.DecidedAt == null && row.Person != me && reach.Contains(row.Unit)).OrderBy(row => row.RequestedAt).Take(Shown).ToListAsync(cancellationToken);
    }

    public async Task<ExportRow> AskAsync(ListFilter filter, string reason, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.NewGuid(), clock.GetUtcNow());
        var count = Math.Min(ListExport.Most, await finder.CountAsync(filter, cancellationToken, ListExport.Most));
        var isSmall = count <= options.DirectExport;
        var row = new ExportRow
        {
            Id = id,
            RequestedAt = now,
            Person = who.Person.Id,
            Post = who.Post.Post,
            Unit = who.Post.Unit,
            Reason = reason,
            Count = count,
            Query = vault.Seal(id, filter),
            IsApproved = isSmall,
            DecidedAt = isSmall ? now : null,
        };
        await writer.WriteAsync(
            db =>
            {
                db.Exports.Add(row);
                return db.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);
        await log.RecordAsync("", "export-request", reason, cancellationToken, $"批次 {ListExport.Batch(id)}，{count} 件");
        return row;
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
                .SetProperty(row => row.DecidedAt, now).SetProperty(row => row.DecidedBy, me).SetProperty(row => row.IsApproved, isApproved).SetProperty(row => row.Note, note)),
            cancellationToken) == 1;
        if (decided)
        {
            await log.RecordAsync("", isApproved ? "export-approved" : "export-refused", note.Length == 0 ? null : note, cancellationToken, $"批次 {ListExport.Batch(id)}");
        }

        return decided;
    }

    /// <summary>The file of one's own finished export, written piece by piece; null where there is none (any more), or one acts in another post than one asked in.</summary>
    public async Task<Func<Stream, Task>?> FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (now, me, post, unit) = (clock.GetUtcNow(), who.Person.Id, who.Post.Post, who.Post.Unit);
        var row = await db.Exports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Person == me && row.Post == post && row.Unit == unit && row.Parts > 0 && row.ExpiresAt > now, cancellationToken);
        if (row is null)
        {
            return null;
        }

        await log.RecordAsync("", "export-fetched", row.Reason, cancellationToken, $"批次 {ListExport.Batch(id)}");
        await writer.WriteAsync(writing => writing.Exports.Where(same => same.Id == id && same.FetchedAt == null).ExecuteUpdateAsync(set => set.SetProperty(same => same.FetchedAt, now)), cancellationToken);
        return stream => WriteAsync(id, row.Parts, stream, cancellationToken);
    }

    // A part that was swept meanwhile breaks the download off: half a file must not look like a whole one.
    private async Task WriteAsync(Guid id, int parts, Stream stream, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        for (var ordinal = 0; ordinal < parts; ordinal++)
        {
            var part = await db.ExportParts.AsNoTracking().SingleAsync(row => row.ExportId == id && row.Ordinal == ordinal, cancellationToken);
            await stream.WriteAsync(vault.Open(part), cancellationToken);
        }
    }
}
