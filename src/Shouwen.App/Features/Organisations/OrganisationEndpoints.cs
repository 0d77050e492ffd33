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
        routes.MapGet(OrganisationLinks.Export, (CurrentActor who) => Administers(who)
            ? Results.File(SheetFile.Write("人员", PeopleSheet.Of(who.Institution, who.Institution.ReachOf(who.Post.Unit)).Prepend(PeopleSheet.Heads)), Workbook, "people.xlsx") : Results.NotFound()).RequireAuthorization(StaffPolicy.Name);
        routes.MapGet(OrganisationLinks.Template, (CurrentActor who) => Administers(who)
            ? Results.File(SheetFile.Write("人员", PeopleSheet.Example(who.Institution).Prepend(PeopleSheet.Heads)), Workbook, "people-template.xlsx") : Results.NotFound()).RequireAuthorization(StaffPolicy.Name);
    }

    private static bool Administers(CurrentActor who) => who.Institution.Posts[who.Post.Post].Administers();
}
