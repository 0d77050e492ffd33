using System.Globalization;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>What of a clause is not confirmed (待核对) or is our reading rather than the document's.</summary>
public static class ClauseDoubts
{
    public static IEnumerable<(bool IsOpen, string Words)> Of(Policy policy, Clause clause, ClauseExcerpt? excerpt, Institution institution)
    {
        if (!clause.IsVerified)
        {
            yield return (true, "本条据记忆录入，尚未与正式文本核对。核对后请在制度文件中删去 verified: false。");
        }

        var text = excerpt is null ? "" : string.Join('\n', excerpt.Lines.Select(line => line.Key + line.Value));
        foreach (var name in policy.Parameters.Keys.Where(name => text.Contains($"parameters.{name}", StringComparison.Ordinal)))
        {
            var (open, ours) = (policy.UnverifiedParameters.Contains(name), policy.OurParameters.Contains(name));
            if (open || ours)
            {
                yield return (open, $"{policy.ParameterNotes.GetValueOrDefault(name, name)}：现按 {Value(policy, name, institution)} 执行，{(ours ? $"原文没有写明这个数，是{institution.Words.We}约定" : "")}{(open && ours ? "，" : "")}{(open ? "尚未经合规部门核对" : "")}。");
            }
        }

        if (clause.Ours.Count > 0)
        {
            yield return (false, clause.Ours.Contains("all") ? $"整条都是{institution.Words.We}的读法，原文没有这样写明。" : $"{institution.Words.We}约定，原文没有写明：{string.Join("、", clause.Ours.Select(OurWords.Of).Distinct())}。");
        }
    }

    private static string Value(Policy policy, string name, Institution institution) =>
        (institution.Parameters.TryGetValue(name, out var own) ? own : policy.Parameters[name]).ToString("0.##", CultureInfo.InvariantCulture);
}
