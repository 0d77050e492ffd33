using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Funds;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Approvals;

/// <summary>Why a proposal lies on somebody's desk.</summary>
public enum DeskReason
{
    /// <summary>My signature is the next one.</summary>
    Sign,

    /// <summary>My opinion as compliance is asked for.</summary>
    Review,

    /// <summary>I proposed it; others sign.</summary>
    Others,
}

/// <summary>A proposal as the person who is to decide on it sees it.</summary>
/// <param name="Step">The step that this person may sign; null where nobody's chain asks for it.</param>
/// <param name="Refusals">What stands in the way of the decision whatever is typed.</param>
public sealed record DeskItem(CaseSight Sight, DeskReason Reason, ApprovalView View, Chains.OpenStep? Step, IReadOnlyList<Refusal> Refusals)
{
    public string Number => Sight.Number;

    public Complaint Complaint => Sight.Complaint;

    public ActionType Action => ActionCatalogue.Get(Reason == DeskReason.Review ? "review-compliance" : "approve");

    public Entry Proposal => View.Proposal!; // only cases with one lie on a desk

    /// <summary>The clock that runs out first, read off now.</summary>
    public ClockReading? Clock => Sight.Open.FirstOrDefault() is { } first ? new ClockReader(Sight.Calendar, Sight.Now).Read(ClockSpan.Of(first)) : null;

    /// <summary>What the fund lets pay, where the proposal asks it to.</summary>
    public FundOutlook? Fund => Proposal.Data.Flag("compensation.from-fund") ? FundOutlook.Of(Sight, Reason == DeskReason.Sign) : null;

    public ClauseRef? ClockClause => Sight.Open.FirstOrDefault() is { } first ? Sight.Clause(first.ClauseId) : null;

    /// <summary>Steps still open, in words: 领导小组审批、总行审批.</summary>
    public string Waiting => string.Join("、", View.Steps.Where(step => step.Signature is null).Select(step => step.Name));

    /// <summary>
    /// Whether a case is for this person to sign, to review or to wait for; null when none of these. What only a colleague may do is not shown: a
    /// desk holds what its owner can do something about.
    /// </summary>
    public static DeskItem? Of(CaseSight sight)
    {
        var (complaint, view) = (sight.Complaint, ApprovalView.Of(sight));
        if (complaint.Proposal is null || complaint.HasEnded)
        {
            return null;
        }

        var open = complaint.IsApproved ? [] : Chains.OpenSteps(complaint, sight.Surroundings);
        if (complaint.Proposal.Actor.Person == sight.Actor.Person)
        {
            return open.Count > 0 ? new(sight, DeskReason.Others, view, null, []) : null;
        }

        return ToSign(sight, view) ?? ToReview(sight, view);
    }

    private static DeskItem? ToSign(CaseSight sight, ApprovalView view)
    {
        if (sight.Complaint.IsApproved || Chains.StepFor(sight.Complaint, sight.Actor, sight.Surroundings) is not { } step)
        {
            return null;
        }

        var refusals = Foresight.Of(sight.Complaint, ActionCatalogue.Get("approve"), sight.Actor, sight.Now, sight.Surroundings);
        return refusals.Any(refusal => refusal.IsPermission) ? null : new(sight, DeskReason.Sign, view, step, refusals);
    }

    private static DeskItem? ToReview(CaseSight sight, ApprovalView view)
    {
        if (view.Compliance is not null || sight.Complaint.ThisRound.Any(entry => entry.Action == "answer"))
        {
            return null;
        }

        var refusals = Foresight.Of(sight.Complaint, ActionCatalogue.Get("review-compliance"), sight.Actor, sight.Now, sight.Surroundings);
        return refusals.Any(refusal => refusal.IsPermission) ? null : new(sight, DeskReason.Review, view, null, refusals);
    }
}
