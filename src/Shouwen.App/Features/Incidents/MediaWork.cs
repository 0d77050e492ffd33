using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Incidents;

/// <summary>One outlet: what it asked or reported, whether that is true, and what it was sent.</summary>
/// <param name="Asked">In the order in which it asked; none where it came in by another way.</param>
/// <param name="Finding">Of all that it asked; null while the last of it is not verified.</param>
/// <param name="Owed">What is owed about it.</param>
public sealed record MediaOutlet(string Name, IReadOnlyList<Entry> Asked, Entry? Finding, Entry? Issued, IReadOnlyList<Obligation> Owed)
{
    public bool? IsAccurate => Finding is null ? null : Finding.Data.Flag("accurate");
}

/// <summary>The text that media are told, as drafted last, and what became of it.</summary>
public sealed record MediaStatement(Entry Draft, Entry? Approval, Entry? Return)
{
    /// <summary>Approved and not sent back since: what leaves is this text.</summary>
    public bool MayLeave => Approval is not null && Return is null;
}

/// <summary>All that has to do with the media in one case. It serves to verify, explain and correct; nothing here asks for silence.</summary>
public sealed record MediaWork(IReadOnlyList<MediaOutlet> Outlets, MediaStatement? Statement, IReadOnlyList<Entry> Corrections)
{
    private static readonly string[] OfOutlets = ["record-media", "verify-media", "issue-clarification"];

    public static MediaWork Of(CaseSight sight)
    {
        var entries = sight.Complaint.Entries;
        var outlets = entries.Where(entry => OfOutlets.Contains(entry.Action)).GroupBy(entry => entry.Data.Text("outlet") ?? "").Select(same => Outlet(same.Key, [.. same], sight)).ToList();
        return new(outlets, StatementOf(sight.Complaint), outlets.Count == 0 ? [] : [.. entries.Where(entry => entry.Action == "record-measure" && entry.Data.Text("kind") == "correction")]);
    }

    /// <summary>Whether the case has to do with the media at all.</summary>
    public static bool Concerns(Complaint complaint) => complaint.Kind == AggregateKind.Incident || complaint.Data.Text("channel") == "media" || complaint.Entries.Any(entry => OfOutlets.Contains(entry.Action));

    /// <summary>The draft that whoever approves, returns or issues acts on.</summary>
    public static MediaStatement? StatementOf(Complaint complaint)
    {
        if (complaint.Entries.LastOrDefault(entry => entry.Action == "draft-clarification") is not { } draft)
        {
            return null;
        }

        var since = complaint.Entries.Where(entry => entry.Position > draft.Position).ToList();
        return new(draft, since.LastOrDefault(entry => entry.Action == "approve-clarification"), since.LastOrDefault(entry => entry.Action == "return-clarification"));
    }

    private static MediaOutlet Outlet(string name, IReadOnlyList<Entry> entries, CaseSight sight)
    {
        var asked = entries.Where(entry => entry.Action == "record-media").ToList();
        var finding = entries.LastOrDefault(entry => entry.Action == "verify-media");
        var owed = sight.Open.Where(open => open.StartedBy > 0 && sight.Complaint.Entries[open.StartedBy - 1].Data.Text("outlet") == name).ToList();
        return new(name, asked, finding?.Position > (asked.LastOrDefault()?.Position ?? 0) ? finding : null, entries.LastOrDefault(entry => entry.Action == "issue-clarification"), owed);
    }
}
