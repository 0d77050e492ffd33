using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Matters;

/// <summary>How far one unit has come with a maturing product.</summary>
/// <param name="Script">Whether it confirmed the script that is valid now.</param>
/// <param name="Materials">Posted and found up; false: posted since the last check; null: not posted, or found missing at the last check.</param>
public sealed record CampaignUnit(OrgUnit Unit, bool Script, bool Training, int Issued, int Assigned, int Contacted, int Reached, int Redeem, int Renew, int Complains, bool? Materials);

/// <summary>The campaign's preparation as its journal tells it: plans, script, and each unit that was named.</summary>
public sealed record CampaignProgress(IReadOnlyList<string> Plans, string? ScriptVersion, int Trainings, IReadOnlyList<CampaignUnit> Units)
{
    private static readonly string[] OfUnits = ["confirm-script", "confirm-training", "issue-customers", "post-materials", "check-materials"];

    public static CampaignProgress Of(Complaint campaign, Institution institution)
    {
        var entries = campaign.Entries;
        var script = entries.LastOrDefault(entry => entry.Action == "publish-script");
        var named = entries.Select(entry => UnitOf(entry, institution)).OfType<string>().ToHashSet();
        return new(
            [.. entries.Where(entry => entry.Action == "approve-plan").Select(entry => entry.Data.Text("plan")).OfType<string>().Distinct()],
            script?.Data.Text("version"),
            entries.Count(entry => entry.Action == "hold-training"),
            [.. institution.Units.Where(unit => named.Contains(unit.Id)).Select(unit => Unit(unit, [.. entries.Where(entry => UnitOf(entry, institution) == unit.Id)], script?.Position ?? 0))]);
    }

    private static CampaignUnit Unit(OrgUnit unit, IReadOnlyList<Entry> entries, int script)
    {
        var contacts = entries.Where(entry => entry.Action == "record-customer-contact").ToList();
        return new(
            unit,
            entries.Any(entry => entry.Action == "confirm-script" && entry.Position > script),
            entries.Any(entry => entry.Action == "confirm-training"),
            (int)entries.Where(entry => entry.Action == "issue-customers").Sum(entry => entry.Data.Number("count") ?? 0),
            entries.Where(entry => entry.Action == "assign-customers").Sum(entry => entry.Data.List("customers").Count),
            contacts.Count,
            contacts.Count(entry => entry.Data.Flag("reached")),
            contacts.Count(entry => entry.Data.Flag("agrees-to-redeem")),
            contacts.Count(entry => entry.Data.Flag("agrees-to-renew")),
            contacts.Count(entry => entry.Data.Flag("complains")),
            entries.LastOrDefault(entry => entry.Action is "post-materials" or "check-materials") switch { { Action: "post-materials" } => false, { } check when check.Data.Flag("up") => true, _ => null });
    }

    // The unit that an entry is about: named by it, of the person it gives customers to, or of whoever made the contact.
    private static string? UnitOf(Entry entry, Institution institution) => entry.Action switch
    {
        "assign-customers" => institution.Person(entry.Data.Text("person"))?.Usual?.Unit,
        "record-customer-contact" => entry.Actor.Unit,
        var action => OfUnits.Contains(action) ? entry.Data.Text("unit") : null,
    };
}
