using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Complaints;

/// <summary>Another case that has to do with this one.</summary>
public sealed record RelatedCase(AggregateKind Kind, string Number, string Words)
{
    public string Href => CaseLinks.Page(Kind, Number);
}

/// <summary>The tabs of a case; each is an address of its own.</summary>
public static class CaseTabs
{
    public const string History = "history", Investigation = "investigation", Proposal = "proposal", Answer = "answer", Files = "files", Related = "related", Duties = "duties", Proof = "proof";

    public static readonly IReadOnlyList<string> OfInvestigation = ["record-finding", "conclude-investigation", "ask-co-handler", "answer-co-handling", "record-facts", "add-material", "request-material"];

    public static readonly IReadOnlyList<string> OfProposal = ["propose", "review-compliance", "approve", "reject", "extend", "pause", "resume"];

    public static readonly IReadOnlyList<string> OfAnswer =
        ["acknowledge", "answer", "settle", "compensate", "record-contact", "customer-response", "call-back", "request-review", "decide-review", "open-external", "close-external", "record-measure"];

    public static string Known(string? tab) => tab is Investigation or Proposal or Answer or Files or Related or Duties or Proof ? tab : History;

    public static IReadOnlyList<TabItem> Of(CaseSight sight, string chosen)
    {
        int? CountOf(IReadOnlyList<string> actions) => sight.Complaint.Entries.Count(entry => actions.Contains(entry.Action)) is > 0 and var count ? count : null;
        (string Tab, string Name, int? Count)[] tabs =
        [
            (History, "过程", sight.Complaint.Version), (Investigation, "调查", CountOf(OfInvestigation)), (Proposal, "处理意见与审批", CountOf(OfProposal)), (Answer, "答复与回访", CountOf(OfAnswer)),
            (Files, "附件", CountOf(["attach"])), (Related, "关联", RelatedTo(sight).Count is > 0 and var related ? related : null), (Duties, "义务", sight.Obligations.Count), (Proof, "校验", null),
        ];
        return [.. tabs.Select(tab => new TabItem(tab.Name, ComplaintLinks.Tab(sight.Number, tab.Tab), tab.Tab == chosen, tab.Count))];
    }

    /// <summary>Complaints joined to this one, that it was merged into, or linked with; the incident it belongs to; the fund that pays.</summary>
    public static IReadOnlyList<RelatedCase> RelatedTo(CaseSight sight) =>
        [.. new[] { Complaints(sight).Select(each => new RelatedCase(AggregateKind.Complaint, each.Number, each.Words)), Incidents(sight), Funds(sight) }.SelectMany(each => each).Where(each => !sight.Unseen.Contains(each.Number))];

    private static IEnumerable<RelatedCase> Incidents(CaseSight sight) => sight.Complaint.Entries.Where(entry => entry.Action == "gather").Select(entry => entry.Data.Text("incident")).OfType<string>().Distinct()
        .Select(number => new RelatedCase(AggregateKind.Incident, number, "列入的群体事件"));

    private static IEnumerable<RelatedCase> Funds(CaseSight sight) => !sight.Institution.May(sight.Actor.Post, Capability.ReadFunds) ? []
        : sight.Complaint.Entries.Where(entry => entry.Data.Flag("from-fund") || entry.Data.Flag("compensation.from-fund")).Select(entry => Fund.NumberOf(entry.At)).Distinct()
            .Select(number => new RelatedCase(AggregateKind.Fund, number, "赔付所用的专项基金"));

    private static List<(string Number, string Words)> Complaints(CaseSight sight)
    {
        var complaint = sight.Complaint;
        var found = complaint.Joined.Select(pair => (pair.Key, $"同一事实，并入本案，{pair.Value} 人")).ToList();
        found.AddRange(complaint.MergedInto is { } into ? [(into, "同一事实，本案并入其中")] : []);
        var linked = complaint.Entries.Where(entry => entry.Action is "link" or "join").Select(entry => entry.Data.Text("to") ?? entry.Data.Text("from")).OfType<string>();
        var parted = complaint.Entries.Where(entry => entry.Action is "unlink" or "part").Select(entry => entry.Data.Text("to") ?? entry.Data.Text("from")).ToHashSet();
        found.AddRange(linked.Distinct().Where(number => found.TrueForAll(known => known.Item1 != number) && !parted.Contains(number)).Select(number => (number, "关联")));
        return found;
    }
}
