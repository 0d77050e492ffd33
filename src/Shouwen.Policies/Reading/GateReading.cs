using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies.Reading;

/// <summary>Reads gates, text guards and chains: what keeps an action from happening.</summary>
internal static class GateReading
{
    public static Gate? Gate(this PolicyReading file, MapReader map)
    {
        var refuses = file.Patterns(map.Scalars("refuses"));
        var when = file.Condition(map.Scalar("when"), Sees.Actor | Sees.Action, Expression.True);
        var unless = file.Condition(map.Scalar("unless"), Sees.Actor | Sees.Action, Expression.False);
        var window = map.Map("later-than") is { } later ? file.Window(later) : null;
        var overridable = map.Flag("overridable", false);
        return refuses is null || map.Text("message") is not { } message ? null : new(refuses, message)
        {
            When = when,
            Unless = unless,
            LaterThan = window,
            IsOverridable = overridable,
            IsAboutPersons = refuses.Options.Select(option => option.Where).Append(when).Append(unless).SelectMany(condition => condition.Names()).Any(IsAboutActor),
        };
    }

    public static TextGuard? TextGuard(this PolicyReading file, MapReader map, string says)
    {
        var phrases = map["phrases"] is { } raw ? file.Phrases(raw) : null;
        var when = file.Condition(map.Scalar("when"), Sees.Actor | Sees.Action, Expression.True);
        var unless = file.Condition(map.Scalar("unless"), Sees.Actor | Sees.Action, Expression.False);
        var on = map.Scalars("on").Where(word => word.Text != "outgoing" && file.IsKnown(word, ActionCatalogue.Names.Append("outgoing"), "动作")).Select(word => word.Text).ToList();
        var overridable = map.Flag("overridable", false);
        return phrases is null ? null : new(on, phrases, map.Text("message") ?? says) { When = when, Unless = unless, IsOverridable = overridable, Suggest = map.Text("suggest") };
    }

    public static Chain? Chain(this PolicyReading file, MapReader map)
    {
        var of = map.Scalar("of");
        var when = file.Condition(map.Scalar("when"), Sees.Facts, Expression.True);
        var steps = map.Maps("steps").Select(file.Step).OfType<ChainStep>().ToList();
        return of is not null && file.IsKnown(of, ActionCatalogue.Names, "动作") ? new(of.Text, when, steps) : null;
    }

    private static ChainStep? Step(this PolicyReading file, MapReader map)
    {
        var of = map.Scalar("of");
        var by = of is null ? file.Relations(map.Scalars("by")) : [.. map.Scalars("by").Select(post => file.Relation(of with { At = post.At }, 0, $"{post.Text} of {of.Text}")).OfType<Relation>()];
        var when = file.Condition(map.Scalar("when"), Sees.Facts, Expression.True);
        var quorum = map.Number("quorum") ?? 0;
        if (quorum < 0 || quorum != decimal.Truncate(quorum) || quorum > 1_000)
        {
            file.Wrong(map.Scalar("quorum")!.At, "票数应为整数"); // it was given: left out it is 0
            return null;
        }

        return by.Count == 0 ? null : new(map.Text("name") ?? by[0].Role ?? by[0].Text, by, when, (int)quorum);
    }

    private static Window? Window(this PolicyReading file, MapReader map) =>
        (file.Period(map.Scalar("period")), file.Pattern(map.Scalar("after"))) is ({ } period, { } after) ? new(period, after) : null;

    private static PhraseList? Phrases(this PolicyReading file, Raw raw)
    {
        if (raw is not RawScalar name)
        {
            return new([.. file.Scalars(raw, "phrases").Select(phrase => phrase.Text)], []);
        }

        return file.IsKnown(name, file.Lists.Keys, "用语清单（lists）") ? file.Lists[name.Text] : null;
    }

    private static bool IsAboutActor(string fact) => fact.StartsWith("actor.", StringComparison.Ordinal);
}
