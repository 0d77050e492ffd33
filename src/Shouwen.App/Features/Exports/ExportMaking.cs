using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Exports;

/// <summary>
/// Makes the files of exports that may be made, a page of the list a transaction: the piece of the file, the record of every complaint in it and how far it has come are written together.
/// So the memory it takes does not grow with the file, and when a server dies another goes on where it stopped, once its lease has run out. Each page holds what the asker may see then, in
/// the post in which it was asked for. Complaints stand by receipt, the newest first, whatever order the screen had: receipt does not move while the file is made, a due time does.
/// </summary>
public sealed partial class ExportMaking(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, ExportVault vault, ListQuery list, ListExport file, House house, ShouwenOptions options, TimeProvider clock, ILogger<ExportMaking> log)
{
    /// <summary>From when a file is complete until it is swept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>How long a maker may be silent before another takes over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Complaints written in one transaction.</summary>
    public int PageSize { get; set; } = 500;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await TakeAsync(cancellation) is { } export)
        {
            try
            {
                while (await StepAsync(export, cancellation) is { } further)
                {
                    export = further;
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested) // the server stops: whoever comes next need not wait
            {
                await writer.WriteAsync(db => Unfinished(db, export).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)), CancellationToken.None);
                throw;
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // any: the asker must not wait for a file that does not come
            {
                LogFailure(ListExport.Batch(export.Id), failure);
                await FailAsync(export, "制作时出错，请重新申请；再出错请把批次告诉系统管理员");
            }
        }
    }

    private async Task<ExportRow?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.Exports.AsNoTracking().Where(row => row.IsApproved && row.DoneAt == null && row.Problem == null && (row.LeasedUntil == null || row.LeasedUntil < now)).OrderBy(row => row.DecidedAt).FirstOrDefaultAsync(cancellation);
        var until = now + Lease;
        return waiting is not null && await writer.WriteAsync(db => Unfinished(db, waiting).Where(row => row.LeasedUntil == waiting.LeasedUntil).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until)), cancellation) == 1 ? waiting : null;
    }

    /// <returns>How far it is now; null when there is nothing left to do.</returns>
    private async Task<ExportRow?> StepAsync(ExportRow export, CancellationToken cancellation)
    {
        var (institution, now, post) = (house.Institution, clock.GetUtcNow(), new Assignment(export.Post, export.Unit));
        if (institution.Person(export.Person) is not { } person || !institution.PostsOf(person.Id, now).Contains(post) || !institution.May(post.Post, Capability.Export))
        {
            await FailAsync(export, "申请时的岗位已不能导出，请换用现在的岗位重新申请");
            return null;
        }

        var most = export.DecidedBy is null ? options.DirectExport : ListExport.Most; // what nobody allowed stays small even when more has come in since
        var filter = vault.FilterOf(export) with { Sort = ListSort.Newest, After = ListCursor.Parse(export.After) };
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var page = await list.PageAsync(db, db.Complaints.AsNoTracking().VisibleTo(Institution.ActorOf(person, post), institution), filter, Math.Min(PageSize, most - export.Rows), cancellation);
        var rows = export.Rows + page.Rows.Count;
        var isOver = page.Next is null || rows >= most;
        List<ExportPartRow> parts = page.Rows.Count == 0 ? [] : [vault.Seal(export.Id, export.Parts + 1, file.Lines(export.Id, page.Rows))];
        if (isOver)
        {
            parts.Add(vault.Seal(export.Id, 0, file.Head(export.Id, rows, page.Next is not null, export.Reason, person, post, now)));
        }

        var (kept, after, until) = (export.Parts + parts.Count, page.Next?.ToString(), now + Lease);
        var isOurs = await writer.WriteAsync(
            async db =>
            {
                // Another maker that took over has written this part already, and then nothing of ours is.
                if (await Unfinished(db, export).ExecuteUpdateAsync(set => set.SetProperty(row => row.Rows, rows).SetProperty(row => row.Parts, kept).SetProperty(row => row.After, after).SetProperty(row => row.LeasedUntil, isOver ? null : until)
                    .SetProperty(row => row.DoneAt, isOver ? now : null).SetProperty(row => row.ExpiresAt, isOver ? now + Life : null), CancellationToken.None) == 0)
                {
                    return false;
                }

                db.ExportParts.AddRange(parts);
                db.AccessLog.AddRange(page.Rows.Select(row => Seen(export, row.Number, now)));
                await db.SaveChangesAsync(CancellationToken.None);
                return true;
            },
            cancellation);
        (export.Rows, export.Parts, export.After) = (rows, kept, after);
        return isOver || !isOurs ? null : export;
    }

    private static AccessLogRow Seen(ExportRow export, string number, DateTimeOffset now) => new()
    { At = now, Person = export.Person, Post = export.Post, Unit = export.Unit, Number = number, What = "export", Reason = export.Reason, Fields = $"批次 {ListExport.Batch(export.Id)}" };

    private Task<int> FailAsync(ExportRow export, string problem) => writer.WriteAsync(
        async db =>
        {
            var failed = await db.Exports.Where(row => row.Id == export.Id && row.DoneAt == null && row.Problem == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Problem, problem).SetProperty(row => row.Parts, 0).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null));
            return failed == 0 ? 0 : await db.ExportParts.Where(part => part.ExportId == export.Id).ExecuteDeleteAsync();
        },
        CancellationToken.None);

    // As it was when it was read: the number of parts tells two makers apart.
    private static IQueryable<ExportRow> Unfinished(ShouwenDbContext db, ExportRow export) =>
        db.Exports.Where(row => row.Id == export.Id && row.Parts == export.Parts && row.DoneAt == null && row.Problem == null);

    [LoggerMessage(LogLevel.Error, "The export {Batch} could not be made.")]
    private partial void LogFailure(string batch, Exception failure);
}
