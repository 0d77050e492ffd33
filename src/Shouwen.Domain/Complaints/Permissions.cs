using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>
/// Who may do what: the capability of the post, the reach of the unit, the relation that an action asks for, less recusal; and nobody decides on
/// what he or she proposed. These refusals carry no clause.
/// </summary>
public static class Permissions
{
    public static IEnumerable<Refusal> Refuse(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var (action, actor) = (proposal.Action, proposal.Actor);
        if (actor.IsSystem || action.IsSystemOnly)
        {
            return actor.IsSystem ? [] : [Refusal.Permission($"“{action.Label}”只能由系统执行")];
        }

        var institution = surroundings.Institution;
        if (!institution.Posts.TryGetValue(actor.Post, out var post) || !post.May.Contains(action.Name))
        {
            return [Refusal.Permission($"{institution.TitleOf(actor)}不能{action.Label}"), .. action.Entitlement == Entitlement.Approver ? Chains.RefuseSigner(complaint, actor, surroundings) : []];
        }

        if (complaint.Recused.Contains(actor.Person) && action.Entitlement != Entitlement.Liable)
        {
            return [Refusal.Permission("已回避，不能参与本投诉的办理")];
        }

        return Entitled(complaint, proposal, surroundings);
    }

    /// <summary>Whether a unit's people have to do with a complaint: responsible, complained about, accepting, asked to contribute or offered it; or above one of these.</summary>
    public static bool Reaches(this Institution institution, Complaint complaint, Actor actor)
    {
        if (actor.Person == complaint.ResponsiblePerson || actor.Person == complaint.FirstContact || IsOffered(institution, complaint, actor))
        {
            return true;
        }

        var reach = institution.ReachOf(actor.Unit);
        return new[] { complaint.ResponsibleUnit, complaint.AboutUnit, complaint.AcceptingUnit }.Any(unit => institution.IsAtOrAbove(reach, unit))
            || complaint.CoHandlings.Any(asked => institution.IsAtOrAbove(actor.Unit, asked.Unit));
    }

    private static IEnumerable<Refusal> Entitled(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var institution = surroundings.Institution;
        var actor = proposal.Actor;
        return proposal.Action.Entitlement switch
        {
            Entitlement.Anyone => [],
            Entitlement.Offered => MayTake(institution, complaint, proposal) ? [] : [Refusal.Permission(complaint.Offer is null ? "没有待接收的转办" : "转办给了别的单位或人员，须由对方办理")],
            Entitlement.CoHandler => complaint.CoHandlings.Any(asked => !asked.IsAnswered && institution.IsAtOrAbove(asked.Unit, actor.Unit)) ? [] : [Refusal.Permission("须由被请求协办的部门反馈")],
            Entitlement.Administers => OrganisationRules.RefuseActor(proposal, institution),
            Entitlement.Liable when complaint.Liable.Contains(actor.Person) => [],
            Entitlement.Approver => Chains.Refuse(complaint, actor, surroundings),
            _ when !institution.Reaches(complaint, actor) => [Refusal.Permission("本投诉不在您的办理范围内")],
            _ when proposal.Action.Name == "review-compliance" && complaint.Proposal?.Actor.Person == actor.Person => [Refusal.Permission("不能审查自己拟订的处理意见")],
            _ => [],
        };
    }

    // What was offered may be taken or returned; what was taken by hand-over may still be returned by who took it.
    private static bool MayTake(Institution institution, Complaint complaint, Proposal proposal) => complaint.Offer is not null
        ? IsOffered(institution, complaint, proposal.Actor)
        : proposal.Action.Name == "return" && complaint.ResponsiblePerson == proposal.Actor.Person && complaint.Entries.Any(entry => entry.Action == "receive-hand-over");

    private static bool IsOffered(Institution institution, Complaint complaint, Actor actor) =>
        complaint.Offer is { } offer && (offer.To == actor.Person || offer.To == actor.Unit || institution.ActingFor(offer.To, complaint.Entries[^1].At) == actor.Person);
}
