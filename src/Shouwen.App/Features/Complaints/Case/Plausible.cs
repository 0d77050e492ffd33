using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>
/// Which actions a person would think of where the case stands, and in which order they follow by themselves. This only keeps the
/// page short: it allows nothing and refuses nothing.
/// </summary>
public sealed class Plausible(CaseSight sight)
{
    private readonly Complaint complaint = sight.Complaint;

    /// <summary>The usual way on from a stage, most natural first.</summary>
    public IReadOnlyList<string> Next => complaint.Kind != AggregateKind.Complaint ? [.. ActionCatalogue.OpenTo(complaint.Kind).Where(action => action.Aggregate == complaint.Kind).Select(action => action.Name)] : complaint.Stage switch
    {
        Stage.Registered => ["receive-hand-over", "accept", "classify", "acknowledge", "record-contact", "hand-over", "request-material", "decline"],
        Stage.Accepted or Stage.Reopened => ["receive-hand-over", "answer-co-handling", "acknowledge", "record-finding", "record-contact", "classify", "ask-co-handler", "hand-over", "conclude-investigation", "propose", "answer", "close"],
        Stage.Investigating => ["receive-hand-over", "answer-co-handling", complaint.Outcome is null ? "conclude-investigation" : "propose", "record-finding", "record-contact", "ask-co-handler", "propose", "answer", "extend", "close"],
        Stage.Proposed => ["review-compliance", "approve", "reject", "record-contact", "answer", "close"],
        Stage.Approved => ["answer", "compensate", "settle", "record-contact", "close"],
        Stage.Answered => ["call-back", "customer-response", "compensate", "record-contact", "reopen", "close"],
        Stage.Verified => ["close", "summarise", "record-measure", "plan-rectification", "reopen"],
        Stage.Closed => ["archive", "summarise", "plan-rectification", "decide-review", "reopen"],
        Stage.Archived => ["hold", "destroy"],
        _ => ["reopen", "archive"],
    };

    public bool Is(ActionType action) => action.Kinds.Contains(complaint.Kind) && action is { IsSystemOnly: false, Name: not "register" } && (complaint.Kind == AggregateKind.Complaint ? Fits(action.Name) : FitsMatter(action));

    // Once it has come to its end, only what is said about it afterwards.
    private bool FitsMatter(ActionType action) => action.Opens ? action.MayRepeat : complaint.HasEnded ? action is { Aggregate: AggregateKind.Complaint, AllowedAfterEnd: true } or { Name: "review-incident" } || IsMediaWork(action.Name) : action.Name switch
    {
        "activate-plan" => !Has("activate-plan"),
        "decline-plan" => !Has("activate-plan") && !Has("decline-plan"),
        "remove-complaint" or "receive-complainant" => complaint.Data.Texts("complaints").Any(),
        "review-incident" => false,
        "start-drill" => !Has("start-drill"),
        "grade-incident" => sight.Institution.IncidentLevels.Count > 0,
        "record-media" or "verify-media" or "draft-clarification" or "approve-clarification" or "return-clarification" or "issue-clarification" => IsMediaWork(action.Name),
        _ => true,
    };

    private bool Fits(string action) => action switch
    {
        "accept" or "decline" => complaint.Stage == Stage.Registered,
        "receive-hand-over" => complaint.Offer is not null,
        "return" => complaint.Offer is not null || Has("receive-hand-over"),
        "answer-co-handling" => complaint.CoHandlings.Any(asked => !asked.IsAnswered),
        "approve" or "reject" => IsUnderApproval,
        "review-compliance" => complaint.Proposal is not null && !complaint.IsComplianceReviewed && !HasAnswered,
        "extend" => !complaint.HasEnded && IsExtendable,
        "pause" => !complaint.HasEnded && !IsPaused && IsPausable,
        "resume" => IsPaused,
        "propose" or "conclude-investigation" or "record-finding" or "ask-co-handler" => !HasAnswered && Accepted,
        "answer" or "close" => Accepted && !complaint.HasEnded && (action == "close" || !HasAnswered),
        _ => FitsLater(action),
    };

    private bool FitsLater(string action) => action switch
    {
        "settle" or "compensate" or "record-measure" => complaint.Proposal is not null,
        "call-back" or "customer-response" or "reopen" or "request-review" or "open-external" => HasAnswered || complaint.HasEnded,
        "decide-review" => Has("request-review") && !Has("decide-review"),
        "close-external" => Has("open-external") && !Has("close-external"),
        "plan-rectification" or "find-liability" => complaint.Outcome is not null || complaint.HasEnded,
        "complete-rectification" or "verify-rectification" => Has("plan-rectification"),
        "appeal" => Has("find-liability"),
        "decide-appeal" => Has("appeal"),
        "summarise" => HasAnswered,
        "unlink" => complaint.MergedInto is not null || Has("link"),
        "archive" => complaint.HasEnded && complaint.Stage is not (Stage.Archived or Stage.Destroyed),
        "hold" => complaint.HasEnded && !IsHeld,
        "release" => IsHeld,
        "destroy" => complaint.Stage == Stage.Archived,
        "record-step" or "stand-down" => Has("activate-plan") && !Has("stand-down"),
        "activate-plan" => !complaint.HasEnded && !Has(action),
        "dismiss-cluster" => Has("detect") && Count("dismiss-cluster") == 0,
        "acknowledge" => !Has("acknowledge") && !complaint.HasEnded,
        "record-media" or "verify-media" or "draft-clarification" or "approve-clarification" or "return-clarification" or "issue-clarification" => IsMediaWork(action),
        _ => true,
    };

    // What comes next with the media: a report is verified, then explained in a text that somebody else approves.
    private bool IsMediaWork(string action) => action switch
    {
        "record-media" => complaint.Kind == AggregateKind.Incident || (!complaint.HasEnded && (complaint.Data.Text("channel") == "media" || Has("record-media"))),
        "verify-media" => Has("record-media") || (complaint.Data.Text("channel") == "media" && !Has("verify-media")),
        "draft-clarification" => Has("verify-media"),
        "approve-clarification" or "return-clarification" => complaint.Entries.LastOrDefault(entry => entry.Action.EndsWith("-clarification", StringComparison.Ordinal)) is { Action: "draft-clarification" },
        "issue-clarification" => Has("draft-clarification"),
        _ => false,
    };

    private bool Accepted => Has("accept");

    private bool HasAnswered => complaint.ThisRound.Any(entry => entry.Action == "answer");

    private bool IsHeld => Count("hold") > Count("release");

    private bool IsPaused => Count("pause") > Count("resume");

    private bool IsUnderApproval => !HasAnswered && !complaint.HasEnded && ((complaint.Proposal is not null && !complaint.IsApproved) || Chains.OpenSteps(complaint, sight.Surroundings).Count > 0);

    private bool IsPausable => Clauses.Any(clause => clause.Clocks.Any(clock => clock.PausedBy is not null && (clock.Of.Count == 0 || sight.Open.Any(open => clock.Of.Contains(open.ClauseId)))));

    private bool IsExtendable => sight.Open.Any(open => open.Rule.Extension is not null)
        || Clauses.SelectMany(clause => clause.Obligations).Any(rule => rule.Extension is not null && sight.Open.Any(open => rule.Replaces.Contains(open.ClauseId)));

    private IEnumerable<Clause> Clauses => sight.Surroundings.Policies.SelectMany(policy => policy.Clauses);

    private bool Has(string action) => complaint.Entries.Any(entry => entry.Action == action);

    private int Count(string action) => complaint.Entries.Count(entry => entry.Action == action);
}
