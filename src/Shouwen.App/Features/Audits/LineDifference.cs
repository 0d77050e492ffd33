namespace Shouwen.App.Features.Audits;

/// <summary>A line of two versions of a text side by side; null on the side that lacks it, both null where equal lines are left out.</summary>
/// <param name="LeftNumber">From 1; 0 where there is none.</param>
public sealed record DifferenceLine(int LeftNumber, string? Left, int RightNumber, string? Right)
{
    public bool IsGap => Left is null && Right is null;

    public bool Differs => Left != Right;
}

/// <summary>Compares two texts line by line. Pure.</summary>
public static class LineDifference
{
    /// <summary>Equal lines shown around a change.</summary>
    private const int Context = 3;

    /// <summary>Beyond so many pairs of lines the differing middles are shown one after the other.</summary>
    private const long MostPairs = 16_000_000;

    public static IReadOnlyList<DifferenceLine> Of(string? before, string? after)
    {
        var (left, right) = (Lines(before), Lines(after));
        var start = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = left.Skip(start).Reverse().Zip(right.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var all = new List<DifferenceLine>();
        all.AddRange(Enumerable.Range(0, start).Select(at => new DifferenceLine(at + 1, left[at], at + 1, right[at])));
        all.AddRange(Paired(Middle(left, right, start, end)));
        all.AddRange(Enumerable.Range(0, end).Select(at => (Left: left.Length - end + at, Right: right.Length - end + at)).Select(at => new DifferenceLine(at.Left + 1, left[at.Left], at.Right + 1, right[at.Right])));
        return Folded(all);
    }

    private static string[] Lines(string? text) => string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();

    // The longest common subsequence, by the lengths of those of the tails.
    private static List<DifferenceLine> Middle(string[] left, string[] right, int start, int end)
    {
        var (rows, columns) = (left.Length - start - end, right.Length - start - end);
        var lengths = (long)rows * columns <= MostPairs ? Lengths(left, right, start, rows, columns) : null;
        var lines = new List<DifferenceLine>();
        for (int row = 0, column = 0; row < rows || column < columns;)
        {
            var (one, other) = (start + row, start + column);
            if (row < rows && column < columns && left[one] == right[other])
            {
                lines.Add(new(one + 1, left[one], other + 1, right[other]));
                (row, column) = (row + 1, column + 1);
            }
            else if (row < rows && (column == columns || lengths is null || lengths[row + 1, column] >= lengths[row, column + 1]))
            {
                lines.Add(new(one + 1, left[one], 0, null));
                row++;
            }
            else
            {
                lines.Add(new(0, null, other + 1, right[other]));
                column++;
            }
        }

        return lines;
    }

    private static int[,] Lengths(string[] left, string[] right, int start, int rows, int columns)
    {
        var lengths = new int[rows + 1, columns + 1];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                lengths[row, column] = left[start + row] == right[start + column] ? lengths[row + 1, column + 1] + 1 : Math.Max(lengths[row + 1, column], lengths[row, column + 1]);
            }
        }

        return lengths;
    }

    // Lines taken away stand beside those that came in their place.
    private static IEnumerable<DifferenceLine> Paired(List<DifferenceLine> lines)
    {
        for (var at = 0; at < lines.Count;)
        {
            var gone = lines.Skip(at).TakeWhile(line => line.Right is null).ToList();
            var come = lines.Skip(at + gone.Count).TakeWhile(line => line.Left is null).ToList();
            for (var pair = 0; pair < Math.Max(gone.Count, come.Count); pair++)
            {
                var (old, now) = (gone.ElementAtOrDefault(pair), come.ElementAtOrDefault(pair));
                yield return new(old?.LeftNumber ?? 0, old?.Left, now?.RightNumber ?? 0, now?.Right);
            }

            at += gone.Count + come.Count;
            if (gone.Count + come.Count == 0)
            {
                yield return lines[at++];
            }
        }
    }

    private static List<DifferenceLine> Folded(List<DifferenceLine> lines)
    {
        var near = new bool[lines.Count];
        for (var at = 0; at < lines.Count; at++)
        {
            for (var around = Math.Max(0, at - Context); lines[at].Differs && around <= Math.Min(lines.Count - 1, at + Context); around++)
            {
                near[around] = true;
            }
        }

        var folded = new List<DifferenceLine>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (near[at])
            {
                folded.Add(lines[at]);
            }
            else if (folded.Count == 0 || !folded[^1].IsGap)
            {
                folded.Add(new(0, null, 0, null));
            }
        }

        return folded;
    }
}
