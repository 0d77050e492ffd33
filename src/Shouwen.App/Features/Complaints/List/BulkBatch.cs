using System.Globalization;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>How far an action on several complaints has come. The browser carries it from batch to batch, so that any node can go on with it and a closed window loses nothing that was done.</summary>
/// <param name="Outcomes">Of this batch.</param>
/// <param name="Later">Numbers still to do.</param>
/// <param name="Done">Done so far, this batch included.</param>
/// <param name="Refused">Numbers refused so far, this batch included.</param>
public sealed record BulkBatch(IReadOnlyList<BulkOutcome> Outcomes, IReadOnlyList<string> Later, int Done, IReadOnlyList<string> Refused)
{
    public const string DoneField = "_done";
    public const string RefusedField = "_refused";

    public int Total => Done + Refused.Count + Later.Count;

    public bool IsOver => Later.Count == 0;

    public double Percent => 100.0 * (Done + Refused.Count) / Math.Max(1, Total);

    public static BulkBatch After(IFormCollection form, IReadOnlyList<BulkOutcome> outcomes, IReadOnlyList<string> later) =>
        new(outcomes, later, Count(form) + outcomes.Count(outcome => outcome.IsDone), [.. form[RefusedField].OfType<string>().Take(Bulk.Most), .. outcomes.Where(outcome => !outcome.IsDone).Select(outcome => outcome.Number)]);

    private static int Count(IFormCollection form) => int.TryParse(form[DoneField], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 10_000 ? count : 0;
}
