using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>What each entry changes. Values that depended on anything else when it was decided stand in the entry itself.</summary>
public static class Fold
{
    public static Complaint Apply(this Complaint complaint, Entry entry) => Apply(complaint, entry, [.. complaint.Entries, entry]);

    /// <summary>All entries one after the other; those so far are parts of one array, so that a long journal is not copied with each.</summary>
    internal static Complaint Of(Entry[] entries)
    {
        var complaint = Complaint.Nothing;
        for (var i = 0; i < entries.Length; i++)
        {
            complaint = Apply(complaint, entries[i], new ArraySegment<Entry>(entries, 0, i + 1));
        }

        return complaint;
    }

    private static Complaint Apply(Complaint complaint, Entry entry, IReadOnlyList<Entry> entries)
    {
        var after = Change(complaint, entry) with { Entries = entries, Before = complaint };
        return after with { Stage = Stages.After(complaint, entry, after) };
    }

    private static Complaint Change(Complaint c, Entry e) => e.Action switch
    {
        "register" => Registered(e),
        _ when e.Position == 1 => Opened(e),
        "classify" => c with { Data = c.Data.Merge(e.Data) },
        "correct" => Corrected(c, e.Data.Group("fields") ?? Fields.Empty),
        "record-facts" => c with { Facts = c.Facts.Merge(e.Data.Group("facts") ?? Fields.Empty) },
        "assign" => Responsible(c, e) with { Offer = null, FirstContact = c.FirstContact ?? (e.Actor.IsSystem ? null : e.Data.Text("responsible-person")) },
        "receive-hand-over" => Responsible(c, e) with { Offer = null },
        "hand-over" => c with { Offer = new(e.Data.Text("to")!, e.Actor, c.ResponsibleUnit) },
        "return" => c with { Offer = null, ResponsiblePerson = e.Data.Text("responsible-person") ?? c.ResponsiblePerson, ResponsibleUnit = e.Data.Text("responsible-unit") ?? c.ResponsibleUnit },
        "recuse" => c with { Recused = c.Recused.Append(e.Data.Text("person")!).ToHashSet() },
        "ask-co-handler" => c with { CoHandlings = [.. c.CoHandlings, new(e.Position, e.Data.Text("unit")!, e.Data.Moment("due"), false)] },
        "answer-co-handling" => c with { CoHandlings = [.. c.CoHandlings.Select(asked => asked.Unit == e.Data.Text("unit") ? asked with { IsAnswered = true } : asked)] },
        "conclude-investigation" => c with { Outcome = e.Data.Text("outcome") },
        "propose" => c with { Proposal = e, IsApproved = e.Data.Flag("completes-chain"), IsComplianceReviewed = false },
        "review-compliance" => c with { IsComplianceReviewed = e.Data.Text("opinion") == "agree" },
        "approve" => c with { Signatures = [.. c.Signatures, e], IsApproved = c.IsApproved || e.Data.Flag("completes-chain") },
        "reject" => c with { Proposal = null, IsApproved = false },
        "compensate" => c with { CompensationPaid = c.CompensationPaid + (e.Data.Number("amount") ?? 0) },
        "reopen" => c with { Round = c.Round + 1, RoundBegan = e.Position, Outcome = null, Proposal = null, Signatures = [], IsApproved = false, IsComplianceReviewed = false },
        "link" => e.Data.Flag("same-facts") ? c with { MergedInto = e.Data.Text("to") } : c,
        "unlink" => c with { MergedInto = c.MergedInto == e.Data.Text("to") ? null : c.MergedInto },
        "join" => e.Data.Flag("same-facts") ? c with { Joined = With(c.Joined, e.Data.Text("from")!, (int)(e.Data.Number("people") ?? 0)) } : c,
        "part" => c with { Joined = c.Joined.Where(pair => pair.Key != e.Data.Text("from")).ToDictionary() },
        "add-complaints" => c with { Data = c.Data.With("complaints", Union(c, e, "complaints")).With("units", Union(c, e, "units")) },
        "remove-complaint" => c with { Data = c.Data.With("complaints", c.Data.Texts("complaints").Where(number => number != e.Data.Text("of")).ToList<object>()) },
        "grade-incident" => c with { Data = c.Data.With("level", e.Data.Text("level")) },
        "update-people" => c with { Data = c.Data.Merge(e.Data) },
        "flag" => c with { Flags = c.Flags.Append(e.Data.Text("name")!).ToHashSet() },
        _ => c,
    };

    private static Complaint Registered(Entry e) => new()
    {
        Number = e.Data.Text("number"),
        ReceivedAt = e.Data.Moment("received-at") ?? e.HappenedAt,
        Data = e.Data,
        Facts = e.Data.Group("facts") ?? Fields.Empty,
        FirstContact = e.Data.Text("first-contact"),
        ResponsiblePerson = e.Data.Text("responsible-person"),
        ResponsibleUnit = e.Data.Text("responsible-unit"),
        AcceptingUnit = e.Data.Text("accepting-unit"),
    };

    private static Complaint Opened(Entry e) => new()
    {
        Kind = ActionCatalogue.Get(e.Action).Aggregate,
        Number = e.Data.Text("number"),
        ReceivedAt = e.HappenedAt,
        Data = e.Data,
        ResponsiblePerson = e.Actor.Person,
        ResponsibleUnit = e.Actor.Unit,
        AcceptingUnit = e.Actor.Unit,
    };

    private static Complaint Responsible(Complaint c, Entry e) =>
        c with { ResponsiblePerson = e.Data.Text("responsible-person"), ResponsibleUnit = e.Data.Text("responsible-unit") };

    // A correction names fields by dotted path or by group; facts among them go to the facts.
    private static Complaint Corrected(Complaint c, Fields corrections)
    {
        var data = c.Data;
        foreach (var (path, value) in corrections.Where(pair => pair.Key != "facts"))
        {
            data = path.Split('.', 2) is [var group, var part] ? data.With(group, (data.Group(group) ?? Fields.Empty).With(part, value))
                : value is Fields inner && data.Group(path) is { } outer ? data.With(path, outer.Merge(inner))
                : data.With(path, value);
        }

        return c with { Data = data, Facts = c.Facts.Merge(corrections.Group("facts") ?? Fields.Empty) };
    }

    private static List<object> Union(Complaint c, Entry e, string field) => [.. c.Data.Texts(field).Union(e.Data.Texts(field))];

    private static Dictionary<string, int> With(IReadOnlyDictionary<string, int> joined, string number, int people) =>
        new(joined.Where(pair => pair.Key != number)) { [number] = people };

    /// <summary>The word for a stage in stories and the API: <c>investigating</c>.</summary>
    public static string Word(this Stage stage) => stage.ToString().ToLowerInvariant();
}
