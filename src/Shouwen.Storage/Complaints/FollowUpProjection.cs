using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Liability;
using Shouwen.Domain.Rectifications;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>Writes what follows from a complaint (planned improvements, findings against staff) as it stands after its newest entries.</summary>
internal static class FollowUpProjection
{
    private static readonly string[] OfRectifications = ["plan-rectification", "complete-rectification", "verify-rectification"];
    private static readonly string[] OfLiability = ["find-liability", "appeal", "decide-appeal"];

    public static async Task WriteAsync(ShouwenDbContext context, Guid stream, Complaint complaint, IReadOnlyList<Entry> added)
    {
        if (added.Any(entry => OfRectifications.Contains(entry.Action)))
        {
            await context.Rectifications.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
            context.Rectifications.AddRange(Rectification.Of(complaint).Select(plan => Row(stream, plan)));
        }

        if (added.Any(entry => OfLiability.Contains(entry.Action)))
        {
            await context.Liabilities.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
            context.Liabilities.AddRange(LiabilityCase.Of(complaint).Select(found => Row(stream, found)));
        }
    }

    private static RectificationRow Row(Guid stream, Rectification plan) => new()
    {
        StreamId = stream,
        Position = plan.Plan.Position,
        Owner = plan.Owner ?? "",
        State = plan.State,
        DueAt = plan.Due ?? plan.Plan.HappenedAt,
        PlannedAt = plan.Plan.HappenedAt,
        CompletedAt = plan.Completion?.HappenedAt,
        VerifiedAt = plan.Verification?.HappenedAt,
    };

    private static LiabilityRow Row(Guid stream, LiabilityCase found) => new()
    {
        StreamId = stream,
        Position = found.Finding.Position,
        Person = found.Person,
        Clause = found.Clause,
        Sanction = found.Sanction,
        Amount = found.Amount,
        FoundBy = found.Finding.Actor.Person,
        FoundAt = found.Finding.HappenedAt,
        AppealStage = found.Stage,
        AppealedAt = found.Appeals.Count > 0 ? found.Appeals[^1].Appeal.HappenedAt : null,
        DecidedAt = found.Appeals.Count > 0 ? found.Appeals[^1].Decision?.HappenedAt : null,
    };
}
