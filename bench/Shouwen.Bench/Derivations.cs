using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;

namespace Shouwen.Bench;

/// <summary>How fast rules are applied in memory, on one thread.</summary>
internal static class Derivations
{
    public static void Measure(IReadOnlyList<Complaint> complaints, TimeSpan length, Findings findings)
    {
        var institution = Workshop.Book.Institutions["sample-bank"];
        var calendar = new Calendar(Workshop.Book.Holidays, TimeZoneInfo.FindSystemTimeZoneById(institution.TimeZone), institution.Graces, institution.ClosingDays);
        var policies = Workshop.Book.VersionsOf(institution.Adopts).ToList();
        var now = complaints.Max(complaint => complaint.Entries[^1].At);
        var cases = complaints.Select(complaint => (complaint, Surroundings: new Surroundings(institution, [.. policies.Where(policy => policy.IsInForceOn(calendar.DateOf(complaint.ReceivedAt)))], calendar))).ToList();
        var whole = PerSecond(cases, length, each => Derivation.Of(each.complaint, each.Surroundings, now));
        var begun = cases.ConvertAll(each => (complaint: Complaint.From(each.complaint.Entries.Take(1)), each.Surroundings));
        findings.Add(new("in memory", 0, $"obligations of a complaint derived, {complaints.Average(complaint => complaint.Entries.Count):F1} entries each", whole, "a second and core"));
        findings.Add(new("in memory", 0, "obligations of a complaint derived at its registration", PerSecond(begun, length, each => Derivation.Of(each.complaint, each.Surroundings, now)), "a second and core"));
        findings.Add(new("in memory", 0, $"stories played, of {Workshop.Book.StoryFiles.Count()}", PerSecond([.. Workshop.Book.StoryFiles], length, file => Workshop.Book.Play(file)), "a second and core"));
    }

    // By processor time: what else the machine does is not counted.
    private static double PerSecond<T>(IReadOnlyList<T> items, TimeSpan length, Action<T> once)
    {
        foreach (var item in items)
        {
            once(item); // warms up
        }

        var (begun, done) = (Environment.CpuUsage.TotalTime, 0);
        while (Environment.CpuUsage.TotalTime - begun < length)
        {
            once(items[done++ % items.Count]);
        }

        return done / (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
    }
}
