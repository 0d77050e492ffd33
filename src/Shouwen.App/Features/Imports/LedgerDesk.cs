using System.Text;
using System.Text.Json;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Import;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Imports;

namespace Shouwen.App.Features.Imports;

/// <summary>A cell of the first rows as it would be taken.</summary>
/// <param name="Text">In the institution's words; null: nothing of it is taken.</param>
public sealed record PreviewCell(string? Text, string? Error);

/// <param name="Problem">What is wrong with the row and not with one cell.</param>
public sealed record PreviewRow(int Line, IReadOnlyList<PreviewCell> Cells, string? Problem);

/// <summary>Ledgers that one has sent in oneself, in the post in which one did: nobody else sees them.</summary>
internal sealed class LedgerDesk(ImportFolder folder, LedgerJobs jobs, ComplaintHandler handler, House house, AccessLog log, CurrentActor who, TimeProvider clock)
{
    public IReadOnlyList<LedgerJob> Own() => [.. jobs.All().Where(IsOwn).OrderByDescending(job => job.SentAt)];

    public LedgerJob? Find(Guid id) => jobs.Find(id) is { } job && IsOwn(job) ? job : null;

    public LedgerGuess GuessOf(LedgerJob job) => jobs.GuessOf(job);

    public async Task<LedgerJob> ReceiveAsync(SentLedger sent, CancellationToken cancellationToken)
    {
        var job = new LedgerJob(sent.Id, who.Person.Id, who.Post.Post, who.Post.Unit, sent.Name, sent.Size, sent.Sha256, clock.GetUtcNow());
        await RecordAsync(job, "ledger-sent", cancellationToken);
        return jobs.Note(job) ?? throw new IOException("The ledger is gone.");
    }

    /// <summary>Keeps what was decided; nothing once it has been started.</summary>
    public LedgerJob? Decide(LedgerJob job, LedgerPlan plan) => jobs.Find(job.Id) is { State: LedgerState.Ready } now ? jobs.Note(now with { Plan = plan }) : null;

    /// <summary>Begins, or goes on after a stop.</summary>
    public async Task StartAsync(LedgerJob job, CancellationToken cancellationToken)
    {
        if (jobs.Find(job.Id) is { State: LedgerState.Ready or LedgerState.Stopped, Plan: not null } now)
        {
            await RecordAsync(now, "ledger-started", cancellationToken);
            folder.TakeStopBack(job.Id);
            jobs.Note(now with { State = LedgerState.Running, RunningSince = null });
        }
    }

    public void Stop(LedgerJob job) => folder.AskToStop(job.Id);

    /// <summary>Deletes it; what has been taken over stays.</summary>
    public void Drop(LedgerJob job)
    {
        if (job.State != LedgerState.Running)
        {
            folder.Forget(job.Id);
        }
    }

    public IReadOnlyList<PreviewRow> Preview(LedgerJob job, LedgerPlan plan)
    {
        var guess = GuessOf(job);
        var importer = new Importer(handler, house, new(guess.MappingOf(plan)), jobs.Within(job));
        List<string> heads = [.. job.Columns.Select(column => column.Head)], shown = [.. heads.Where(plan.Columns.ContainsKey)];
        return [.. job.First.Select(sample =>
        {
            var (mapped, mistakes) = importer.Check(new(sample.Line, heads, sample.Cells));
            var cells = shown.Select(head => new PreviewCell(Shown(guess.Field(plan.Columns[head]), mapped, sample, heads.IndexOf(head)), Join(mistakes.Where(mistake => mistake.Column == head)))).ToList();
            return new PreviewRow(sample.Line, cells, Join(mistakes.Where(mistake => mistake.Column is null || !shown.Contains(mistake.Column))));
        })];
    }

    public async Task<string> MappingAsync(LedgerJob job, LedgerPlan plan, CancellationToken cancellationToken)
    {
        await RecordAsync(job, "ledger-mapping", cancellationToken);
        return GuessOf(job).MappingOf(plan).ToYaml();
    }

    /// <summary>Writes the rows that were not taken, with line and reason, as they are read back.</summary>
    public async Task WriteRejectedAsync(LedgerJob job, Stream body, CancellationToken cancellationToken)
    {
        await RecordAsync(job, "ledger-rejected", cancellationToken);
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Csv.Line(["行", "原因", .. job.Columns.Select(column => column.Head)]));
        foreach (var bytes in folder.Rejected(job.Id, job.RejectedLength))
        {
            var row = JsonSerializer.Deserialize<RejectedRow>(bytes)!; // written as one
            await text.WriteAsync(Csv.Line([row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Reason, .. row.Cells]).AsMemory(), cancellationToken);
        }
    }

    private bool IsOwn(LedgerJob job) => who.May(Capability.Import) && job.Person == who.Person.Id && job.Post == who.Post.Post && job.Unit == who.Post.Unit;

    private Task RecordAsync(LedgerJob job, string what, CancellationToken cancellationToken) => log.RecordAsync("", what, null, cancellationToken, $"{job.File}，校验值 {job.Sha256[..12]}{(job.Rows > 0 ? $"，{job.Rows} 行" : "")}");

    private static string? Join(IEnumerable<RowMistake> mistakes) => string.Join("；", mistakes.Select(mistake => mistake.Sentence).Distinct()) is { Length: > 0 } text ? text : null;

    private static string? Shown(LedgerField? field, MappedRow mapped, LedgerSample sample, int column)
    {
        var written = column < sample.Cells.Count ? sample.Cells[column] : "";
        if (field is null || field.Name == LedgerField.Key)
        {
            return written;
        }

        var raw = (Raw?)mapped.Acts.FirstOrDefault(act => act.Action == field.Action).Input;
        foreach (var part in field.Path.Split('.'))
        {
            raw = raw is RawList { Items: [var first, ..] } ? first : raw;
            raw = raw is RawMap map ? map.Values.GetValueOrDefault(part) : null;
        }

        return raw is RawScalar { Text: var text } ? field.Choices.FirstOrDefault(choice => choice.Value == text)?.Label ?? text : null;
    }
}
