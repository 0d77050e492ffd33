using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Import;

/// <summary>A row that was not taken over, and why.</summary>
/// <param name="Line">1-based line of the file on which the row begins.</param>
public sealed record RejectedRow(int Line, string Reason, IReadOnlyList<string> Cells);

/// <param name="Known">Rows that an earlier run had taken over already.</param>
public sealed record ImportResult(int Taken, int Known, IReadOnlyList<RejectedRow> Rejected);

/// <summary>
/// Takes a table of past complaints over through the one handler. Each act is keyed by the content of its row, so that a repeated run adds nothing and a
/// broken one is simply run again. What it adds is history: nobody is alarmed.
/// </summary>
public sealed class Importer(ComplaintHandler handler, RowMapper mapper)
{
    private const int RowsAtOnce = 16;

    /// <param name="text">CSV with a head line.</param>
    /// <param name="done">Told after each row, from several threads.</param>
    public async Task<ImportResult> RunAsync(TextReader text, Action done, CancellationToken cancellation)
    {
        var (taken, known) = (0, 0);
        var rejected = new List<RejectedRow>();
        await Parallel.ForEachAsync(Rows(text), new ParallelOptions { MaxDegreeOfParallelism = RowsAtOnce, CancellationToken = cancellation }, async (row, token) =>
        {
            var (reason, isKnown) = await TakeAsync(row, token);
            lock (rejected)
            {
                (taken, known) = (taken + (reason is null && !isKnown ? 1 : 0), known + (reason is null && isKnown ? 1 : 0));
                if (reason is not null)
                {
                    rejected.Add(new(row.Line, reason, row.Cells));
                }
            }

            done();
        });
        return new(taken, known, [.. rejected.OrderBy(row => row.Line)]);
    }

    private sealed record Row(int Line, string Key, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Cells);

    // Equal rows are told apart by how often they have occurred before.
    private static IEnumerable<Row> Rows(TextReader text)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, DetectColumnCountChanges = false });
        csv.Read();
        csv.ReadHeader();
        var head = csv.HeaderRecord ?? [];
        var seen = new Dictionary<string, int>();
        while (csv.Read())
        {
            var cells = csv.Parser.Record ?? [];
            var content = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', cells))))[..32];
            seen[content] = seen.GetValueOrDefault(content) + 1;
            var values = head.Zip(cells).GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => group.First().Second.Trim());
            yield return new(csv.Parser.RawRow, FormattableString.Invariant($"import:{content}:{seen[content]}"), values, cells);
        }
    }

    private async Task<(string? Reason, bool IsKnown)> TakeAsync(Row row, CancellationToken cancellation)
    {
        try
        {
            string? number = null;
            var isKnown = true;
            foreach (var ((action, input), i) in mapper.Map(row.Values).Select((step, i) => (step, i)))
            {
                var result = await handler.HandleAsync(Request(action, input, number, FormattableString.Invariant($"{row.Key}:{i}")), cancellation);
                if (result is not Done done)
                {
                    return ($"{ActionCatalogue.Find(action)?.Label ?? action}：{Why(result)}", false);
                }

                (number, isKnown) = (done.Number, isKnown && done.IsReplay);
            }

            return (null, isKnown);
        }
        catch (MappingException e)
        {
            return (e.Message, false);
        }
    }

    private static HandleRequest Request(string action, RawMap input, string? number, string key) =>
        new(action, input, Actor.System) { Number = number, IdempotencyKey = key, Caller = "import", Route = "import", IsHistory = true };

    private static string Why(HandleResult result) => result is Refused refused
        ? string.Join("；", refused.Refusals.Select(refusal => $"{refusal.Field} {string.Join('、', refusal.Clauses)} {refusal.Sentence}".Trim()))
        : "这一行已按别的内容导入过";
}
