using Shouwen.Domain.Institutions;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Web;

// Customers on the lists of campaigns: those of the unit and below, and one's own.
public static partial class Scope
{
    /// <summary>Customers that were issued and are in sight; one who is looked after by oneself always is.</summary>
    public static IQueryable<CampaignCustomerRow> VisibleTo(this IQueryable<CampaignCustomerRow> customers, CurrentActor who)
    {
        var issued = customers.Where(row => row.IsIssued);
        var person = who.Person.Id;
        if (who.Channel is not null || who.Institution.SightOf(who.Actor) == Sight.Nothing)
        {
            return issued.Where(row => false);
        }

        if (who.Institution.SightOf(who.Actor) == Sight.Assigned)
        {
            return issued.Where(row => row.Manager == person);
        }

        var units = DutyUnits(who.Actor, who.Institution).ToList();
        return units.Count == who.Institution.Units.Count ? issued : issued.Where(row => row.Manager == person || units.Contains(row.Unit));
    }
}
