using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Liability;

/// <summary>
/// A finding against a member of staff with the appeals against it. An appeal belongs to the last finding against whoever appeals, else to the last finding of
/// all; a decision to the earliest appeal that has none.
/// </summary>
/// <param name="Finding">The entry; its position names it within the complaint.</param>
/// <param name="Appeals">In order, each with its decision once there is one.</param>
public sealed record LiabilityCase(Entry Finding, IReadOnlyList<(Entry Appeal, Entry? Decision)> Appeals)
{
    public string Person => Finding.Data.Text("person") ?? "";

    public string Clause => Finding.Data.Text("clause") ?? "";

    public string Sanction => Finding.Data.Text("sanction") ?? "";

    public decimal? Amount => Finding.Data.Number("amount");

    /// <summary>Of the last appeal: <c>re-examination</c> or <c>review</c>; null while nobody has appealed.</summary>
    public string? Stage => Appeals.Count > 0 ? Appeals[^1].Appeal.Data.Text("stage") : null;

    public bool IsUnderAppeal => Appeals is [.., (_, null)];

    public static IReadOnlyList<LiabilityCase> Of(Complaint complaint)
    {
        var cases = new List<LiabilityCase>();
        foreach (var entry in complaint.Entries)
        {
            switch (entry.Action)
            {
                case "find-liability":
                    cases.Add(new(entry, []));
                    break;
                case "appeal" when cases.Count > 0:
                    var mine = cases.FindLastIndex(each => each.Person == entry.Actor.Person);
                    var appealed = mine >= 0 ? mine : cases.Count - 1;
                    cases[appealed] = cases[appealed] with { Appeals = [.. cases[appealed].Appeals, (entry, null)] };
                    break;
                case "decide-appeal" when cases.Exists(each => each.IsUnderAppeal):
                    var decided = cases.Where(each => each.IsUnderAppeal).MinBy(each => each.Appeals[^1].Appeal.Position)!; // there is one
                    cases[cases.IndexOf(decided)] = decided with { Appeals = [.. decided.Appeals.SkipLast(1), (decided.Appeals[^1].Appeal, entry)] };
                    break;
            }
        }

        return cases;
    }
}
