using System.Security.Cryptography;
using System.Text.Json;
using Shouwen.Storage;
using Shouwen.Storage.Imports;

namespace Shouwen.App.Import;

/// <summary>
/// Looks ledgers through and takes them over in the background. One worker on one node has an import at a time; when it dies, the next goes on where it was noted last, and what was done since then
/// is recognised row by row.
/// </summary>
public sealed class LedgerWork(ImportFolder folder, LedgerJobs jobs, ComplaintHandler handler, House house, TimeProvider clock)
{
    /// <summary>How long a file lies that nobody starts, and the rows that could not be taken of one that is done.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    // Counts stay longer, without a cell of the table.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private const int NoteEachTaken = 100;

    /// <summary>Looks through all that wait for it.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        foreach (var job in jobs.All().Where(job => job.State == LedgerState.Reading).OrderBy(job => job.SentAt).ToList())
        {
            await WorkAsync(job, LedgerState.Reading, file => Task.FromResult(Read(job, file, cancellation)), cancellation);
        }
    }

    /// <summary>Takes over all that were confirmed.</summary>
    public async Task ImportAsync(CancellationToken cancellation)
    {
        foreach (var job in jobs.All().Where(job => job.State == LedgerState.Running).OrderBy(job => job.SentAt).ToList())
        {
            await WorkAsync(job, LedgerState.Running, file => ImportAsync(jobs.Find(job.Id) ?? job, file, cancellation), cancellation);
        }
    }

    /// <summary>Forgets files that nobody went on with, then what is known of them.</summary>
    public Task SweepAsync()
    {
        var now = clock.GetUtcNow();
        foreach (var id in folder.All())
        {
            var job = jobs.Find(id);
            if (job is null ? folder.ChangedAt(id) < (now - Life).UtcDateTime : job.State is LedgerState.Done or LedgerState.Failed ? job.ChangedAt < now - Remembered : job.State is LedgerState.Ready or LedgerState.Stopped && job.ChangedAt < now - Life)
            {
                folder.Forget(id);
            }
            else if (job is { State: LedgerState.Done, Plan: not null } && job.ChangedAt < now - Life)
            {
                folder.ForgetRejected(id);
                folder.WriteNotes(id, JsonSerializer.SerializeToUtf8Bytes(job with { Columns = [], First = [], Plan = null, RejectedLength = 0 }));
            }
        }

        return Task.CompletedTask;
    }

    private async Task WorkAsync(LedgerJob job, LedgerState state, Func<Stream, Task<LedgerJob?>> work, CancellationToken cancellation)
    {
        using var mine = folder.TryLock(job.Id);
        if (mine is null || jobs.Find(job.Id)?.State != state)
        {
            return; // somebody else's, or done meanwhile
        }

        try
        {
            using var file = folder.Open(job.Id);
            _ = file is null ? Fail(job, "文件已经不在，请重新上传") : await work(file);
        }
        catch (Exception mistake) when (mistake is InvalidDataException or CryptographicException && !cancellation.IsCancellationRequested)
        {
            Fail(jobs.Find(job.Id) ?? job, "读不出这个表格，请存为 xlsx 或 CSV（UTF-8 或 GB18030）再传");
        }
    }

    private LedgerJob? Read(LedgerJob job, Stream file, CancellationToken cancellation)
    {
        var guess = jobs.GuessOf(job);
        if (LedgerSurvey.Of(file, guess.Knows, rows => Progress(job, rows, cancellation)) is not var (columns, first, rows))
        {
            return Fail(job, "表里没有内容");
        }

        if (rows == 0)
        {
            return Fail(job, "表里只有列名");
        }

        return jobs.Note(job with { State = LedgerState.Ready, Rows = rows, Columns = columns, First = first, Plan = guess.Guess(columns) });
    }

    private void Progress(LedgerJob job, int rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = jobs.Note(job with { Rows = rows }) ?? throw new InvalidDataException("The ledger was given up.");
    }

    private async Task<LedgerJob?> ImportAsync(LedgerJob job, Stream file, CancellationToken cancellation)
    {
        var mapping = jobs.GuessOf(job).MappingOf(job.Plan ?? throw new InvalidOperationException("A ledger was started before it was read."));
        var columns = mapping.Columns;
        var ledger = Ledger.Open(SheetFile.Rows(file, LedgerJobs.MostUnpacked), columns.Contains) ?? throw new InvalidDataException("The table is empty.");
        using var rejected = folder.Reject(job.Id, job.RejectedLength);
        job = job with { RunningSince = clock.GetUtcNow(), RunningFrom = job.Counts.All };
        var isStopped = false;
        await foreach (var result in new Importer(handler, house, new(mapping), jobs.Within(job)).RunAsync(ledger, job.Counts.All, cancellation))
        {
            job = job with { Counts = job.Counts.With(result.Fate) };
            if (result.Reason is { } reason)
            {
                rejected.Add(JsonSerializer.SerializeToUtf8Bytes(new RejectedRow(result.Row.Line, reason, result.Row.Cells)));
            }

            if (job.Counts.All % NoteEachTaken == 0)
            {
                isStopped = folder.IsAskedToStop(job.Id);
                if (jobs.Note(job with { RejectedLength = rejected.Flush(), State = isStopped ? LedgerState.Stopped : LedgerState.Running }) is null || isStopped)
                {
                    return null;
                }
            }
        }

        var done = jobs.Note(job with { State = LedgerState.Done, RejectedLength = rejected.Flush(), First = [], Columns = [.. job.Columns.Select(column => column with { Values = [] })] });
        folder.ForgetFile(job.Id);
        return done;
    }

    private LedgerJob? Fail(LedgerJob job, string problem)
    {
        folder.ForgetFile(job.Id);
        return jobs.Note(job with { State = LedgerState.Failed, Problem = problem, Columns = [], First = [] });
    }
}

/// <summary>A row that was not taken over, or not all of it, and why.</summary>
/// <param name="Line">1-based, of the file.</param>
public sealed record RejectedRow(int Line, string Reason, IReadOnlyList<string> Cells);
