using Shouwen.App.Features.Matters;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Features.Complaints;

/// <summary>The one line by which people recognise a case: the first sentence of what the customer said, or what a matter is about.</summary>
public static class CaseTitle
{
    private const int Longest = 42;

    private static readonly char[] Ends = ['。', '！', '？', '；', '\n'];

    public static string Of(Complaint complaint) => complaint.Kind == AggregateKind.Complaint ? Of(complaint.Data.Text("summary")) : MatterWords.Name(complaint.Kind, complaint.Subject);

    /// <param name="summary">What was said, or its beginning as a list reads it.</param>
    public static string Of(string? summary)
    {
        var said = summary?.Trim() is { Length: > 0 } text ? FreeText.Masked(text) : "投诉";
        var end = said.IndexOfAny(Ends, Math.Min(6, said.Length - 1)); // an exclamation at the very beginning is no title
        var first = end > 0 ? said[..end] : said;
        return first.Length > Longest ? first[..Longest] + "…" : first;
    }
}
