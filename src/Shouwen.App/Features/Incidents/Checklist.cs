using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Incidents;

/// <summary>A step that the rules list for an incident as it stands.</summary>
/// <param name="Done">The entry that ticked it off; null while it is to be done.</param>
public sealed record ChecklistItem(string Step, string Says, ClauseRef? Clause, Entry? Done);

/// <summary>The steps of every rule that binds the incident, in the rules' order, and after them what was recorded besides.</summary>
public static class Checklist
{
    public static IReadOnlyList<ChecklistItem> Of(CaseSight sight)
    {
        var done = sight.Complaint.Entries.Where(entry => entry.Action == "record-step").ToLookup(entry => entry.Data.Text("step") ?? "");
        var listed = (from policy in sight.Surroundings.Policies
                      let at = new Evaluation(sight.Complaint, policy, sight.Surroundings) { Actor = sight.Actor }
                      from clause in policy.Clauses
                      where clause.Steps.Count > 0 && Derivation.Applies(policy, clause, at)
                      from step in clause.Steps
                      where at.Holds(step.When) || done.Contains(step.Id)
                      select new ChecklistItem(step.Id, step.Says, sight.Clause(clause.Id), done[step.Id].FirstOrDefault())).DistinctBy(item => item.Step).ToList();
        return [.. listed, .. done.Where(same => listed.TrueForAll(item => item.Step != same.Key)).Select(same => new ChecklistItem(same.Key, same.Key, null, same.First()))];
    }
}
