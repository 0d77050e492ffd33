using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Reading;

namespace Shouwen.Policies.Institutions;

/// <summary>Reads what an institution calls things: <c>channel.counter: 前台</c>, <c>post.teller: 接待员</c>.</summary>
public static class LabelReading
{
    /// <summary>What policies name freely may have a label too: facts, marks, named duties.</summary>
    internal static readonly IReadOnlyList<string> Free = ["fact.", "flag.", "duty."];

    /// <summary>Every key that has a usual label.</summary>
    public static IEnumerable<string> Known(IEnumerable<string> posts) => Vocabulary.All.Select(choice => choice.Key!).Concat(posts.Select(post => $"post.{post}")); // words of closed vocabularies have keys

    internal static Dictionary<string, string> Read(FileReading file, MapReader top, IReadOnlyDictionary<string, Post> posts)
    {
        var (labels, known) = (new Dictionary<string, string>(), Known(posts.Keys).ToHashSet());
        foreach (var (key, at, value) in top.Named("labels"))
        {
            if (!known.Contains(key) && !Free.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
            {
                file.Wrong(at, $"没有名为“{key}”的用语{Hint(key, known)}");
            }
            else if (file.Scalar(value, key) is { } label)
            {
                labels[key] = label.Text;
            }
        }

        return labels;
    }

    private static string Hint(string key, IReadOnlySet<string> known) =>
        Nearest.Hint(key, known) is { Length: > 0 } hint ? hint : $"，可用的开头：{string.Join('、', known.Select(each => each.Split('.')[0] + '.').Concat(Free).Distinct())}，全部列在 institutions/README.md";
}
