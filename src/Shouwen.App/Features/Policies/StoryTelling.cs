using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Stories;

namespace Shouwen.App.Features.Policies;

/// <summary>One thing that a step of a story brought about.</summary>
/// <param name="Clause">Null for what concerns other clauses, told in sum.</param>
public sealed record StoryEffect(string? Clause, string Words, ClockState? State);

/// <summary>A step of a played story in words.</summary>
public sealed record StoryTold(DateTimeOffset At, string Action, string Who, string Complaint, IReadOnlyList<StoryEffect> Effects, bool IsRefused);

/// <summary>An obligation of the clause at the end of the story.</summary>
public sealed record StoryOwed(string Complaint, string Name, string OwedBy, string Due, string Status, bool IsBad);

/// <summary>Tells a played story with one clause in mind: what its steps made, met and refused under it. Pure.</summary>
public sealed class StoryTelling(StoryResult result, string clause, Institution institution)
{
    public IReadOnlyList<StoryTold> Steps => [.. result.Steps.Select(Step)];

    public IReadOnlyList<StoryOwed> Owed =>
    [
        .. result.Obligations.Where(each => each.Obligation.ClauseId == clause).Select(each => Told(each.Complaint, each.Obligation)),
        .. result.Duties.Where(duty => duty.Clause.Id == clause).Select(duty => new StoryOwed(duty.Period.Id, duty.Rule.Name, duty.Unit.Name, Due(duty.Period.Due.At, duty.Period.Due.Provisional), duty.StatusAt(result.EndsAt).Label(), IsBad(duty.StatusAt(result.EndsAt)))),
    ];

    private StoryTold Step(StepOutcome step)
    {
        var action = ActionCatalogue.Get(step.Step.Do);
        var who = step.Actor is null ? "—" : step.Actor.IsSystem ? "系统" : $"{institution.Person(step.Actor.Person)?.Name ?? step.Actor.Person}（{institution.TitleOf(step.Actor)}）";
        return new(step.At, action.Label, who, step.Complaint, [.. step.Decision.IsRefused ? Refusals(step) : Consequences(step)], step.Decision.IsRefused);
    }

    private static IEnumerable<StoryEffect> Refusals(StepOutcome step) =>
        step.Decision.Refusals.Select(refusal => new StoryEffect(refusal.Clauses.Count == 0 ? null : string.Join("、", refusal.Clauses), $"拒绝：{refusal.Sentence}", ClockState.Over));

    private IEnumerable<StoryEffect> Consequences(StepOutcome step)
    {
        var positions = step.Decision.Entries.Select(entry => entry.Position).ToHashSet();
        var owed = result.Obligations.Where(each => each.Complaint == step.Complaint).Select(each => each.Obligation).ToList();
        var (made, met) = (owed.Where(each => positions.Contains(each.StartedBy)).ToList(), owed.Where(each => each.DischargedBy is { } by && positions.Contains(by.Position)).ToList());
        var here = made.Where(each => each.ClauseId == clause).Select(each => new StoryEffect(clause, $"产生“{each.Name}”，至 {Due(each.Due.At, each.Due.Provisional)}", null))
            .Concat(met.Where(each => each.ClauseId == clause).Select(Met))
            .Concat(step.Decision.Entries.Skip(1).Where(entry => entry.Clauses.Contains(clause)).Select(entry => new StoryEffect(clause, $"系统{ActionCatalogue.Find(entry.Action)?.Label.Replace("系统", "", StringComparison.Ordinal)}", null)));
        var (madeElsewhere, metElsewhere) = (made.Count(each => each.ClauseId != clause), met.Count(each => each.ClauseId != clause));
        var elsewhere = string.Join("、", new[] { madeElsewhere > 0 ? $"产生 {madeElsewhere} 项" : null, metElsewhere > 0 ? $"履行 {metElsewhere} 项" : null }.OfType<string>());
        return elsewhere.Length == 0 ? here : here.Append(new(null, $"其他条款{elsewhere}", null));
    }

    private static StoryEffect Met(Obligation obligation) => obligation.DischargedAt <= obligation.Due.At
        ? new(obligation.ClauseId, $"按时履行“{obligation.Name}”", ClockState.Done)
        : new(obligation.ClauseId, $"迟办“{obligation.Name}”", ClockState.Late);

    private StoryOwed Told(string complaint, Obligation obligation)
    {
        var status = obligation.StatusAt(result.EndsAt);
        var by = institution.Person(obligation.OwedBy.Person)?.Name ?? institution.Unit(obligation.OwedBy.Unit)?.Name ?? obligation.OwedBy.Relation.Text;
        return new(complaint, obligation.Name, by, Due(obligation.Due.At, obligation.Due.Provisional), status.Label(), IsBad(status));
    }

    private string Due(DateTimeOffset at, bool isProvisional) => Words.Due(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(institution.TimeZone))) + (isProvisional ? "（暂）" : "");

    private static bool IsBad(ObligationStatus status) => status is ObligationStatus.Overdue or ObligationStatus.Late;
}
