using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Reading;

namespace Shouwen.Policies;

/// <summary>All policy files under a root, read and held against each other: <c>policy.yaml</c> is the present version, <c>policy.DATE.yaml</c> beside it an earlier or later one.</summary>
internal sealed class PolicyFiles
{
    public const string Present = "policy.yaml";

    private readonly List<Problem> problems = [];
    private readonly List<(string Path, PolicyFile Read)> good = [];

    private PolicyFiles(IReadOnlyList<(string Path, PolicyFile Read)> files)
    {
        problems.AddRange(files.SelectMany(file => file.Read.Problems));
        foreach (var file in files.Where(file => file.Read.Policy is not null))
        {
            Add(file.Path, file.Read, file.Read.Policy!); // filtered
        }

        Versions = good.GroupBy(file => file.Read.Policy!.Id).ToDictionary(same => same.Key, same => (IReadOnlyList<Policy>)[.. InOrder(same).Select(file => file.Read.Policy!)]); // the good have a policy
        Policies = good.Where(file => Path.GetFileName(file.Path) == Present).ToDictionary(file => file.Read.Policy!.Id, file => file.Read.Policy!);
        Paths = good.DistinctBy(file => file.Read.Policy!.Hash).ToDictionary(file => file.Read.Policy!.Hash, file => file.Path);
        Named = good.DistinctBy(file => file.Read.Policy!.Hash).ToDictionary(file => file.Read.Policy!.Hash, file => file.Read.Named); // the good have a policy
        CheckPeriods(files);
        CheckReferences();
        CheckTwice();
    }

    /// <summary>The present version by id; those with mistakes are missing.</summary>
    public IReadOnlyDictionary<string, Policy> Policies { get; }

    /// <summary>Every version by id, earliest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Policy>> Versions { get; }

    /// <summary>Where a version stands, by its hash.</summary>
    public IReadOnlyDictionary<string, string> Paths { get; }

    /// <summary>The facts, marks and forms that a version names, by its hash.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FreeWord>> Named { get; }

    public IReadOnlyList<Problem> Problems => problems;

    public static PolicyFiles Read(IEnumerable<string> files, IReadOnlySet<string> posts) => new([.. files.Select(file => (file, PolicyReader.ReadFile(File.ReadAllBytes(file), file, posts)))]);

    /// <summary>The folder is the policy's (or the institution's) id.</summary>
    public static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)) ?? "";

    private static IEnumerable<(string Path, PolicyFile Read)> InOrder(IEnumerable<(string Path, PolicyFile Read)> versions) => versions.OrderBy(file => file.Read.Policy!.InForceFrom ?? DateOnly.MinValue); // the good have a policy

    private void Add(string path, PolicyFile read, Policy policy)
    {
        if (policy.Id != FolderOf(path))
        {
            problems.Add(new(path, new(1, 1), $"policy 应与文件夹同名：{FolderOf(path)}"));
        }
        else if (Mistaken(Path.GetFileName(path), policy) is { } mistake)
        {
            problems.Add(new(path, read.InForceAt, mistake));
        }
        else
        {
            good.Add((path, read));
        }
    }

    // The date in the name is that of the file: its first day, or its last where it has been in force from of old.
    private static string? Mistaken(string name, Policy policy) => name == Present ? null
        : !DateOnly.TryParseExact(name["policy.".Length..^".yaml".Length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? $"{name} 应写作 policy.日期.yaml，如 policy.2027-01-01.yaml"
        : date == policy.InForceFrom || (policy.InForceFrom is null && date == policy.Until) ? null
        : $"文件名里的日期 {date:yyyy-MM-dd} 应与 in-force-from 相同（一直有效到某日的旧版本与 until 相同）";

    // On every day one version at most is in force.
    private void CheckPeriods(IReadOnlyList<(string Path, PolicyFile Read)> files)
    {
        foreach (var folder in files.Where(file => Path.GetFileName(file.Path) != Present && !files.Any(other => Path.GetDirectoryName(other.Path) == Path.GetDirectoryName(file.Path) && Path.GetFileName(other.Path) == Present)))
        {
            problems.Add(new(folder.Path, new(1, 1), $"旁边没有 {Present}：现行版本写在 {Present}，其他版本写在 policy.日期.yaml"));
        }

        foreach (var versions in good.GroupBy(file => file.Read.Policy!.Id).Select(same => InOrder(same).ToList())) // the good have a policy
        {
            foreach (var (before, after) in versions.Zip(versions.Skip(1)))
            {
                var (earlier, later) = (before.Read.Policy!, after.Read.Policy!);
                if (later.InForceFrom is not { } from || earlier.Until is not { } until || until >= from)
                {
                    problems.Add(new(after.Path, after.Read.InForceAt, $"施行期与 {Path.GetFileName(before.Path)}（{Period(earlier)}）重叠{(later.InForceFrom > DateOnly.MinValue ? $"：那一版应写 until: {later.InForceFrom.Value.AddDays(-1):yyyy-MM-dd}" : "：应写 in-force-from")}"));
                }
            }
        }
    }

    private static string Period(Policy policy) => $"{(policy.InForceFrom is { } from ? $"{from:yyyy-MM-dd} 起" : "一直有效")}{(policy.Until is { } until ? $"，至 {until:yyyy-MM-dd} 止" : "，未写止期")}";

    private void CheckReferences()
    {
        var clauses = good.SelectMany(file => file.Read.Policy!.Clauses).Select(clause => clause.Id).ToHashSet(); // the good have a policy
        foreach (var (path, read) in good)
        {
            problems.AddRange(read.References.Where(reference => !clauses.Contains(reference.Clause))
                .Select(reference => new Problem(path, reference.At, $"没有条款“{reference.Clause}”{Nearest.Hint(reference.Clause, clauses)}")));
        }
    }

    private void CheckTwice()
    {
        var seen = new Dictionary<string, string>();
        foreach (var (path, read) in good)
        {
            foreach (var clause in read.Policy!.Clauses.Where(clause => !seen.TryAdd(clause.Id, FolderOf(path)) && seen[clause.Id] != FolderOf(path))) // the good have a policy
            {
                problems.Add(new(path, clause.At, $"条款编号“{clause.Id}”在 {seen[clause.Id]} 里已经有了"));
            }
        }
    }
}
