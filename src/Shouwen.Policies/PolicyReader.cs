using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reading;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies;

/// <summary>Reads a policy file into rules. Every mistake is told with its line and column; with one mistake there is no policy.</summary>
public static partial class PolicyReader
{
    /// <param name="posts">Known posts, against which relations are checked; null: they are not.</param>
    public static (Policy? Policy, IReadOnlyList<Problem> Problems) Read(string file, IReadOnlySet<string>? posts = null)
    {
        var read = ReadFile(System.IO.File.ReadAllBytes(file), file, posts);
        return (read.Policy, read.Problems);
    }

    /// <summary>Reads a text; the file's name is only for messages.</summary>
    public static (Policy? Policy, IReadOnlyList<Problem> Problems) Parse(string text, string file, IReadOnlySet<string>? posts = null)
    {
        var read = ReadFile(Encoding.UTF8.GetBytes(text), file, posts);
        return (read.Policy, read.Problems);
    }

    /// <summary>Reads the bytes of a file that was kept; null when there is a mistake in it.</summary>
    public static Policy? Read(byte[] file, string name, IReadOnlySet<string> posts) => ReadFile(file, name, posts).Policy;

    internal static PolicyFile ReadFile(byte[] bytes, string file, IReadOnlySet<string>? posts)
    {
        using var stream = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        var reading = new PolicyReading(YamlSource.Parse(stream.ReadToEnd(), file), posts);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var top = reading.Top(PolicyKeys.Policy);
        var policy = top is null ? null : ReadPolicy(reading, top, hash);
        return new(reading.Problems.Count == 0 ? policy : null, reading.Problems, reading.References) { Named = reading.Named, InForceAt = top?.PlaceOf(top.Has("in-force-from") ? "in-force-from" : "policy") ?? new(1, 1) };
    }

    // What conditions may name comes first, wherever it stands in the file.
    private static Policy ReadPolicy(PolicyReading file, MapReader top, string hash)
    {
        var parameters = ParameterReading.Read(file, top);
        file.Parameters = parameters.ToDictionary(each => each.Name, each => each.Value);
        file.Forms = DeclarationReading.Labels(file, top, "forms");
        file.Lists = ListReading.Phrases(file, top);
        var tables = ListReading.Tables(file, top);
        file.Know(tables.ToDictionary(table => table.Key, table => (IReadOnlyList<string>)[.. table.Value.Values.SelectMany(row => row.Keys).Distinct()]));
        var outcomes = ListReading.Choices(file, top, "outcomes");
        var policy = new Policy(top.Text("policy") ?? "", top.Text("title") ?? "", hash)
        {
            For = top.Text("for"),
            InForceFrom = top.Date("in-force-from"),
            Until = top.Date("until"),
            AppliesWhen = file.Condition(top.Scalar("applies-when"), Sees.Facts, Expression.True),
            Numbering = top.Map("numbering") is { } numbering ? ReadNumbering(file, numbering) : null,
            Categories = ListReading.Choices(file, top, "categories"),
            Outcomes = outcomes,
            Facts = DeclarationReading.Facts(file, top),
            Flags = DeclarationReading.Labels(file, top, "flags"),
            Forms = file.Forms,
            Parameters = file.Parameters,
            UnverifiedParameters = [.. parameters.Where(each => !each.IsVerified).Select(each => each.Name)],
            OurParameters = [.. parameters.Where(each => each.IsOurs).Select(each => each.Name)],
            ParameterNotes = parameters.Where(each => each.Says is not null).ToDictionary(each => each.Name, each => each.Says!), // filtered
            Lists = file.Lists,
            Tables = tables,
            Clauses = ReadClauses(file, top, [.. Taxonomy.Outcomes.Concat(outcomes).Select(outcome => outcome.Value)]),
        };
        CheckHead(file, top, policy);
        return policy;
    }

    private static List<Clause> ReadClauses(PolicyReading file, MapReader top, IReadOnlyList<string> outcomes)
    {
        var clauses = new List<Clause>();
        foreach (var (id, at, value) in top.Named("clauses"))
        {
            if (!ClauseId().IsMatch(id))
            {
                file.Wrong(at, $"“{id}”不是条款编号，写法如 RG-09");
            }

            if (file.Map(value, ClauseKeys.Clause) is { } map)
            {
                clauses.Add(file.Clause(id, at, map, outcomes));
            }
        }

        return clauses;
    }

    private static void CheckHead(PolicyReading file, MapReader top, Policy policy)
    {
        if (policy.Id.Length > 0 && !PolicyId().IsMatch(policy.Id))
        {
            file.Wrong(top.Scalar("policy")!.At, $"“{policy.Id}”不是制度编号：用小写字母、数字和连字符，如 rg-2012-13"); // it has text
        }

        if (policy.Until < policy.InForceFrom)
        {
            file.Wrong(top.PlaceOf("until"), "until 早于 in-force-from");
        }
    }

    private static Numbering ReadNumbering(PolicyReading file, MapReader map)
    {
        var format = map.Scalar("format");
        if (format is not null && !NumberFormat.IsValid(format.Text))
        {
            file.Wrong(format.At, $"“{format.Text}”不是编号格式：要有且只有一处流水号 {{nnnn}}，日期部分写作 {{yyyyMMdd}}、{{yyMM}} 等");
        }

        return new(format?.Text ?? "", map.Word("counts-within") ?? "day");
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+(-[A-Za-z0-9]+)+$")]
    private static partial Regex ClauseId();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex PolicyId();
}

/// <summary>A policy file with what only the whole library can check.</summary>
internal sealed record PolicyFile(Policy? Policy, IReadOnlyList<Problem> Problems, IReadOnlyList<ClauseReference> References)
{
    /// <summary>The facts, marks and forms that it declares and that its rules name.</summary>
    public IReadOnlyList<FreeWord> Named { get; init; } = [];

    /// <summary>Where it says from when it is in force, else its head.</summary>
    public Domain.Actions.Position InForceAt { get; init; }
}
