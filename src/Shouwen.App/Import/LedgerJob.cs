using System.Text.Json;
using Shouwen.Storage;
using Shouwen.Storage.Imports;

namespace Shouwen.App.Import;

public enum LedgerState
{
    /// <summary>Being looked through.</summary>
    Reading,

    /// <summary>Waits for somebody to confirm what its columns are.</summary>
    Ready,

    /// <summary>Being taken over.</summary>
    Running,

    /// <summary>Stopped by somebody; may go on.</summary>
    Stopped,
    Done,

    /// <summary>Cannot be read.</summary>
    Failed,
}

/// <summary>A row as it was read.</summary>
public sealed record LedgerSample(int Line, IReadOnlyList<string> Cells);

/// <summary>A ledger on its way in: what is known of it and how far it has come. Kept beside the file, encrypted like it.</summary>
public sealed record LedgerJob(Guid Id, string Person, string Post, string Unit, string File, long Size, string Sha256, DateTimeOffset SentAt)
{
    public LedgerState State { get; init; }

    /// <summary>Rows below the head; so far, while it is being looked through.</summary>
    public int Rows { get; init; }

    public IReadOnlyList<LedgerColumn> Columns { get; init; } = [];

    public IReadOnlyList<LedgerSample> First { get; init; } = [];

    /// <summary>Null until it has been read.</summary>
    public LedgerPlan? Plan { get; init; }

    public ImportCounts Counts { get; init; } = new();

    /// <summary>Of the list of rows that were not taken: what lies beyond is of a run that was broken off.</summary>
    public long RejectedLength { get; init; }

    /// <summary>When this run began, and after how many rows.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    public int RunningFrom { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Problem { get; init; }

    /// <summary>At the rate of this run; null while there is none yet.</summary>
    public TimeSpan? Left => RunningSince is { } since && Counts.All - RunningFrom is > 0 and var done && ChangedAt > since ? (ChangedAt - since) / done * (Rows - Counts.All) : null;
}

/// <summary>All ledgers on their way in.</summary>
public sealed class LedgerJobs(ImportFolder folder, House house, LedgerWords words, TimeProvider clock)
{
    /// <summary>Of a file.</summary>
    public const long Most = 1L << 30;

    /// <summary>Of a workbook once unpacked.</summary>
    public const long MostUnpacked = 16L << 30;

    public LedgerJob? Find(Guid id) => folder.ReadNotes(id) is { } notes ? JsonSerializer.Deserialize<LedgerJob>(notes) : null;

    public IEnumerable<LedgerJob> All() => folder.All().Select(Find).OfType<LedgerJob>();

    /// <returns>What was noted; null where the ledger was given up meanwhile.</returns>
    public LedgerJob? Note(LedgerJob job)
    {
        var now = job with { ChangedAt = clock.GetUtcNow() };
        return folder.WriteNotes(job.Id, JsonSerializer.SerializeToUtf8Bytes(now)) ? now : null;
    }

    /// <summary>Whose complaints its person may bring in: those about this unit and the ones below it; null: about any.</summary>
    public string? Within(LedgerJob job) => house.Institution.ReachOf(job.Unit) is var reach && reach == house.Institution.Root.Id ? null : reach;

    public LedgerGuess GuessOf(LedgerJob job) => new(words, LedgerField.Of(words, house.Institution, Within(job)));
}
