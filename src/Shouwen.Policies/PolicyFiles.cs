using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies;

/// <summary>All policy files under a root, read and held against each other.</summary>
internal sealed class PolicyFiles
{
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, Policy> policies = [];

    private PolicyFiles(IReadOnlyList<(string Path, PolicyFile Read)> files)
    {
        problems.AddRange(files.SelectMany(file => file.Read.Problems));
        foreach (var (path, read) in files)
        {
            Add(path, read);
        }

        CheckReferences(files);
        CheckTwice(files);
    }

    /// <summary>By id; those with mistakes are missing.</summary>
    public IReadOnlyDictionary<string, Policy> Policies => policies;

    public IReadOnlyList<Problem> Problems => problems;

    public static PolicyFiles Read(IEnumerable<string> files, IReadOnlySet<string> posts) => new([.. files.Select(file => (file, PolicyReader.ReadFile(File.ReadAllBytes(file), file, posts)))]);

    /// <summary>The folder is the policy's (or the institution's) id.</summary>
    public static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)) ?? "";

    private void Add(string path, PolicyFile read)
    {
        if (read.Policy is { } policy && policy.Id != FolderOf(path))
        {
            problems.Add(new(path, new(1, 1), $"policy 应与文件夹同名：{FolderOf(path)}"));
        }
        else if (read.Policy is not null)
        {
            policies[read.Policy.Id] = read.Policy;
        }
    }

    private void CheckReferences(IReadOnlyList<(string Path, PolicyFile Read)> files)
    {
        var clauses = policies.Values.SelectMany(policy => policy.Clauses).Select(clause => clause.Id).ToHashSet();
        foreach (var (path, read) in files.Where(file => file.Read.Policy is not null))
        {
            problems.AddRange(read.References.Where(reference => !clauses.Contains(reference.Clause))
                .Select(reference => new Problem(path, reference.At, $"没有条款“{reference.Clause}”{Nearest.Hint(reference.Clause, clauses)}")));
        }
    }

    private void CheckTwice(IReadOnlyList<(string Path, PolicyFile Read)> files)
    {
        var seen = new Dictionary<string, string>();
        foreach (var (path, read) in files)
        {
            foreach (var clause in read.Policy?.Clauses ?? [])
            {
                if (!seen.TryAdd(clause.Id, FolderOf(path)))
                {
                    problems.Add(new(path, clause.At, $"条款编号“{clause.Id}”在 {seen[clause.Id]} 里已经有了"));
                }
            }
        }
    }
}
