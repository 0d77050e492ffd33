using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Matters;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Incidents;

/// <summary>Gives the course of an incident as a document to whoever may export and sees the incident; each is written down before it leaves.</summary>
internal static class DocumentEndpoint
{
    public static string Path(string number) => $"{MatterLinks.Page(AggregateKind.Incident, number)}/document";

    public static void MapIncidentDocument(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matters/incident/{number}/document", SendAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.Export).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> SendAsync(string number, [FromForm] string? reason, CaseDesk desk, IncidentFollowUp followUp, AccessLog log, CurrentActor who, House house, Flash flash, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(AggregateKind.Incident, number, cancellationToken) is not { } sight)
        {
            return Results.NotFound();
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(sight.Href);
        }

        var deliveries = await followUp.DeliveriesAsync(number, cancellationToken);
        await log.RecordAsync(sight.Number, "incident-export", reason.Trim(), cancellationToken);
        var mark = OfficeFile.Watermark($"群体事件 {sight.Number} 处置过程", reason.Trim(), who, house, clock);
        var name = string.Create(CultureInfo.InvariantCulture, $"incident-{sight.Number}-{desk.Now:yyyyMMdd-HHmm}.docx");
        return Results.File(WordFile.Write(mark, new IncidentDocument(sight, deliveries).Parts), WordFile.ContentType, name);
    }
}
