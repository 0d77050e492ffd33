using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads what is neither duty nor gate: outcomes, sanctions, scorecards, posts, retention.</summary>
internal static class RestReading
{
    public static Dictionary<string, OutcomeRule> Outcomes(this PolicyReading file, MapReader clause, IReadOnlyList<string> known)
    {
        var rules = new Dictionary<string, OutcomeRule>();
        foreach (var (id, at, value) in clause.Named("outcomes"))
        {
            file.IsKnown(new(id, false, at), known, "处理结果（outcomes）");
            if (file.Map(value, ClauseKeys.Outcome) is { } map)
            {
                rules[id] = new([.. map.Items("requires-before-close").Select(file.Requirement).OfType<Requirement>()]);
            }
        }

        return rules;
    }

    public static SanctionRange Sanction(this PolicyReading file, MapReader map)
    {
        var amount = map.Range("amount");
        return new(map.Text("id") ?? "", map.Text("offence") ?? "", amount?.From, amount?.To, map.Words("kinds"));
    }

    public static Scorecard Scorecard(this PolicyReading file, MapReader map)
    {
        var indicators = map.Maps("indicators").Select(each => (Id: each.Text("id") ?? "", Name: each.Text("name") ?? "", Weight: each.Range("weight") ?? default)).ToList();
        if (indicators.Sum(each => each.Weight.From) > 100 || indicators.Sum(each => each.Weight.To) < 100)
        {
            file.Wrong(map.PlaceOf("indicators"), "各指标权重之和凑不成 100");
        }

        return new([.. indicators.Select(each => new Indicator(each.Id, each.Name, each.Weight.From, each.Weight.To))], map.Words("every"));
    }

    public static WatchRule? Watch(this PolicyReading file, MapReader map) =>
        file.Period(map.Scalar("before")) is { } before && file.Period(map.Scalar("after")) is { } after ? new(file.Condition(map.Scalar("when"), Sees.Facts, Expression.True), before, after) : null;

    public static RetentionRule? Retention(this PolicyReading file, MapReader map) =>
        (file.Period(map.Scalar("keep")), file.Pattern(map.Scalar("from"))) is ({ } keep, { } from) ? new(keep, from) : null;

    /// <summary>A text, or <c>{ stages: …, on: …, when: …, says: … }</c>.</summary>
    public static Guidance? Guidance(this PolicyReading file, Raw raw)
    {
        if (raw is not RawMap)
        {
            return file.Scalar(raw, "guidance") is { } text ? new([text.Text]) : null;
        }

        if (file.Map(raw, ClauseKeys.Guidance) is not { } map)
        {
            return null;
        }

        var stages = map.Words("stages");
        return new(map.Texts("says"))
        {
            Stages = [.. stages.Where(ClauseKeys.Stages.ContainsKey).Select(stage => ClauseKeys.Stages[stage])],
            Actions = map.Words("on"),
            When = file.Condition(map.Scalar("when"), Sees.Facts, Expression.True),
            IsAlways = stages.Contains("any"),
        };
    }

    public static ClauseStep ChecklistStep(this PolicyReading file, MapReader map) => new(map.Text("id") ?? "", map.Text("says") ?? "", file.Condition(map.Scalar("when"), Sees.Facts, Expression.True));

    /// <summary><c>{ post: group-leader, of: branch }</c> or <c>group-leader of branch</c>.</summary>
    public static PostRequirement? PostRequirement(this PolicyReading file, Raw raw)
    {
        var written = raw as RawScalar;
        var words = written?.Text.Split(" of ");
        var map = written is null ? file.Map(raw, ClauseKeys.PostRequirement) : null;
        var post = words is [var first, _] ? new RawScalar(first, false, raw.At) : map?.Scalar("post");
        var kind = words is [_, var second] ? new RawScalar(second, false, raw.At) : map?.Scalar("of");
        if (written is not null && words is not [_, _])
        {
            file.Wrong(raw.At, $"“{written.Text}”应写作 岗位 of 单位类型，如 group-leader of branch");
        }

        return post is not null && kind is not null && (file.Posts is null || file.IsKnown(post, file.Posts, "岗位")) && file.IsKnown(kind, RuleKeys.UnitKinds, "单位类型") ? new(post.Text, kind.Text) : null;
    }

    private static Requirement? Requirement(this PolicyReading file, Raw raw)
    {
        var map = raw is RawMap ? file.Map(raw, ClauseKeys.Requirement) : null;
        var pattern = file.Pattern(raw is RawMap ? map?.Scalar("pattern") : file.Scalar(raw, "requires-before-close"));
        return pattern is null ? null : new(pattern, map?.Text("label"));
    }
}
