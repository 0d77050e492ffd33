using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>The constant look of every stage: tint while it is being handled, grey once it has ended; the icon tells them apart.</summary>
public static class StageTag
{
    public static TagKind Kind(Stage stage) => stage switch
    {
        Stage.Registered => TagKind.Plain,
        Stage.Answered or Stage.Verified or Stage.Closed or Stage.Archived or Stage.Destroyed or Stage.Declined or Stage.Withdrawn or Stage.Voided => TagKind.Done,
        _ => TagKind.Active,
    };

    public static string Icon(Stage stage) => stage switch
    {
        Stage.Registered => "edit",
        Stage.Accepted => "circle-check",
        Stage.Investigating => "search",
        Stage.Proposed => "writing-sign",
        Stage.Approved => "rubber-stamp",
        Stage.Answered => "message",
        Stage.Verified => "phone-call",
        Stage.Reopened => "refresh",
        Stage.Archived => "archive",
        Stage.Declined or Stage.Voided => "ban",
        Stage.Withdrawn => "arrow-back-up",
        _ => "check",
    };
}
