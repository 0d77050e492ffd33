using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies.Reading;

/// <summary>Reads what the system does by itself, and what moves clocks.</summary>
internal static partial class ReactionReading
{
    public static Reaction? Reaction(this PolicyReading file, MapReader map)
    {
        if (map.Has("on") == map.Has("when"))
        {
            file.Wrong(map.At, "reaction 应写 on（出现什么记录）或 when（什么条件变为成立），且只写一个");
        }

        Trigger? trigger = map.Scalar("on") is { } on ? file.Trigger(on)
            : map.Scalar("when") is { } when && file.Condition(when, 0, Sees.Facts) is { } condition ? new FactTrigger(condition) : null;
        var only = file.Condition(map.Scalar("if"), Sees.Trigger | Sees.Actor, Expression.True);
        var then = map.Items("then").Select(file.Consequence).ToList();
        return trigger is null || then.Contains(null) ? null : new(trigger, only, [.. then.OfType<Consequence>()]);
    }

    public static DetectionRule? Detection(this PolicyReading file, MapReader map)
    {
        var (same, within, window) = (map.Word("same"), map.Word("within"), file.Period(map.Scalar("window")));
        var people = map.Scalar("people") is { } written ? file.Condition(written, 0, Sees.Facts) : null;
        if (window is not null && DetectionRule.LengthOf(window) is null)
        {
            file.Wrong(map.PlaceOf("window"), "window 应以天、小时或分钟计");
            window = null;
        }

        var grows = map.Number("grows-by") ?? 1;
        if (grows < 1 || grows != decimal.Truncate(grows))
        {
            file.Wrong(map.PlaceOf("grows-by"), "grows-by 应为 1 以上的整数");
            grows = 1;
        }

        var then = map.Items("then").Select(file.Consequence).ToList();
        return same is null || within is null || window is null || people is null || then.Contains(null) ? null : new(same, within, window, people, (int)grows, [.. then.OfType<Consequence>()]);
    }

    public static ClockRule Clock(this PolicyReading file, MapReader map)
    {
        var of = map.Scalars("of");
        file.References.AddRange(of.Select(clause => new ClauseReference(clause.Text, clause.At)));
        if (map.Has("resume") && !map.Has("pause"))
        {
            file.Wrong(map.PlaceOf("resume"), "有 resume 就要有 pause");
        }
        else if (!map.Has("pause") && !map.Has("restart") && !map.Has("cancel"))
        {
            file.Wrong(map.At, "clock 应写 pause、restart、cancel 中的至少一个");
        }

        return new([.. of.Select(clause => clause.Text)])
        {
            PausedBy = file.Patterns(map.Scalars("pause")),
            ResumedBy = file.Patterns(map.Scalars("resume")),
            RestartedBy = file.Patterns(map.Scalars("restart")),
            CancelledBy = file.Patterns(map.Scalars("cancel")),
        };
    }

    // An unquoted "notify X by sms: text" in a list is a map to YAML; what was meant is clear.
    private static Consequence? Consequence(this PolicyReading file, Raw raw) => raw switch
    {
        RawMap { Values.Count: 1 } map when map.Values.First() is { Value: RawScalar text } pair => file.Consequence(new RawScalar($"{pair.Key}: {text.Text}", false, map.At)),
        _ => file.Scalar(raw, "then") is { } scalar ? file.Consequence(scalar) : null,
    };

    private static Consequence? Consequence(this PolicyReading file, RawScalar scalar)
    {
        if (Assign().Match(scalar.Text) is { Success: true } assign)
        {
            var to = assign.Groups[1];
            return file.Relation(scalar, to.Index, to.Value) is { } relation ? new AssignConsequence(relation) : null;
        }

        if (Flag().Match(scalar.Text) is { Success: true } flag)
        {
            file.Use($"flag.{flag.Groups[1].Value}", scalar, flag.Groups[1].Index);
            return new FlagConsequence(flag.Groups[1].Value);
        }

        if (Notify().Match(scalar.Text) is { Success: true } notify)
        {
            return file.Notify(scalar, notify.Groups["to"], notify.Groups["means"], notify.Groups["text"].Value);
        }

        file.Wrong(scalar.At, $"“{scalar.Text}”不是系统能做的事，写法：assign to 人员或单位；flag 标记；notify 人员 by sms：内容");
        return null;
    }

    private static NotifyConsequence? Notify(this PolicyReading file, RawScalar scalar, Group to, Group means, string text)
    {
        var words = Vocabulary.Means.Select(choice => choice.Value).ToList();
        var isKnown = words.Contains(means.Value);
        if (!isKnown)
        {
            file.Wrong(scalar, means.Index, $"没有名为“{means.Value}”的方式{Nearest.Hint(means.Value, words)}");
        }

        return file.Relation(scalar, to.Index, to.Value) is { } relation && isKnown ? new(relation, means.Value, text) : null;
    }

    [GeneratedRegex(@"^assign to (.+)$")]
    private static partial Regex Assign();

    [GeneratedRegex(@"^flag (\S+)$")]
    private static partial Regex Flag();

    [GeneratedRegex(@"^notify (?<to>.+?) by (?<means>[\w-]+)\s*[:：]\s*(?<text>.+)$", RegexOptions.Singleline)]
    private static partial Regex Notify();
}
