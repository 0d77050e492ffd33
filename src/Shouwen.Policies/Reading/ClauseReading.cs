using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads one clause with its rules.</summary>
internal static class ClauseReading
{
    private static readonly IReadOnlyList<string> OurWords = [.. ClauseKeys.Clause.All().SelectMany(node => node.Keys).Select(key => key.Name).Append("all").Distinct()];

    public static Clause Clause(this PolicyReading file, string id, Position at, MapReader map, IReadOnlyList<string> outcomes)
    {
        var says = map.Text("says") ?? "";
        var clause = new Clause(id, says, at)
        {
            Source = map.Text("source"),
            Ours = [.. map.Scalars("ours").Concat(OursOfRules(map)).Where(word => file.IsKnown(word, OurWords, "键")).Select(word => word.Text).Distinct()],
            IsVerified = map.Flag("verified", true),
            Scope = file.Condition(map.Scalar("scope"), Sees.Facts, Expression.True),
            When = file.Condition(map.Scalar("when"), Sees.Facts, Expression.True),
            Steps = [.. map.Maps("steps").Select(file.ChecklistStep)],
            Guidance = [.. map.Items("guidance").Select(file.Guidance).OfType<Guidance>()],
            Forms = [.. map.Scalars("forms").Select(file.Form)],
            NotEnforced = map.Text("not-enforced"),
        };
        clause = file.WithRest(file.WithRules(clause, map, says), map, outcomes);
        if (!clause.HasRule && clause.Guidance.Count + clause.Steps.Count + clause.Forms.Count + clause.RequiresPosts.Count == 0 && clause.NotEnforced is null && !HasAnyRule(map))
        {
            file.Wrong(at, $"{id} 没有规则：请写规则，或写 guidance、forms、requires-posts，或用 not-enforced 说明理由");
        }

        return clause;
    }

    private static Clause WithRules(this PolicyReading file, Clause clause, MapReader map, string says) => clause with
    {
        Obligations = [.. Both(map, "obligation", "obligations").Select(file.Obligation).OfType<ObligationRule>()],
        Gates = [.. Both(map, "gate", "gates").Select(file.Gate).OfType<Gate>()],
        Reactions = [.. Both(map, "reaction", "reactions").Select(file.Reaction).OfType<Reaction>()],
        Detections = [.. map.Maps("detects").Select(file.Detection).OfType<DetectionRule>()],
        Chain = map.Map("chain") is { } chain ? file.Chain(chain) : null,
        TextGuards = [.. Both(map, "text-guard", "text-guards").Select(guard => file.TextGuard(guard, says)).OfType<TextGuard>()],
        Clocks = [.. Both(map, "clock", "clocks").Select(file.Clock)],
        PeriodicDuties = [.. map.Maps("periodic").Select(duty => file.Periodic(duty, says)).OfType<PeriodicRule>()],
    };

    private static Clause WithRest(this PolicyReading file, Clause clause, MapReader map, IReadOnlyList<string> outcomes) => clause with
    {
        Outcomes = file.Outcomes(map, outcomes),
        Sanctions = [.. map.Maps("sanctions").Select(file.Sanction)],
        Scorecard = map.Map("scorecard") is { } scorecard ? file.Scorecard(scorecard) : null,
        RequiresPosts = [.. map.Items("requires-posts").Select(file.PostRequirement).OfType<PostRequirement>()],
        Retention = map.Map("retention") is { } retention ? file.Retention(retention) : null,
        Watch = map.Map("watch") is { } watch ? file.Watch(watch) : null,
    };

    private static IEnumerable<MapReader> Both(MapReader map, string one, string more) => map.Maps(one).Concat(map.Maps(more));

    // Rules that could not be read were written all the same.
    private static bool HasAnyRule(MapReader map) => map.Names.Any(name => ClauseKeys.Clause.Find(name) is { Parts: not null });

    private static IEnumerable<RawScalar> OursOfRules(MapReader map) =>
        ClauseKeys.Clause.Keys.Where(key => key.Parts?.Find("ours") is not null).SelectMany(key => map.Items(key.Name)).OfType<RawMap>()
            .Select(rule => rule.Values.GetValueOrDefault("ours")).SelectMany(ours => ours is RawList list ? list.Items : ours is null ? [] : [ours]).OfType<RawScalar>();
}
