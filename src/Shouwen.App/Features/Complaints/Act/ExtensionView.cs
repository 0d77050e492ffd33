using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>One clock that an extension would move: old due time, how far each stage may reach and who decides, and the new due time.</summary>
/// <param name="NewDue">Null until a day is chosen, or where the day moves nothing.</param>
public sealed record ExtensionRow(string Name, ClauseRef Clause, string OldDue, IReadOnlyList<string> Reach, string? NewDue)
{
    public static IReadOnlyList<ExtensionRow> Of(CaseSight sight, string? chosen)
    {
        var to = chosen is null ? null : ActionParser.ParseDate(chosen);
        var after = to is { } day ? Extended(sight, day) : null;
        return [.. sight.Open.Where(open => Rule(open, sight) is not null).Select(open => Row(open, Rule(open, sight)!, after, sight))]; // filtered: it has one
    }

    // The clock's own rule, or that of the clause whose extension will replace it.
    private static ExtensionRule? Rule(Obligation open, CaseSight sight) => open.Rule.Extension
        ?? sight.Surroundings.Policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Obligations).FirstOrDefault(rule => rule.Extension is not null && rule.Replaces.Contains(open.ClauseId))?.Extension;

    private static ExtensionRow Row(Obligation open, ExtensionRule rule, IReadOnlyList<Obligation>? after, CaseSight sight)
    {
        var reach = rule.Stages.Select(stage =>
            $"{(stage.By.Count == 0 ? "承办单位可延" : "上级或高管可延")}至 {sight.Due(sight.Calendar.Add(open.StartedAt, stage.AtMost).At)}（自起算{stage.AtMost.ToChinese()}）").ToList();
        var moved = after?.FirstOrDefault(other => other.ClauseId == open.ClauseId && other.IsOpen) ?? after?.FirstOrDefault(other => other.IsOpen && other.Rule.Replaces.Contains(open.ClauseId));
        return new(open.Name, sight.Clause(open.ClauseId), sight.Due(open.Due.At), reach, moved is not null && moved.Due.At != open.Due.At ? sight.Due(moved.Due.At) : null);
    }

    // What the clocks would be if the extension were recorded now.
    private static IReadOnlyList<Obligation> Extended(CaseSight sight, DateOnly to)
    {
        var entry = new Entry(sight.Complaint.Version + 1, "extend", sight.Actor, sight.Now, sight.Now, new Fields([new("to", to), new("reason", ""), new("told", Fields.Empty)]), []);
        return Derivation.Of(sight.Complaint.Apply(entry), sight.Surroundings, sight.Now);
    }
}
