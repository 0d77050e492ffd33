using System.Globalization;
using Shouwen.App.Features.Complaints.List;

namespace Shouwen.App.Features.HandOvers;

/// <summary>How far a hand-over has come. The browser carries it from batch to batch, so that any node can go on with it and a closed window loses nothing that was done.</summary>
/// <param name="Outcomes">Of this batch.</param>
/// <param name="Later">Numbers still to do.</param>
/// <param name="Done">Handed over so far, this batch included.</param>
public sealed record HandOverBatch(IReadOnlyList<BulkOutcome> Outcomes, IReadOnlyList<string> Later, int Done, int Refused)
{
    public const string DoneField = "_done";
    public const string RefusedField = "_refused";

    public int Total => Done + Refused + Later.Count;

    public bool IsOver => Later.Count == 0;

    public double Percent => 100.0 * (Done + Refused) / Math.Max(1, Total);

    public static HandOverBatch After(IFormCollection form, IReadOnlyList<BulkOutcome> outcomes, IReadOnlyList<string> later) =>
        new(outcomes, later, Count(form, DoneField) + outcomes.Count(outcome => outcome.IsDone), Count(form, RefusedField) + outcomes.Count(outcome => !outcome.IsDone));

    private static int Count(IFormCollection form, string field) => int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 10_000 ? count : 0;
}
