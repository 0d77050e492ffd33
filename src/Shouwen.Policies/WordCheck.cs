using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Reading;

namespace Shouwen.Policies;

/// <summary>Holds the facts, marks and forms that rules name against those that policies declare. The engine takes any name; people should read a label.</summary>
internal static class WordCheck
{
    private static readonly Dictionary<string, string> Kinds = new() { ["fact"] = "事实（facts）", ["flag"] = "标记（flags）", ["form"] = "表单（forms）" };

    public static IEnumerable<Problem> Of(RuleBook book) => book.Versions.Values.SelectMany(versions => versions).SelectMany(policy => OfPolicy(book, policy));

    private static IEnumerable<Problem> OfPolicy(RuleBook book, Policy policy)
    {
        var (file, own, beside) = (book.FileOf(policy)!, book.NamedIn(policy), Beside(book, policy)); // the book read it from a file
        var known = Keys(own, isDeclared: true).Concat(beside.Count == 0 ? [] : beside.Select(words => Keys(words, isDeclared: true)).Aggregate((all, next) => [.. all.Intersect(next)])).ToHashSet();
        var used = Keys(own, isDeclared: false).Concat(beside.SelectMany(words => Keys(words, isDeclared: false))).ToHashSet();
        return own.Where(word => !word.IsDeclared && !known.Contains(word.Key)).DistinctBy(word => word.Key)
            .Select(word => new Problem(file, word.At, $"{Kind(word)}里没有“{Name(word.Key)}”{(Hint(word, known) is { Length: > 0 } hint ? hint : $"，写作“{Name(word.Key)}: 屏幕上的叫法”")}"))
            .Concat(own.Where(word => word.IsDeclared && !used.Contains(word.Key)).Select(word => new Problem(file, word.At, $"{Kind(word)}里的“{Name(word.Key)}”没有规则用到{Hint(word, used)}")));
    }

    // The words of what each institution that adopts the policy adopts besides.
    private static List<List<FreeWord>> Beside(RuleBook book, Policy policy) =>
        [.. book.Institutions.Values.Where(institution => institution.Adopts.Contains(policy.Id)).Select(institution => book.VersionsOf(institution.Adopts).Where(other => other.Id != policy.Id).SelectMany(book.NamedIn).ToList())];

    private static HashSet<string> Keys(IEnumerable<FreeWord> words, bool isDeclared) => [.. words.Where(word => word.IsDeclared == isDeclared).Select(word => word.Key)];

    private static string Hint(FreeWord word, IEnumerable<string> keys) =>
        Nearest.Hint(Name(word.Key), keys.Where(key => key.Split('.')[0] == word.Key.Split('.')[0]).Select(Name));

    private static string Kind(FreeWord word) => Kinds[word.Key.Split('.')[0]];

    private static string Name(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
