using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Rectifications;

/// <summary>How far a planned improvement has come.</summary>
public enum RectificationState { Planned, Completed, Effective, Ineffective }

/// <summary>
/// One planned improvement of a complaint and what came of it. Completions and verifications do not say which plan they mean: each goes to the earliest one
/// that waits for it. A plan found ineffective waits to be completed again.
/// </summary>
/// <param name="Plan">The entry that planned it; its position names it within the complaint.</param>
public sealed record Rectification(Entry Plan, Entry? Completion, Entry? Verification)
{
    public string? Text => Plan.Data.Text("text");

    /// <summary>Person or unit.</summary>
    public string? Owner => Plan.Data.Text("owner");

    public DateTimeOffset? Due => Plan.Data.Moment("due");

    public RectificationState State => Verification is { } verified ? verified.Data.Flag("effective") ? RectificationState.Effective : RectificationState.Ineffective
        : Completion is null ? RectificationState.Planned : RectificationState.Completed;

    /// <summary>In the order in which they were planned.</summary>
    public static IReadOnlyList<Rectification> Of(Complaint complaint)
    {
        var plans = new List<Rectification>();
        foreach (var entry in complaint.Entries)
        {
            switch (entry.Action)
            {
                case "plan-rectification":
                    plans.Add(new(entry, null, null));
                    break;
                case "complete-rectification":
                    Replace(plans, plan => plan.State is RectificationState.Planned or RectificationState.Ineffective, plan => plan with { Completion = entry, Verification = null });
                    break;
                case "verify-rectification":
                    Replace(plans, plan => plan.State == RectificationState.Completed, plan => plan with { Verification = entry });
                    break;
            }
        }

        return plans;
    }

    private static void Replace(List<Rectification> plans, Predicate<Rectification> waits, Func<Rectification, Rectification> change)
    {
        if (plans.FindIndex(waits) is >= 0 and var first)
        {
            plans[first] = change(plans[first]);
        }
    }
}
