namespace Shouwen.Domain.Actions;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The known word with the smallest edit distance, or null when none is near (more than a third of the letters differ).</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (candidate, distance: Distance(word, candidate))).DefaultIfEmpty((candidate: "", distance: int.MaxValue))
            .MinBy(pair => pair.distance);
        return best.distance <= Math.Max(2, word.Length / 3) ? best.candidate : null;
    }

    /// <summary>"，是否应为 “answer”？" or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is { } near ? $"，是否应为“{near}”？" : "";

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, substitution);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
