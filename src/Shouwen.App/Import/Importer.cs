using System.Security.Cryptography;
using System.Text;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Import;

/// <summary>What became of a row.</summary>
public enum RowFate
{
    /// <summary>All its acts are in the journal now.</summary>
    Taken,

    /// <summary>They were there already.</summary>
    Known,

    /// <summary>The complaint is registered, but a later act was refused.</summary>
    Partly,

    /// <summary>Nothing of it was taken.</summary>
    Rejected,
}

/// <param name="Reason">Why not all of it was taken; null where it was.</param>
public sealed record RowResult(LedgerRow Row, RowFate Fate, string? Reason);

/// <summary>How many rows came to what.</summary>
public sealed record ImportCounts(int Taken = 0, int Known = 0, int Partly = 0, int Rejected = 0)
{
    public int All => Taken + Known + Partly + Rejected;

    public ImportCounts With(RowFate fate) => fate switch
    {
        RowFate.Taken => this with { Taken = Taken + 1 },
        RowFate.Known => this with { Known = Known + 1 },
        RowFate.Partly => this with { Partly = Partly + 1 },
        _ => this with { Rejected = Rejected + 1 },
    };
}

/// <summary>
/// Takes a table of past complaints over through the one handler. Each act is keyed by what tells its row from others, so that a repeated run adds nothing and a broken one is simply run again.
/// What it adds is history: nobody is alarmed.
/// </summary>
/// <param name="within">Complaints about other units than this and those below it are rejected; null: about any.</param>
public sealed class Importer(ComplaintHandler handler, House house, RowMapper mapper, string? within = null)
{
    // Enough that the writer always has some to commit together.
    private const int RowsAtOnce = 64;

    private readonly ActionParser parser = new(house.Calendar.Zone);

    /// <summary>The results in the order of the rows. Acts of one row are done one after the other, those of different rows side by side.</summary>
    /// <param name="skip">Rows at the beginning that are known to be done.</param>
    public async IAsyncEnumerable<RowResult> RunAsync(Ledger ledger, int skip, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var underway = new Queue<Task<RowResult>>();
        var keys = new RowKeys(mapper.Mapping.Key);
        var number = 0;
        foreach (var row in ledger.Rows)
        {
            var key = keys.Of(row);
            if (++number <= skip)
            {
                continue;
            }

            if (underway.Count == RowsAtOnce)
            {
                yield return await underway.Dequeue();
            }

            cancellation.ThrowIfCancellationRequested();
            underway.Enqueue(Task.Run(() => TakeAsync(row, key, cancellation), CancellationToken.None));
        }

        while (underway.TryDequeue(out var row))
        {
            yield return await row;
        }
    }

    /// <summary>The rows that would be rejected, with the reason; the others as taken. Nothing is written, and nothing but the row is looked at: a rule may still refuse it.</summary>
    public IEnumerable<RowResult> CheckAll(Ledger ledger) => ledger.Rows.Select(row => Check(row).Mistakes is { Count: > 0 } mistakes ? Rejected(row, mistakes) : new(row, RowFate.Taken, null));

    /// <summary>What is wrong with a row, as far as can be told without the other complaints: nothing is written.</summary>
    public (MappedRow Mapped, IReadOnlyList<RowMistake> Mistakes) Check(LedgerRow row)
    {
        var mapped = mapper.Map(row.Values);
        return (mapped, mapped.Mistakes.Count > 0 ? mapped.Mistakes : [.. mapped.Acts.SelectMany(Mistakes)]);
    }

    private async Task<RowResult> TakeAsync(LedgerRow row, string key, CancellationToken cancellation)
    {
        var (mapped, mistakes) = Check(row);
        if (mistakes.Count > 0)
        {
            return Rejected(row, mistakes);
        }

        string? number = null;
        var isKnown = true;
        foreach (var ((action, input), i) in mapped.Acts.Select((act, i) => (act, i)))
        {
            var result = await handler.HandleAsync(Request(action, input, number, FormattableString.Invariant($"{key}:{i}")), cancellation);
            if (result is not Done done)
            {
                var reason = $"{ActionCatalogue.Find(action)?.Label ?? action}：{Why(result)}";
                return number is null ? new(row, RowFate.Rejected, reason) : new(row, RowFate.Partly, $"已登记为 {number}，没有记上{reason}");
            }

            (number, isKnown) = (done.Number, isKnown && done.IsReplay);
        }

        return new(row, isKnown ? RowFate.Known : RowFate.Taken, null);
    }

    private static RowResult Rejected(LedgerRow row, IReadOnlyList<RowMistake> mistakes) => new(row, RowFate.Rejected, string.Join("；", mistakes.Select(mistake => mistake.Sentence).Distinct()));

    private IEnumerable<RowMistake> Mistakes((string Action, RawMap Input) act)
    {
        if (ActionCatalogue.Find(act.Action) is not { } action)
        {
            return [new(null, $"没有名为“{act.Action}”的动作{Nearest.Hint(act.Action, ActionCatalogue.Names)}")];
        }

        var (fields, errors) = parser.Parse(action, act.Input);
        var mistakes = errors.Select(error => new RowMistake(mapper.ColumnOf(act.Action, error.Path), error.Message));
        return within is null || !action.Opens || house.Institution.IsAtOrAbove(within, fields.Text("about.unit")) ? mistakes : mistakes.Append(new(mapper.ColumnOf(act.Action, "about.unit"), "被投诉单位不在您能导入的单位之内"));
    }

    private static HandleRequest Request(string action, RawMap input, string? number, string key) =>
        new(action, input, Actor.System) { Number = number, IdempotencyKey = key, Caller = "import", Route = "import", IsHistory = true };

    private static string Why(HandleResult result) => result is Refused refused
        ? string.Join("；", refused.Refusals.Select(refusal => $"{string.Join('、', refusal.Clauses)} {refusal.Sentence}".Trim()))
        : "这一行已按别的内容导入过";

    // Equal rows are told apart by how often they have occurred before. Only the hashes are kept: some thirty bytes a row.
    private sealed class RowKeys(IReadOnlyList<string> columns)
    {
        private readonly Dictionary<UInt128, int> seen = [];

        public string Of(LedgerRow row)
        {
            var cells = columns.Select(column => row.Values.GetValueOrDefault(column, "")).ToList();
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', cells.Exists(cell => cell.Length > 0) ? cells : row.Cells)));
            var content = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
            seen[content] = seen.GetValueOrDefault(content) + 1;
            return FormattableString.Invariant($"import:{Convert.ToHexStringLower(hash)[..32]}:{seen[content]}");
        }
    }
}
