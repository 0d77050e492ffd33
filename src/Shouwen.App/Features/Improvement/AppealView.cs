using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Liability;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Improvement;

/// <summary>Where the appeal against a finding stands, and until when the next step may or must be taken.</summary>
/// <param name="Words">未申诉 · 复审中 · 复审已决定</param>
/// <param name="Next">The stage that may be asked for now; null: none.</param>
/// <param name="Deadline">最迟 04-13 周一 24:00 申请复审</param>
/// <param name="IsPast">The deadline has passed.</param>
public sealed record AppealView(string Words, string? Next, string? Deadline, ClauseRef? Clause, bool IsPast)
{
    public static AppealView Of(CaseSight sight, LiabilityCase finding)
    {
        var stage = finding.Stage is null ? null : sight.Institution.Words.Of(Vocabulary.AppealStages, finding.Stage);
        if (finding.IsUnderAppeal)
        {
            var owed = sight.Open.FirstOrDefault(open => open.Rule.MetBy.Options.Any(option => option.Action == "decide-appeal"));
            return new($"{stage}中", null, owed is null ? null : $"最迟 {sight.Due(owed.Due.At)} 作出决定", owed is null ? null : sight.Clause(owed.ClauseId), owed is not null && owed.Due.At < sight.Now);
        }

        var next = finding.Stage switch { null => "re-examination", "re-examination" => "review", _ => null };
        var window = next is null ? null : WindowOf(sight, finding, next);
        var words = stage is null ? "未申诉" : $"{stage}已决定";
        return window is var (clause, last) ? new(words, last < sight.Now ? null : next, $"{(last < sight.Now ? "已过期：" : "")}最迟 {sight.Due(last)} 申请{sight.Institution.Words.Of(Vocabulary.AppealStages, next)}", sight.Clause(clause.Id), last < sight.Now)
            : new(words, next, null, null, false);
    }

    // The last moment that a rule leaves for asking; the earliest where several rules do.
    private static (Clause Clause, DateTimeOffset Last)? WindowOf(CaseSight sight, LiabilityCase finding, string stage)
    {
        var asked = new Entry(sight.Complaint.Version + 1, "appeal", sight.Actor, sight.Now, sight.Now, new Fields([new("stage", stage)]), []);
        var windows = (from policy in sight.Surroundings.Policies
                       let at = new Evaluation(sight.Complaint, policy, sight.Surroundings) { Actor = sight.Actor, Now = sight.Now }
                       from clause in policy.Clauses
                       where clause.Gates.Any(gate => gate.LaterThan is not null) && Derivation.Applies(policy, clause, at)
                       from gate in clause.Gates
                       where at.Matches(gate.Refuses, asked)
                       from last in Last(gate.LaterThan, at, finding, sight)
                       select (Clause: clause, Last: last)).ToList();
        return windows.Count == 0 ? null : windows.MinBy(window => window.Last);
    }

    private static IEnumerable<DateTimeOffset> Last(Window? window, Evaluation at, LiabilityCase finding, CaseSight sight)
    {
        var opened = window is null ? null : window.After.Options.Any(option => option.Action == "find-liability") ? finding.Finding : at.Matching(window.After).LastOrDefault();
        return window is null || opened is null ? [] : [sight.Calendar.Add(opened.HappenedAt, window.Period).At];
    }
}
