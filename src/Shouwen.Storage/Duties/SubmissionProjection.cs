using Shouwen.Domain.Journal;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage.Duties;

/// <summary>Writes the row by which a duty counts as handed in; a second one for the same duty is refused by its index.</summary>
internal static class SubmissionProjection
{
    public static void Write(ShouwenDbContext context, StoredStream stream, Entry submitted) => context.Submissions.Add(new()
    {
        StreamId = stream.Id,
        Number = stream.Number,
        Clause = submitted.Data.Text("clause")!, // written when it was decided
        Unit = submitted.Data.Text("unit")!,
        Period = submitted.Data.Text("period")!,
        SubmittedAt = submitted.HappenedAt,
        SubmittedBy = submitted.Actor.Person,
    });
}
