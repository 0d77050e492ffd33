using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>The stage table: what moves a complaint, and what the engine itself requires. Everything stricter is a gate of a policy.</summary>
public static class Stages
{
    /// <summary>The stage after an entry.</summary>
    /// <param name="before">The complaint before it.</param>
    /// <param name="after">The complaint with the entry's changes, still in its old stage.</param>
    public static Stage After(Complaint before, Entry entry, Complaint after) => after.Kind != AggregateKind.Complaint ? OfOthers(before, entry) : entry.Action switch
    {
        "register" => Stage.Registered,
        "accept" => Stage.Accepted,
        "decline" => Stage.Declined,
        "record-finding" when before.Stage is Stage.Accepted or Stage.Reopened => Stage.Investigating,
        "propose" => after.IsApproved ? Stage.Approved : Stage.Proposed,
        "approve" when after.IsApproved && before.Stage == Stage.Proposed => Stage.Approved,
        "reject" => Stage.Investigating,
        "answer" => Stage.Answered,
        "call-back" when before.Stage == Stage.Answered && entry.Data.Text("of") == "complainant" && entry.Data.Flag("satisfied") => Stage.Verified,
        "reopen" => Stage.Reopened,
        "close" => Stage.Closed,
        "archive" => Stage.Archived,
        "destroy" => Stage.Destroyed,
        "withdraw" => Stage.Withdrawn,
        "void" => Stage.Voided,
        _ => before.Stage,
    };

    private static Stage OfOthers(Complaint before, Entry entry) => ActionCatalogue.Get(entry.Action).Completes ? Stage.Completed : before.Stage == Stage.None ? Stage.Opened : before.Stage;

    /// <summary>Why the stage does not allow an action, or null. Such a refusal carries no clause.</summary>
    public static Refusal? Forbids(Complaint complaint, ActionType action)
    {
        if (action.Opens)
        {
            return complaint.Stage == Stage.None || action.MayRepeat ? null : Refusal.Of("already-registered", "已经登记，不能再次登记");
        }

        if (complaint.Stage == Stage.None)
        {
            return action.Aggregate == AggregateKind.Complaint ? Refusal.Of("not-registered", "请先登记投诉") : Refusal.Of("not-opened", $"没有可以“{action.Label}”的事项，请先登记");
        }

        if (action.Aggregate != complaint.Kind)
        {
            return Refusal.Of("other-aggregate", $"“{action.Label}”不是对本事项的动作");
        }

        if (complaint.HasEnded && !action.AllowedAfterEnd)
        {
            return Refusal.Of("ended", $"{complaint.Kind.Label()}{Label(complaint.Stage)}，不能再{action.Label}");
        }

        var accepted = complaint.Entries.Any(entry => entry.Action == "accept");
        return action.Precondition == Precondition.Accepted && !accepted ? Refusal.Of("not-accepted", $"请先受理，再{action.Label}") : null;
    }

    /// <summary>The word on screen.</summary>
    public static string Label(this Stage stage) => stage switch
    {
        Stage.Registered => "已登记",
        Stage.Accepted => "已受理",
        Stage.Investigating => "调查中",
        Stage.Proposed => "待审批",
        Stage.Approved => "已审批",
        Stage.Answered => "已答复",
        Stage.Verified => "已回访",
        Stage.Reopened => "重新办理",
        Stage.Closed => "已办结",
        Stage.Archived => "已归档",
        Stage.Destroyed => "已销毁",
        Stage.Declined => "不予受理",
        Stage.Withdrawn => "已撤回",
        Stage.Voided => "已作废",
        Stage.Opened => "进行中",
        Stage.Completed => "已完成",
        _ => "未登记",
    };
}
