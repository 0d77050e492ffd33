using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Domain.Stories;
using Shouwen.Policies.Institutions;
using Shouwen.Policies.Reading;
using Shouwen.Policies.Stories;

namespace Shouwen.Policies;

/// <summary>Everything under a root: policies, institutions, holidays. Read once; a file with mistakes is missing from it and its mistakes are listed.</summary>
public sealed class RuleBook
{
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, Institution> bare;
    private readonly IReadOnlyDictionary<string, string> paths;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<FreeWord>> named;

    private RuleBook(string root)
    {
        Root = root;
        Holidays = CalendarFiles.Load(Path.Combine(root, "calendars", "china.yaml"));
        Posts = Noted(PostsReader.Read(Path.Combine(root, "institutions", "posts.yaml")));
        var policies = PolicyFiles.Read(PolicyPaths, Posts.Keys.ToHashSet());
        problems.AddRange(policies.Problems);
        (Policies, Versions, paths, named) = (policies.Policies, policies.Versions, policies.Paths, policies.Named);
        bare = Files("institutions", "institution.yaml").Select(ReadInstitution).OfType<Institution>().ToDictionary(institution => institution.Id);
        Institutions = bare.Values.Select(institution => WithTaxonomy(institution, policy => policy)).ToDictionary(institution => institution.Id);
    }

    public string Root { get; }

    public HolidayData Holidays { get; }

    public IReadOnlyDictionary<string, Post> Posts { get; }

    /// <summary>The present version of each policy (<c>policy.yaml</c>), by id.</summary>
    public IReadOnlyDictionary<string, Policy> Policies { get; }

    /// <summary>Every version of each policy, earliest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Policy>> Versions { get; }

    public IReadOnlyDictionary<string, Institution> Institutions { get; }

    /// <summary>Mistakes in the files, in the order they were read.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Stories that stand beside their policies, in the order of their paths.</summary>
    public IEnumerable<string> StoryFiles => StoriesOf("*");

    /// <summary>Versions of the policies with these ids, in that order, earliest first; ids of none are left out.</summary>
    public IEnumerable<Policy> VersionsOf(IEnumerable<string> ids) => ids.SelectMany(id => Versions.GetValueOrDefault(id, []));

    /// <summary>The file that a version was read from, or null.</summary>
    public string? FileOf(Policy policy) => paths.GetValueOrDefault(policy.Hash);

    /// <summary>The facts, marks and forms that a version declares and uses.</summary>
    internal IReadOnlyList<FreeWord> NamedIn(Policy policy) => named.GetValueOrDefault(policy.Hash, []);

    /// <summary>Reads all files; never throws for a mistake inside a policy or institution.</summary>
    public static RuleBook Open(string root) => new(root);

    public IEnumerable<string> StoriesOf(string policy) => Beside(policy, "stories");

    /// <summary>Scenarios of drills: stories in a policy's folder <c>drills</c>.</summary>
    public IEnumerable<string> ScenariosOf(string policy) => Beside(policy, "drills");

    private IEnumerable<string> Beside(string policy, string kind) => Directory.GetDirectories(Path.Combine(Root, "policies"), policy).Select(folder => Path.Combine(folder, kind))
        .Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.yaml")).Order(StringComparer.Ordinal);

    /// <summary>Plays a story file. A malformed file, or one that names what does not exist, gives problems and exit code 2.</summary>
    /// <param name="change">Replaces a version of a policy by a changed one, to see what would differ.</param>
    public StoryResult Play(string file, Func<Policy, Policy>? change = null)
    {
        var (story, mistakes) = StoryReader.Read(file);
        if (story is null)
        {
            return Malformed(new(file, Path.GetFileName(file), "", null, [], []), mistakes.Select(mistake => new Difference(mistake.At, mistake.Message)));
        }

        mistakes = [.. PolicyCheck.NamesOf(this, story), .. PolicyCheck.ClausesOf(this, story)];
        if (mistakes.Count > 0)
        {
            return Malformed(story, mistakes.Select(mistake => new Difference(mistake.At, mistake.Message)));
        }

        var institution = change is null ? Institutions[story.Institution] : WithTaxonomy(bare[story.Institution], change);
        return StoryRunner.Run(story, institution, [.. VersionsOf(story.Adopts ?? institution.Adopts).Select(policy => change?.Invoke(policy) ?? policy)], Holidays);
    }

    private static StoryResult Malformed(Story story, IEnumerable<Difference> mistakes) => new(story, default, [], [], [], [], [.. mistakes]);

    // The categories, outcomes and words of what an institution adopts exist in it, whatever binds a single complaint.
    private Institution WithTaxonomy(Institution institution, Func<Policy, Policy> change)
    {
        var adopted = VersionsOf(institution.Adopts).Select(change).ToList();
        return institution with
        {
            Categories = [.. institution.Categories.Concat(adopted.SelectMany(policy => policy.Categories)).DistinctBy(category => category.Value)],
            Words = institution.Words.With(adopted),
            Outcomes = [.. institution.Outcomes.Concat(adopted.SelectMany(policy => policy.Outcomes)).DistinctBy(outcome => outcome.Value)],
        };
    }

    private Institution? ReadInstitution(string file)
    {
        var institution = Noted(InstitutionReader.Read(file, Posts));
        if (institution is null || institution.Id == PolicyFiles.FolderOf(file))
        {
            return institution;
        }

        problems.Add(new(file, new(1, 1), $"institution 应与文件夹同名：{PolicyFiles.FolderOf(file)}"));
        return null;
    }

    private IEnumerable<string> PolicyPaths => Directory.GetDirectories(Path.Combine(Root, "policies")).Order(StringComparer.Ordinal)
        .SelectMany(folder => Directory.GetFiles(folder, "policy.*yaml").OrderBy(file => Path.GetFileName(file) != PolicyFiles.Present).ThenBy(file => file, StringComparer.Ordinal));

    internal IEnumerable<string> Files(string folder, string name) =>
        Directory.GetDirectories(Path.Combine(Root, folder)).Order(StringComparer.Ordinal).Select(each => Path.Combine(each, name)).Where(File.Exists);

    private T Noted<T>((T Read, IReadOnlyList<Problem> Problems) result)
    {
        problems.AddRange(result.Problems);
        return result.Read;
    }
}
