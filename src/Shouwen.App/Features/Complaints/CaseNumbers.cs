using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>The other cases that the entries of a case name.</summary>
public static class CaseNumbers
{
    public static IReadOnlyCollection<string> In(Complaint complaint) => [.. complaint.Entries.SelectMany(In).Distinct()];

    private static IEnumerable<string> In(Entry entry) => entry.Action switch
    {
        "link" or "unlink" => One(entry, "to"),
        "join" or "part" => One(entry, "from"),
        "gather" or "leave-incident" => One(entry, "incident"),
        "draw-fund" or "commit-fund" => One(entry, "complaint"),
        "remove-complaint" or "receive-complainant" => One(entry, "of"),
        "open-incident" or "add-complaints" or "detect" => entry.Data.Texts("complaints"),
        _ => [],
    };

    private static string[] One(Entry entry, string path) => entry.Data.Text(path) is { } number ? [number] : [];
}
