using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>Whether somebody sees a complaint, said again from its journal and the letters of the matrix: no query, no row, no method of the product that decides it.</summary>
internal static class Sights
{
    /// <param name="scope">The letter of the line <c>read</c>.</param>
    public static bool Sees(Institution institution, string scope, bool readsConfidential, Person person, Assignment post, Complaint complaint)
    {
        var (me, unit, about) = (person.Id, post.Unit, complaint.Data.Text("about.unit"));
        if (scope == "-" || complaint.Data.Text("about.person") == me || complaint.Entries.Any(entry => entry.Action == "recuse" && entry.Data.Text("person") == me))
        {
            return false;
        }

        var isInHands = complaint.ResponsiblePerson == me || complaint.FirstContact == me || (complaint.Offer?.To is { } to && (to == me || to == unit));
        var asked = complaint.Entries.Where(entry => entry.Action == "ask-co-handler").Select(entry => entry.Data.Text("unit")).ToList();
        var isHandling = isInHands || complaint.ResponsibleUnit == unit || asked.Contains(unit);
        if ((complaint.Data.Text("kind") == "employee-complaint" || complaint.Flags.Contains("confidential")) && !isHandling && !(readsConfidential && about != unit))
        {
            return false;
        }

        var home = institution.Unit(unit)!;
        var top = home.Kind is "department" or "hotline" or "central-unit" ? home.Parent! : unit;
        return scope switch
        {
            "O" => complaint.FirstContact == me,
            "A" => isInHands,
            "*" => true,
            _ => isInHands || new[] { complaint.ResponsibleUnit, about, complaint.AcceptingUnit }.Any(each => IsUnder(institution, each, top)) || asked.Any(each => IsUnder(institution, each, unit)),
        };
    }

    private static bool IsUnder(Institution institution, string? unit, string top)
    {
        for (var at = institution.Unit(unit); at is not null; at = institution.Unit(at.Parent))
        {
            if (at.Id == top)
            {
                return true;
            }
        }

        return false;
    }
}
