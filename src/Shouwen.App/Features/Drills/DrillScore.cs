namespace Shouwen.App.Features.Drills;

/// <summary>What became of one thing that the rules demanded in an exercise.</summary>
/// <param name="Policy">Id of the policy.</param>
/// <param name="TriggeredAt">In the exercise's time, as all moments here.</param>
/// <param name="DischargedAt">Null: not yet.</param>
public sealed record Demand(string Policy, string Clause, string Name, DateTimeOffset StartedAt, DateTimeOffset TriggeredAt, DateTimeOffset DueAt, DateTimeOffset? DischargedAt);

/// <summary>How one rule was kept.</summary>
/// <param name="Met">In time.</param>
/// <param name="Late">Done, but past due.</param>
/// <param name="Missed">Past due and not done.</param>
/// <param name="Open">Not due yet; counts neither way.</param>
/// <param name="Minutes">From the trigger until it was done, the middle one of those done; null: none was.</param>
/// <param name="Allowed">Minutes that the rule gives, of the first.</param>
public sealed record RuleScore(string Policy, string Clause, string Name, int Met, int Late, int Missed, int Open, int? Minutes, int Allowed);

/// <summary>How an exercise went: every rule that demanded something, those least well kept first.</summary>
public sealed record DrillScore(IReadOnlyList<RuleScore> Rules)
{
    public int Met => Rules.Sum(rule => rule.Met);

    public int Judged => Rules.Sum(rule => rule.Met + rule.Late + rule.Missed);

    /// <summary>Share of what was due that was done in time, whole percent, rounded down; null while nothing has been due.</summary>
    public int? Percent => Judged == 0 ? null : Met * 100 / Judged;

    /// <param name="now">In the exercise's time.</param>
    /// <param name="happenings">Moments at which the scenario itself acted: what was discharged by it says nothing of those who take part.</param>
    public static DrillScore Of(IEnumerable<Demand> demands, DateTimeOffset now, IReadOnlySet<DateTimeOffset> happenings) => new(
        [.. demands.Where(demand => demand.DischargedAt is not { } done || !happenings.Contains(done))
            .GroupBy(demand => (demand.Policy, demand.Clause, demand.Name)).Select(same => Of(same.Key, [.. same], now))
            .OrderByDescending(rule => rule.Missed).ThenByDescending(rule => rule.Late).ThenBy(rule => rule.Clause, StringComparer.Ordinal).ThenBy(rule => rule.Name, StringComparer.Ordinal)]);

    private static RuleScore Of((string Policy, string Clause, string Name) rule, IReadOnlyList<Demand> demands, DateTimeOffset now)
    {
        var took = demands.Where(demand => demand.DischargedAt is not null).Select(demand => (demand.DischargedAt!.Value - demand.TriggeredAt).TotalMinutes).Order().ToList();
        var first = demands.MinBy(demand => demand.TriggeredAt)!; // a group has one
        return new(
            rule.Policy, rule.Clause, rule.Name,
            demands.Count(demand => demand.DischargedAt <= demand.DueAt), demands.Count(demand => demand.DischargedAt > demand.DueAt),
            demands.Count(demand => demand.DischargedAt is null && demand.DueAt < now), demands.Count(demand => demand.DischargedAt is null && demand.DueAt >= now),
            took.Count == 0 ? null : (int)Math.Ceiling(took[(took.Count - 1) / 2]), (int)Math.Ceiling((first.DueAt - first.StartedAt).TotalMinutes));
    }
}
