using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>What a rule demands of moving its due time.</summary>
internal static class Extensions
{
    public static IEnumerable<Refusal> Refuse(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        if (proposal.Action.Name != "extend" || proposal.Fields.Date("to") is not { } to)
        {
            return [];
        }

        var obligations = Derivation.Of(complaint, surroundings, proposal.At);
        return Rules(complaint, proposal, surroundings).SelectMany(found =>
            Extendable(found.Clause, found.Rule, obligations) is { } clock ? Failings(found.Rule.Extension!, clock, to, complaint, proposal, surroundings).Select(failing => failing with { Clauses = [found.Clause.Id] }) : []);
    }

    private static IEnumerable<(Clause Clause, ObligationRule Rule)> Rules(Complaint complaint, Proposal proposal, Surroundings surroundings) =>
        from policy in surroundings.Policies
        let at = new Evaluation(complaint, policy, surroundings) { Actor = proposal.Actor, Action = proposal.Fields }
        from clause in policy.Clauses
        where proposal.Fields.Text("clause") is not { } only || only == clause.Id
        from rule in clause.Obligations
        where rule.Extension is not null && Derivation.Applies(policy, clause, at) && at.Holds(rule.Extension.When)
        select (clause, rule);

    // The clock itself; or, where the extension will bring the rule to life, the clock that it replaces.
    private static Obligation? Extendable(Clause clause, ObligationRule rule, IReadOnlyList<Obligation> obligations) =>
        obligations.FirstOrDefault(obligation => obligation.IsOpen && obligation.ClauseId == clause.Id && obligation.Rule == rule)
        ?? obligations.FirstOrDefault(obligation => obligation.IsOpen && rule.Replaces.Contains(obligation.ClauseId));

    private static IEnumerable<Refusal> Failings(ExtensionRule rule, Obligation clock, DateOnly to, Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        foreach (var field in rule.Requires.Where(field => !proposal.Fields.Has(field)))
        {
            yield return No(field == "told" ? "延期须先告知客户，并写明告知方式" : "请填写延期理由", field);
        }

        if (rule.ToldBy.Count > 0 && proposal.Fields.Text("told.means") is { } means && !rule.ToldBy.Contains(means))
        {
            yield return No($"须以{string.Join("、", rule.ToldBy.Select(word => surroundings.Institution.Words.Of(Actions.Vocabulary.Means, word)))}告知客户延期及理由", "told.means");
        }

        if (proposal.HappenedAt > clock.Due.At)
        {
            yield return No("期限已过，不能再延期", null);
        }

        var until = surroundings.Calendar.EndOf(to);
        var stage = rule.Stages.FirstOrDefault(stage => until <= Reach(stage, clock, proposal, surroundings));
        if (stage is null)
        {
            var longest = rule.Stages[^1].AtMost;
            yield return No($"最多延至{longest.ToChinese()}，即 {surroundings.Calendar.DateOf(Reach(rule.Stages[^1], clock, proposal, surroundings).AddTicks(-1)):yyyy-MM-dd}", "to");
        }
        else if (stage.By.Count > 0 && !stage.By.Any(relation => surroundings.Institution.IsMeant(relation, proposal.Actor, complaint)))
        {
            yield return No($"延至 {to:yyyy-MM-dd} 超出您的权限，须由该条款规定的上级或负责人批准", null) with { IsAboutPersons = true };
        }
    }

    // What a pause leaves out of the clock it leaves out of its limit too.
    private static DateTimeOffset Reach(ExtensionStage stage, Obligation clock, Proposal proposal, Surroundings surroundings) =>
        surroundings.Calendar.Add(clock.StartedAt, stage.AtMost.IsInDays ? Clock.Without(clock.Pauses, stage.AtMost, surroundings.Calendar, proposal.At) : stage.AtMost).At;

    private static Refusal No(string sentence, string? field) => new([], "extension", sentence) { Field = field };
}
