using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Incidents;

/// <summary>Who receives the complainants of which complaint, and where; the last word counts.</summary>
public static class Receptions
{
    public static IReadOnlyDictionary<string, Entry> Of(CaseSight sight) => sight.Complaint.Entries.Where(entry => entry.Action == "receive-complainant")
        .GroupBy(entry => entry.Data.Text("of") ?? "").ToDictionary(same => same.Key, same => same.Last());
}
