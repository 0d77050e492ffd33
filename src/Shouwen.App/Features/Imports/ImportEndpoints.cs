using System.Text;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Imports;

/// <summary>What one takes away from a ledger: its mapping, for the command, and the rows that were not taken.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ImportLinks.Home + "/{id:guid}/mapping", async (Guid id, LedgerDesk desk, CancellationToken cancellationToken) =>
            desk.Find(id) is { Plan: { } plan } job ? Results.File(Encoding.UTF8.GetBytes(await desk.MappingAsync(job, plan, cancellationToken)), "application/yaml; charset=utf-8", "ledger-mapping.yaml") : Results.NotFound())
            .RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Import);
        routes.MapGet(ImportLinks.Home + "/{id:guid}/rejected", (Guid id, LedgerDesk desk, CancellationToken cancellationToken) =>
            desk.Find(id) is { RejectedLength: > 0 } job ? Results.Stream(body => desk.WriteRejectedAsync(job, body, cancellationToken), "text/csv; charset=utf-8", "ledger-rejected.csv") : Results.NotFound())
            .RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Import);
    }
}
