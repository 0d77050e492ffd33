using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>How a complaint is found by what a person knows of it. Names and phones are compared by blind index only: nobody reads them here.</summary>
internal static class Searching
{
    private const int ShortestPhone = 7;

    /// <summary>The number or its beginning.</summary>
    public static IQueryable<ComplaintRow> WithNumber(this IQueryable<ComplaintRow> rows, string number)
    {
        var from = number.Trim().ToUpperInvariant();
        var to = from[..^1] + (char)(from[^1] + 1); // a range, which both databases find by the index of numbers
        return rows.Where(row => string.Compare(row.Number, from) >= 0 && string.Compare(row.Number, to) < 0);
    }

    public static IQueryable<ComplaintRow> WithPhone(this IQueryable<ComplaintRow> rows, ShouwenDbContext db, BlindIndexes indexes, string phone)
    {
        var wanted = indexes.Phone(phone);
        return wanted is null ? rows.Where(row => false)
            : rows.Where(row => db.Complainants.Where(who => who.PhoneIndex == wanted).Select(who => who.StreamId).Contains(row.StreamId));
    }

    /// <summary>The whole name, or its first one to three characters.</summary>
    public static IQueryable<ComplaintRow> WithName(this IQueryable<ComplaintRow> rows, ShouwenDbContext db, BlindIndexes indexes, string name)
    {
        var (whole, one, two, three) = (indexes.Name(name), Start(indexes, name, 1), Start(indexes, name, 2), Start(indexes, name, 3));
        var found = db.Complainants.Where(who => who.NameIndex == whole || (one != null && who.Name1Index == one) || (two != null && who.Name2Index == two) || (three != null && who.Name3Index == three));
        return rows.Where(row => found.Select(who => who.StreamId).Contains(row.StreamId));
    }

    /// <summary>One box for everything: digits are a phone, letters with digits a number, else a name or words of the complaint.</summary>
    public static IQueryable<ComplaintRow> Matching(this IQueryable<ComplaintRow> rows, ShouwenDbContext db, BlindIndexes indexes, string words)
    {
        var digits = words.Count(char.IsAsciiDigit);
        if (digits >= ShortestPhone && words.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-' or '+'))
        {
            return rows.WithPhone(db, indexes, words);
        }

        if (char.IsAsciiLetter(words[0]) && digits >= 4)
        {
            return rows.WithNumber(words);
        }

        var whole = indexes.Name(words);
        var (two, three) = (Start(indexes, words, 2), Start(indexes, words, 3));
        var named = db.Complainants.Where(who => who.NameIndex == whole || (two != null && who.Name2Index == two) || (three != null && who.Name3Index == three)).Select(who => who.StreamId);
        var found = named.Union(db.TextsWith(words).Select(text => text.StreamId)); // one set that leads, each part by its own index
        return rows.Where(row => found.Contains(row.StreamId));
    }

    // Only when the text has exactly so many characters: longer ones are compared by their own length.
    private static byte[]? Start(BlindIndexes indexes, string name, int length) => name.Trim().EnumerateRunes().Count() == length ? indexes.NameStart(name, length) : null;
}
