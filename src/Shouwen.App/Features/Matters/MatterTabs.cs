using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;

namespace Shouwen.App.Features.Matters;

/// <summary>The tabs of a matter; each is an address of its own.</summary>
public static class MatterTabs
{
    public const string History = "history", Duties = "duties", Proof = "proof";

    public static string Known(string? tab) => tab is Duties or Proof ? tab : History;

    public static IReadOnlyList<TabItem> Of(CaseSight sight, string chosen)
    {
        (string Tab, string Name, int? Count)[] tabs = [(History, "过程", sight.Complaint.Version), (Duties, "义务", sight.Obligations.Count), (Proof, "校验", null)];
        return [.. tabs.Select(tab => new TabItem(tab.Name, MatterLinks.Tab(sight.Complaint.Kind, sight.Number, tab.Tab), tab.Tab == chosen, tab.Count))];
    }
}
