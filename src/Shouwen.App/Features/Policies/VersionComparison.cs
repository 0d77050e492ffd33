using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

public enum Change { Same, Changed, Added, Removed }

/// <summary>One thing that a clause says, in each of two versions; null where one does not say it.</summary>
public sealed record ComparedLine(string Label, string? Left, string? Right)
{
    public bool Differs => Left != Right;
}

/// <param name="Id">RG-09; 总则 for what stands above the clauses.</param>
public sealed record ComparedClause(string Id, Change Change, IReadOnlyList<ComparedLine> Lines);

/// <summary>Two versions of a policy side by side, clause by clause, in the words that the clause page uses. Pure.</summary>
public sealed class VersionComparison(Policy left, Policy right, Institution institution)
{
    public const string Head = "总则";

    /// <param name="Key">By it the same thing is found in the other version.</param>
    private sealed record Said(string Key, string Label, string Words);

    private readonly Bites bites = new(institution);
    private readonly ConditionWords conditions = new(institution);

    /// <summary>The head, then the clauses in the order of the right version; those that only the left one has stand where they stood there.</summary>
    public IReadOnlyList<ComparedClause> Clauses =>
    [
        Compare(Head, HeadOf(left), HeadOf(right)),
        .. Merged(left.Clauses.Select(clause => clause.Id), right.Clauses.Select(clause => clause.Id)).Select(id => Compare(id, Find(left, id), Find(right, id))),
    ];

    private List<Said>? Find(Policy policy, string id) => policy.Clauses.FirstOrDefault(clause => clause.Id == id) is { } clause ? Of(clause) : null;

    private static ComparedClause Compare(string id, List<Said>? before, List<Said>? after)
    {
        var lines = Merged((before ?? []).Select(line => line.Key), (after ?? []).Select(line => line.Key)).Select(key =>
        {
            var (one, other) = (before?.Find(line => line.Key == key), after?.Find(line => line.Key == key));
            return new ComparedLine(other?.Label ?? one?.Label ?? "", one?.Words, other?.Words);
        }).ToList();
        return new(id, before is null ? Change.Added : after is null ? Change.Removed : lines.Exists(line => line.Differs) ? Change.Changed : Change.Same, lines);
    }

    private List<Said> HeadOf(Policy policy) => Lines(
        ("名称", policy.Title), ("施行", PolicyMarks.Dates(policy)), ("适用于", policy.AppliesWhen == Expression.True ? null : conditions.Of(policy.AppliesWhen)), ("编号格式", policy.Numbering?.Format),
        ("类别", Names(policy.Categories)), ("处理结果", Names(policy.Outcomes)), ("参数", Join(policy.Parameters.Select(pair => $"{policy.ParameterNotes.GetValueOrDefault(pair.Key, pair.Key)} {Number(pair.Value)}"))),
        ("用语清单", Join(policy.Lists.Select(list => $"{list.Key}：{string.Join("、", list.Value.Phrases)}"), "；")), ("查找表", Join(policy.Tables.SelectMany(table => table.Value.Select(row => $"{table.Key} {row.Key}：{string.Join("，", row.Value.Select(cell => $"{cell.Key} {cell.Value}"))}")), "；")));

    private List<Said> Of(Clause clause)
    {
        var lines = Lines(("条文", clause.Says), ("出处", clause.Source), ("核对", clause.IsVerified ? null : "待核对"), (institution.Words.We + "约定", Join(clause.Ours.Select(OurWords.Of).Distinct())),
            ("适用情形", clause.When == Expression.True ? null : conditions.Of(clause.When)));
        foreach (var same in bites.Of(clause).GroupBy(bite => bite.Kind.Word))
        {
            foreach (var (bite, place) in same.Select((bite, place) => (bite, place)))
            {
                var label = $"{same.Key}{(same.Skip(1).Any() ? $" {place + 1}" : "")}";
                lines.Add(new($"{same.Key} {place}", label, bite.Name));
                lines.AddRange(bite.Lines.Select((line, at) => new Said($"{same.Key} {place} {(line.Label.Length > 0 ? line.Label : at)}", line.Label.Length > 0 ? $"{label} · {line.Label}" : label, line.Words)));
            }
        }

        return [.. lines.DistinctBy(line => line.Key)];
    }

    private static List<Said> Lines(params (string Label, string? Words)[] lines) => [.. lines.Where(line => !string.IsNullOrEmpty(line.Words)).Select(line => new Said(line.Label, line.Label, line.Words!))]; // filtered

    // What only the left list has goes behind what it follows there.
    private static List<string> Merged(IEnumerable<string> left, IEnumerable<string> right)
    {
        var (merged, previous) = (right.ToList(), -1);
        foreach (var id in left)
        {
            var place = merged.IndexOf(id);
            if (place < 0)
            {
                merged.Insert(place = previous + 1, id);
            }

            previous = place;
        }

        return merged;
    }

    private static string? Names(IReadOnlyList<Choice> choices) => Join(choices.Select(choice => choice.Label));

    private static string? Join(IEnumerable<string> words, string between = "、") => string.Join(between, words) is { Length: > 0 } text ? text : null;

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
