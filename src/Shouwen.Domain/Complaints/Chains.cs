using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>The approval chains in force on a proposal, and whose signature comes next.</summary>
public static class Chains
{
    /// <summary>A step that a signature can name: <c>CT-06/1</c>.</summary>
    public sealed record OpenStep(string Clause, int Index, ChainStep Step)
    {
        public string Id => $"{Clause}/{Index + 1}";
    }

    /// <summary>The next unsigned step of every chain in force, in the order of the policies.</summary>
    /// <param name="given">Ids of steps already signed.</param>
    public static IReadOnlyList<OpenStep> OpenSteps(Complaint complaint, Surroundings surroundings, IReadOnlySet<string> given)
    {
        var open = new List<OpenStep>();
        foreach (var policy in surroundings.Policies)
        {
            var at = new Evaluation(complaint, policy, surroundings);
            foreach (var clause in policy.Clauses.Where(clause => clause.Chain is not null && Derivation.Applies(policy, clause, at) && at.Holds(clause.Chain.When)))
            {
                var next = clause.Chain!.Steps.Select((step, index) => new OpenStep(clause.Id, index, step)).FirstOrDefault(step => at.Holds(step.Step.When) && !given.Contains(step.Id));
                open.AddRange(next is null ? [] : [next]);
            }
        }

        return open;
    }

    public static IReadOnlyList<OpenStep> OpenSteps(Complaint complaint, Surroundings surroundings) => OpenSteps(complaint, surroundings, SignedSteps(complaint));

    public static HashSet<string> SignedSteps(Complaint complaint) => [.. complaint.Signatures.Select(signature => signature.Data.Text("step")).OfType<string>()];

    /// <summary>The first open step that a person may sign, or null.</summary>
    public static OpenStep? StepFor(Complaint complaint, Actor actor, Surroundings surroundings) =>
        OpenSteps(complaint, surroundings).FirstOrDefault(step => MaySign(step.Step, complaint, actor, surroundings.Institution));

    internal static IEnumerable<Refusal> Refuse(Complaint complaint, Actor actor, Surroundings surroundings)
    {
        if (complaint.Proposal is null)
        {
            return surroundings.Institution.Reaches(complaint, actor) ? [] : [Refusal.Permission("本投诉不在您的办理范围内")];
        }

        if (complaint.Proposal.Actor.Person == actor.Person)
        {
            return [Refusal.Permission("不能审批自己拟订的处理意见")];
        }

        var open = OpenSteps(complaint, surroundings);
        var isEntitled = open.Count == 0 ? surroundings.Institution.Reaches(complaint, actor) : open.Any(step => MaySign(step.Step, complaint, actor, surroundings.Institution));
        return isEntitled ? [] : [Refusal.Permission($"本步审批须由{string.Join("、", open.Select(step => step.Step.Name))}办理")];
    }

    // Alternates sign only where nobody before them can.
    private static bool MaySign(ChainStep step, Complaint complaint, Actor actor, Institution institution)
    {
        foreach (var relation in step.By)
        {
            if (institution.IsMeant(relation, actor, complaint))
            {
                return true;
            }

            if (institution.Holders.Any(holder => CanSign(relation, Institution.ActorOf(holder.Person, holder.Post), complaint, institution)))
            {
                return false;
            }
        }

        return false;
    }

    private static bool CanSign(Relation relation, Actor holder, Complaint complaint, Institution institution) =>
        institution.IsMeant(relation, holder, complaint) && !complaint.Recused.Contains(holder.Person) && complaint.Proposal?.Actor.Person != holder.Person && complaint.Data.Text("about.person") != holder.Person;
}
