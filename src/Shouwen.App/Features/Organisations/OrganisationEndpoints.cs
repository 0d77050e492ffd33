using Shouwen.App.Import;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Organisations;

/// <summary>The people of the units that one administers, as a workbook, and an empty one to fill in.</summary>
internal static class OrganisationEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapOrganisation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(OrganisationLinks.Export, (CurrentActor who, string? list) => list == "units"
            ? Results.File(SheetFile.Write("单位", PeopleSheet.UnitsOf(who.Institution, who.Institution.ReachOf(who.Post.Unit)).Prepend(PeopleSheet.UnitHeads)), Workbook, "units.xlsx")
            : Results.File(SheetFile.Write("人员", PeopleSheet.Of(who.Institution, who.Institution.ReachOf(who.Post.Unit)).Prepend(PeopleSheet.Heads)), Workbook, "people.xlsx")).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadOrganisation);
        routes.MapGet(OrganisationLinks.Template, (CurrentActor who) =>
            Results.File(SheetFile.Write("人员", PeopleSheet.Example(who.Institution).Prepend(PeopleSheet.Heads)), Workbook, "people-template.xlsx")).RequireAuthorization(StaffPolicy.Name).RequireCapability("import-organisation");
    }
}
