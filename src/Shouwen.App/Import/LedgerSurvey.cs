namespace Shouwen.App.Import;

/// <summary>What a ledger looks like, from one reading of all its rows: its columns, the first rows, how many there are.</summary>
public sealed record LedgerSurvey(IReadOnlyList<LedgerColumn> Columns, IReadOnlyList<LedgerSample> First, int Rows)
{
    private const int Samples = 10, TellEach = 20_000, LongestValue = 60, MostLong = 3;

    /// <summary>Null where there is not even a head.</summary>
    /// <param name="knows">Whether a cell looks like the name of a column.</param>
    /// <param name="progress">Told now and then how many rows have been read.</param>
    /// <exception cref="InvalidDataException">See <see cref="SheetFile.Rows"/>.</exception>
    public static LedgerSurvey? Of(Stream file, Func<string, bool> knows, Action<int> progress)
    {
        if (Ledger.Open(SheetFile.Rows(file, LedgerJobs.MostUnpacked), knows) is not { } ledger)
        {
            return null;
        }

        var (columns, first, rows) = (ledger.Heads.Select(head => new Seen(head)).ToList(), new List<LedgerSample>(), 0);
        foreach (var row in ledger.Rows)
        {
            rows++;
            if (first.Count < Samples)
            {
                first.Add(new(row.Line, row.Cells));
            }

            for (var i = 0; i < columns.Count && i < row.Cells.Count; i++)
            {
                columns[i].Add(row.Cells[i]);
            }

            if (rows % TellEach == 0)
            {
                progress(rows);
            }
        }

        return new([.. columns.Select(column => column.Column)], first, rows);
    }

    // Values that may be looked up in a table, and a few that are too long for that.
    private sealed class Seen(string head)
    {
        private readonly HashSet<string> values = [];
        private int longOnes;
        private bool hasMore;

        public LedgerColumn Column => new(head, [.. values], hasMore);

        public void Add(string value)
        {
            if (value.Length == 0 || values.Contains(value))
            {
                return;
            }

            if (values.Count == LedgerColumn.Most || (value.Length > LongestValue && ++longOnes > MostLong))
            {
                hasMore = true;
            }
            else
            {
                values.Add(value);
            }
        }
    }
}
