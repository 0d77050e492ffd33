using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>
/// Finds words in the masked texts of complaints. Chinese has no spaces, so a text is known by its pairs of neighbouring characters (FTS5 on SQLite, GIN on PostgreSQL find those that have
/// all pairs of a word), and what is found is compared with the word itself. A single character is no pair and finds nothing.
/// </summary>
public static class TextSearch
{
    /// <summary>The different pairs of a text, lower-case, between spaces, in the order of the text; pairs do not cross what is neither letter nor digit.</summary>
    public static string PairsOf(string text) => string.Join(' ', Pairs(text).Distinct());

    /// <summary>What somebody looks for, word by word.</summary>
    public static IReadOnlyList<string> WordsOf(string? words) => words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Texts that hold each of the words, which stand between spaces; none where no word has two characters.</summary>
    public static IQueryable<ComplaintTextRow> TextsWith(this ShouwenDbContext db, string words)
    {
        var wanted = WordsOf(words.ToLowerInvariant());
        var pairs = wanted.SelectMany(Pairs).Distinct().ToArray();
        if (pairs.Length == 0)
        {
            return db.ComplaintTexts.Where(text => false);
        }

        var found = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) // a configured context has a provider
            ? db.ComplaintTexts.FromSql($"select text.* from complaint_words as word join complaint_texts as text on text.id = word.rowid where complaint_words match {string.Join(" AND ", pairs.Select(pair => $"\"{pair}\""))}")
            : db.ComplaintTexts.FromSql($"select * from complaint_texts where string_to_array(pairs, ' ') @> {pairs}");
#pragma warning disable CA1862 // the database does it, which knows no StringComparison
        return wanted.Aggregate(found, (texts, word) => texts.Where(text => text.Summary.ToLower().Contains(word)));
#pragma warning restore CA1862
    }

    private static IEnumerable<string> Pairs(string text)
    {
        string? before = null;
        foreach (var rune in text.ToLowerInvariant().EnumerateRunes())
        {
            var letter = System.Text.Rune.IsLetterOrDigit(rune) ? rune.ToString() : null;
            if (before is not null && letter is not null)
            {
                yield return before + letter;
            }

            before = letter;
        }
    }
}
