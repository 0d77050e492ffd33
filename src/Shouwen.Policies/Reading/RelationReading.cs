using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies.Reading;

/// <summary>Reads persons and units named by relation, and says which word is not known.</summary>
internal static class RelationReading
{
    public static Relation? Relation(this PolicyReading file, RawScalar? scalar) => scalar is null ? null : file.Relation(scalar, 0, scalar.Text);

    /// <summary>A relation that stands within a scalar.</summary>
    public static Relation? Relation(this PolicyReading file, RawScalar scalar, int start, string text)
    {
        start += text.Length - text.TrimStart().Length;
        text = text.Trim();
        var relation = Domain.Policies.Relation.Parse(text);
        if (relation is null)
        {
            var (word, message) = Explain(text, file.Posts);
            file.Wrong(scalar, start + Math.Max(0, text.IndexOf(word, StringComparison.Ordinal)), message);
            return null;
        }

        if (relation is { Role: { } post, IsNamedDuty: false, Unit: not null } && file.Posts is { } posts && !posts.Contains(post))
        {
            file.Wrong(scalar, start, $"没有名为“{post}”的岗位{HintOf(post, posts)}");
        }

        return relation;
    }

    /// <summary>Relations in order: a list, or <c>notify superior, then unit-above</c>.</summary>
    public static IReadOnlyList<Relation> Relations(this PolicyReading file, IReadOnlyList<RawScalar> scalars)
    {
        var relations = new List<Relation?>();
        foreach (var scalar in scalars)
        {
            var start = scalar.Text.StartsWith("notify ", StringComparison.Ordinal) ? "notify ".Length : 0;
            foreach (var part in scalar.Text[start..].Split(", then "))
            {
                relations.Add(file.Relation(scalar, start, part));
                start += part.Length + ", then ".Length;
            }
        }

        return [.. relations.OfType<Relation>()];
    }

    private static string HintOf(string post, IReadOnlySet<string> posts) =>
        Nearest.Hint(post, posts) is { Length: > 0 } hint ? hint : "；为某项职责指定的人写作 named 职责 of 单位";

    private static (string Word, string Message) Explain(string text, IReadOnlySet<string>? posts)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words is [.., "or", "above"])
        {
            words.RemoveRange(words.Count - 2, 2);
        }

        var of = words.IndexOf("of");
        if (of > 0 && of == words.Count - 2)
        {
            return (" " + words[^1], $"没有名为“{words[^1]}”的单位关系（某一部门写作 unit 编号）{Nearest.Hint(words[^1], Domain.Policies.Relation.Units)}");
        }

        var known = Domain.Policies.Relation.Persons.Concat(Domain.Policies.Relation.Units).Concat(Domain.Policies.Relation.Outsiders).Distinct().ToList();
        return words switch
        {
            [var post] when posts?.Contains(post) == true => (post, $"“{post}”是岗位，要写明哪个单位，如 {post} of responsible-unit"),
            [var word] => (word, $"没有名为“{word}”的人员或单位关系{Nearest.Hint(word, known)}"),
            _ => (text, $"“{text}”不是人员或单位：写作 {string.Join('、', known)}，或 岗位 of 单位、named 职责 of 单位、unit 编号，后面可加 or above"),
        };
    }
}
