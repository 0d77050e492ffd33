namespace Shouwen.App.Import;

/// <summary>A row below the head of a ledger.</summary>
/// <param name="Line">1-based, of the file.</param>
public sealed record LedgerRow(int Line, IReadOnlyList<string> Heads, IReadOnlyList<string> Cells)
{
    /// <summary>Cells by the names of their columns; those that the row does not have are empty.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = Heads.Select((head, i) => KeyValuePair.Create(head, i < Cells.Count ? Cells[i] : "")).ToDictionary();
}

/// <summary>A table of past complaints: whatever stands above the head, the head, and rows as they are read.</summary>
/// <param name="Heads">Each of its own: a column without a name, or with one that was there before, is called by its place.</param>
/// <param name="Rows">To be read once.</param>
public sealed record Ledger(IReadOnlyList<string> Heads, IEnumerable<LedgerRow> Rows)
{
    private const int MostAbove = 10;

    /// <summary>
    /// Finds the head: titles and dates may stand above it, so it is the one of the first rows with most cells that <paramref name="knows"/> knows. Null where there is no row at all.
    /// </summary>
    /// <exception cref="InvalidDataException">As rows are read; see <see cref="SheetFile.Rows"/>.</exception>
    public static Ledger? Open(IEnumerable<SheetRow> rows, Func<string, bool> knows)
    {
        var reading = rows.GetEnumerator();
        var first = new List<SheetRow>();
        while (first.Count < MostAbove && reading.MoveNext())
        {
            first.Add(reading.Current);
        }

        if (first.Count == 0)
        {
            reading.Dispose();
            return null;
        }

        var head = first.MaxBy(row => NamesOf(row.Cells).Count(knows))!; // there is one; of equals the first
        var heads = NamesOf(head.Cells);
        return new(heads, Below(first.SkipWhile(row => row != head).Skip(1), reading).Select(row => new LedgerRow(row.Line, heads, row.Cells)));
    }

    private static IEnumerable<SheetRow> Below(IEnumerable<SheetRow> first, IEnumerator<SheetRow> rest)
    {
        using (rest)
        {
            foreach (var row in first)
            {
                yield return row;
            }

            while (rest.MoveNext())
            {
                yield return rest.Current;
            }
        }
    }

    // Braces and bars would be read as parts of a template.
    private static List<string> NamesOf(IReadOnlyList<string> cells)
    {
        var names = new List<string>();
        foreach (var cell in cells)
        {
            var name = string.Concat(cell.Where(letter => letter is not ('{' or '}' or '|' or '\r' or '\n'))).Trim();
            names.Add(name.Length > 0 && !names.Contains(name) ? name : $"{name}（第 {names.Count + 1} 列）");
        }

        return names;
    }
}
