using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Holds a liability finding against the ranges that the policies in force set for the clause it cites.</summary>
internal static class Sanctions
{
    public static bool IsClauseKnown(Evaluation at) => at.Action?.Text("clause") is { } cited
        && Clauses(at).Any(clause => clause.Id == cited || clause.Sanctions.Any(range => range.Id == cited));

    /// <summary>Null where the cited clause sets no range.</summary>
    public static bool? IsInRange(Evaluation at)
    {
        if (at.Action?.Text("clause") is not { } cited)
        {
            return null;
        }

        var ranges = Clauses(at).SelectMany(clause => clause.Id == cited ? clause.Sanctions : [.. clause.Sanctions.Where(range => range.Id == cited)]).ToList();
        return ranges.Count == 0 ? null : ranges.Exists(range => Allows(range, cited, at.Action));
    }

    // An entry is meant by its own id, or, where the finding cites an article, by the article with one of its kinds.
    private static bool Allows(SanctionRange range, string cited, Journal.Fields finding)
    {
        var sanction = finding.Text("sanction");
        var isMeant = range.Id == cited ? sanction == cited || range.Kinds.Contains(sanction) : range.Id == sanction || (sanction is not null && range.Kinds.Contains(sanction));
        var amount = finding.Number("amount");
        return isMeant && (range.AtLeast is null && range.AtMost is null || (amount is not null && amount >= (range.AtLeast ?? 0) && amount <= (range.AtMost ?? decimal.MaxValue)));
    }

    private static IEnumerable<Clause> Clauses(Evaluation at) => at.Surroundings.Policies.SelectMany(policy => policy.Clauses);
}
