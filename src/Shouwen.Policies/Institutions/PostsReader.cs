using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reading;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies.Institutions;

/// <summary>Reads institutions/posts.yaml: what each post may do, for every institution.</summary>
public static class PostsReader
{
    public static (IReadOnlyDictionary<string, Post> Posts, IReadOnlyList<Problem> Problems) Read(string file) => Parse(File.ReadAllText(file), file);

    /// <summary>Reads a text; the file's name is only for messages.</summary>
    public static (IReadOnlyDictionary<string, Post> Posts, IReadOnlyList<Problem> Problems) Parse(string text, string file)
    {
        var reading = new FileReading(YamlSource.Parse(text, file));
        var posts = reading.Top(InstitutionKeys.Posts) is { } top ? ReadPosts(reading, top) : [];
        return (posts, reading.Problems);
    }

    private static Dictionary<string, Post> ReadPosts(FileReading file, MapReader top)
    {
        var groups = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var (name, _, value) in top.Named("groups"))
        {
            groups[name] = Actions(file, file.Scalars(value, name), groups);
        }

        var posts = new Dictionary<string, Post>();
        foreach (var (id, _, value) in top.Named("posts"))
        {
            if (file.Map(value, InstitutionKeys.Post) is { } map)
            {
                posts[id] = new(id, map.Text("name") ?? "", Actions(file, map.Scalars("may"), groups)) { Handles = Rank(file, map), Sees = Sees(map.Word("sees")) };
            }
        }

        return posts;
    }

    // A group may name the groups above it.
    private static HashSet<string> Actions(FileReading file, IEnumerable<RawScalar> words, Dictionary<string, IReadOnlySet<string>> groups)
    {
        var known = ActionCatalogue.All.Where(action => !action.IsSystemOnly).Select(action => action.Name).Concat(Post.Rights).Concat(groups.Keys).ToHashSet();
        return [.. words.Where(word => file.IsKnown(word, known, "操作或组")).SelectMany(word => groups.TryGetValue(word.Text, out var group) ? group : new HashSet<string> { word.Text })];
    }

    private static Sight Sees(string? word) => word switch { "all" => Sight.All, "nothing" => Sight.Nothing, _ => Sight.Reach };

    private static int Rank(FileReading file, MapReader map)
    {
        var rank = map.Number("handles") ?? 0;
        if (rank is >= 0 and <= 1_000 && decimal.Truncate(rank) == rank)
        {
            return (int)rank;
        }

        file.Wrong(map.Scalar("handles")!.At, "handles 应为 0 到 1000 的整数"); // left out it is 0
        return 0;
    }
}
