using Shouwen.App.Ui;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>What is said of a policy as a whole.</summary>
public static class PolicyMarks
{
    /// <summary>Numbers and clauses that nobody has confirmed.</summary>
    public static int Unverified(Policy policy) => policy.UnverifiedParameters.Count + policy.Clauses.Count(clause => !clause.IsVerified);

    /// <summary>What the policy and those of its clauses that narrow it ask of a complaint.</summary>
    public static string AppliesWhen(Policy policy, Institution institution)
    {
        var conditions = policy.Clauses.Select(clause => clause.Scope).Prepend(policy.AppliesWhen).Where(condition => condition != Expression.True).Select(new ConditionWords(institution).Of).ToList();
        return conditions.Count == 0 ? "全部投诉" : string.Join("；", conditions);
    }

    public static string Dates(Policy policy) => (policy.InForceFrom, policy.Until) switch
    {
        ({ } from, { } until) => $"{Words.FullDay(from)} 起，至 {Words.FullDay(until)} 止",
        ({ } from, null) => $"{Words.FullDay(from)} 起收到的投诉",
        (null, { } until) => $"至 {Words.FullDay(until)} 止",
        _ => "一直有效",
    };

    /// <summary>WM of WM-31.</summary>
    public static string Prefix(Policy policy) => policy.Clauses is [var first, ..] ? first.Id[..Math.Max(1, first.Id.LastIndexOf('-'))] : policy.Id;
}
