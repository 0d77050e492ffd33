using Shouwen.App.Import;
using Shouwen.App.Web;

namespace Shouwen.App.Features.Campaigns;

/// <summary>The tables around a list of customers: an example to fill in, and the lines that cannot be taken.</summary>
internal static class CampaignEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CampaignLinks.Template, (CurrentActor who) => Results.File(SheetFile.Write("名单", CustomerSheet.Example(who.Institution).Prepend(CustomerSheet.Heads)), Workbook, "customers-template.xlsx"))
            .RequireAuthorization(StaffPolicy.Name).RequireCapability("issue-customers");
        routes.MapGet("/campaigns/{number}/list/{id:guid}/errors", async (string number, Guid id, CustomerImports imports, CancellationToken cancellationToken) =>
            await imports.ErrorsAsync(number, id, cancellationToken) is { } file ? Results.File(file, Workbook, "customers-errors.xlsx") : Results.NotFound())
            .RequireAuthorization(StaffPolicy.Name).RequireCapability("issue-customers");
    }
}
