using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>Recognises a customer who complains again after having been recorded as satisfied.</summary>
public static class Repeats
{
    /// <param name="registration">Fields of the new complaint.</param>
    /// <param name="earlier">Complaints that may be the same customer's.</param>
    public static bool IsAfterSatisfied(Fields registration, IEnumerable<Complaint> earlier) => earlier.Any(complaint => IsSatisfied(complaint) && IsSameCustomer(registration, complaint));

    private static bool IsSatisfied(Complaint complaint) =>
        complaint.Entries.LastOrDefault(entry => entry.Action == "call-back" && entry.Data.Text("of") == "complainant")?.Data.Flag("satisfied") == true;

    // By phone or identity number; by name only where neither side gave one.
    private static bool IsSameCustomer(Fields registration, Complaint complaint) =>
        registration.Groups("complainants").Any(now => complaint.Data.Groups("complainants").Any(then => IsSame(now, then)));

    private static bool IsSame(Fields now, Fields then) => Shared(now, then, "phone") || Shared(now, then, "id-number") || (!HasKey(now) && !HasKey(then) && Shared(now, then, "name"));

    private static bool Shared(Fields now, Fields then, string field) => now.Text(field) is { } value && value == then.Text(field);

    private static bool HasKey(Fields who) => who.Has("phone") || who.Has("id-number");
}
