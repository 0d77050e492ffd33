using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads obligations and periodic duties. A rule with a mistake is left out; the mistake is told.</summary>
internal static class ObligationReading
{
    public static ObligationRule? Obligation(this PolicyReading file, MapReader map)
    {
        var from = map.Scalar("from") is { } written ? file.Trigger(written) : TriggerReading.Receipt;
        var (due, owedBy, metBy) = (file.Due(map.Scalar("due")), file.Relation(map.Scalar("owed-by")), file.Patterns(map.Scalars("met-by")));
        var replaces = map.Scalars("replaces");
        file.References.AddRange(replaces.Select(clause => new ClauseReference(clause.Text, clause.At)));
        var optional = new
        {
            OwedTo = file.Relation(map.Scalar("owed-to")),
            When = file.Condition(map.Scalar("when"), Sees.Trigger, Expression.True),
            Warn = file.PeriodsBefore(map.Scalars("warn")),
            OnBreach = file.Relations(map.Scalars("on-breach")),
            Extension = map.Map("extension") is { } extension ? file.Extension(extension) : null,
            WaivedBy = file.Patterns(map.Scalars("waived-by")),
            Each = file.Each(map.Scalar("each")),
        };
        return from is null || due is null || owedBy is null || metBy is null || map.Text("name") is not { } name ? null : new(name, from, due, owedBy, metBy)
        {
            OwedTo = optional.OwedTo,
            When = optional.When,
            Warn = optional.Warn,
            OnBreach = optional.OnBreach,
            Extension = optional.Extension,
            WaivedBy = optional.WaivedBy,
            Each = optional.Each,
            Replaces = [.. replaces.Select(clause => clause.Text)],
        };
    }

    public static PeriodicRule? Periodic(this PolicyReading file, MapReader map, string says)
    {
        var (each, every) = (file.Each(map.Scalar("each")), map.Word("every"));
        var when = file.Condition(map.Scalar("when"), Sees.Facts, Expression.True);
        file.Relation(map.Scalar("to"));
        var report = map.Scalar("report") is { } id ? file.Form(id) : null;
        if (each is null || every is null)
        {
            return null;
        }

        if (Domain.Calendars.PeriodicSchedule.TryParse(every, map.Text("due"), out var schedule))
        {
            return new(map.Text("name") ?? (report is null ? says : file.Forms.GetValueOrDefault(report, report)), each, schedule) { To = map.Text("to"), Report = report, Figures = map.Words("figures"), When = when };
        }

        file.Wrong(map.Scalar("due")!.At, $"“{map.Text("due")}”不能作为每{every}一次的期限，写法如 first 3 trading days、10 working days、01-30 and 07-30（每期一个日期）"); // only a due time can be wrong here
        return null;
    }

    // A kind of unit, or one unit by its id, which only an institution can check.
    private static string? Each(this PolicyReading file, RawScalar? scalar) =>
        scalar is null || (!scalar.Text.StartsWith("unit ", StringComparison.Ordinal) && !file.IsKnown(scalar, RuleKeys.UnitKinds, "取值")) ? null : scalar.Text;

    private static ExtensionRule Extension(this PolicyReading file, MapReader map)
    {
        var stages = map.Maps("stages").Select(stage => (Period: file.Period(stage.Scalar("at-most")), By: file.Relations(stage.Scalars("by")))).ToList();
        var reach = file.Period(map.Scalar("at-most"));
        if (map.Has("at-most") == map.Has("stages"))
        {
            file.Wrong(map.At, "延期应写 at-most 或 stages，且只写一个");
        }

        IReadOnlyList<ExtensionStage> all = reach is not null ? [new(reach, [])] : [.. stages.Where(stage => stage.Period is not null).Select(stage => new ExtensionStage(stage.Period!, stage.By))]; // those without a period are filtered
        return new(all, map.Words("requires"), map.Words("told-by")) { When = file.Condition(map.Scalar("when"), Sees.Trigger, Expression.True) };
    }
}
