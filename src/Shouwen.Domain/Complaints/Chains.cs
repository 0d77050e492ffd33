using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>The approval chains in force, and whose signature comes next. A chain opens with the last act of its kind: a proposal, a hand-over.</summary>
public static class Chains
{
    /// <summary>A step that a signature can name: <c>CT-06/1</c>.</summary>
    /// <param name="Opener">The act it is a signature under.</param>
    public sealed record OpenStep(string Clause, int Index, ChainStep Step, Entry Opener)
    {
        public string Id => $"{Clause}/{Index + 1}";
    }

    /// <summary>The next unsigned step of every chain in force, in the order of the policies.</summary>
    public static IReadOnlyList<OpenStep> OpenSteps(Complaint complaint, Surroundings surroundings)
    {
        var open = new List<OpenStep>();
        foreach (var policy in surroundings.Policies)
        {
            var at = new Evaluation(complaint, policy, surroundings);
            foreach (var clause in policy.Clauses.Where(clause => clause.Chain is not null))
            {
                if (OpenerOf(clause.Chain!, complaint) is { } opener && Derivation.Applies(policy, clause, at) && at.Holds(clause.Chain!.When))
                {
                    var signed = complaint.Signatures.Where(signature => signature.Position > opener.Position).Select(signature => signature.Data.Text("step")).ToHashSet();
                    var next = clause.Chain.Steps.Select((step, index) => new OpenStep(clause.Id, index, step with { Name = surroundings.Institution.NameOf(step) }, opener)).FirstOrDefault(step => at.Holds(step.Step.When) && !signed.Contains(step.Id));
                    open.AddRange(next is null ? [] : [next]);
                }
            }
        }

        return open;
    }

    /// <summary>Whether no chain on the proposal waits for a signature.</summary>
    public static bool IsComplete(Complaint complaint, Surroundings surroundings) => !OpenSteps(complaint, surroundings).Any(step => step.Opener == complaint.Proposal);

    /// <summary>The first open step that a person may sign, or null.</summary>
    public static OpenStep? StepFor(Complaint complaint, Actor actor, Surroundings surroundings) =>
        OpenSteps(complaint, surroundings).FirstOrDefault(step => MaySign(step, complaint, actor, surroundings.Institution));

    /// <summary>Who may not sign.</summary>
    internal static IEnumerable<Refusal> Refuse(Complaint complaint, Actor actor, Surroundings surroundings)
    {
        var open = OpenSteps(complaint, surroundings);
        if (open.Count == 0 ? complaint.Proposal?.Actor.Person == actor.Person : open.All(step => step.Opener.Actor.Person == actor.Person))
        {
            return [Refusal.Permission("不能审批自己拟订的处理意见")];
        }

        if (open.Count == 0)
        {
            return surroundings.Institution.Reaches(complaint, actor) ? [] : [Refusal.Permission("本投诉不在您的办理范围内")];
        }

        return RefuseSigner(complaint, actor, surroundings);
    }

    /// <summary>Each chain whose next step somebody else must sign, by its clause; none where one of them is this person's.</summary>
    internal static IEnumerable<Refusal> RefuseSigner(Complaint complaint, Actor actor, Surroundings surroundings)
    {
        var open = OpenSteps(complaint, surroundings);
        return open.Any(step => MaySign(step, complaint, actor, surroundings.Institution)) ? []
            : open.Select(step => new Refusal([step.Clause], "chain", $"下一步是“{step.Step.Name}”，须由该步指定的人办理") { IsAboutPersons = true });
    }

    /// <summary>A step that a meeting decides needs its resolution, carried by enough votes.</summary>
    internal static IEnumerable<Refusal> RefuseResolution(Complaint complaint, Proposal proposal, Surroundings surroundings) =>
        proposal.Action.Name == "approve" && StepFor(complaint, proposal.Actor, surroundings) is { Step.Quorum: > 0 } mine && !Carries(proposal.Fields.Group("resolution"), mine.Step.Quorum)
            ? [Refusal.By(mine.Clause, $"“{mine.Step.Name}”须附会议决议：写明参会人员和票数，赞成不少于 {mine.Step.Quorum} 票且多于反对") with { Field = "resolution" }] : [];

    private static Entry? OpenerOf(Chain chain, Complaint complaint) => chain.Of == "propose" ? complaint.Proposal : complaint.ThisRound.LastOrDefault(entry => entry.Action == chain.Of);

    private static bool Carries(Fields? resolution, int quorum) =>
        resolution?.Number("votes-for") is { } votes && votes >= quorum && votes > (resolution.Number("votes-against") ?? 0);

    // Alternates sign only where nobody before them can; nobody signs under an act of his or her own.
    private static bool MaySign(OpenStep step, Complaint complaint, Actor actor, Institution institution)
    {
        if (step.Opener.Actor.Person == actor.Person)
        {
            return false;
        }

        foreach (var relation in step.Step.By)
        {
            if (institution.IsMeant(relation, actor, complaint))
            {
                return true;
            }

            if (institution.Holders.Any(holder => CanSign(relation, Institution.ActorOf(holder.Person, holder.Post), step, complaint, institution)))
            {
                return false;
            }
        }

        return false;
    }

    private static bool CanSign(Relation relation, Actor holder, OpenStep step, Complaint complaint, Institution institution) =>
        institution.IsMeant(relation, holder, complaint) && !complaint.Recused.Contains(holder.Person) && step.Opener.Actor.Person != holder.Person && complaint.Data.Text("about.person") != holder.Person;
}
