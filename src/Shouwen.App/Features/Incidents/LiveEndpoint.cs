using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Incidents;

/// <summary>
/// Tells a page that a matter has changed: server-sent events <c>changed</c> with the version, from any node, within a second. Nothing of the matter itself is sent; the page fetches it as anybody
/// does. Whoever loses sight of it hears nothing more, and after some minutes the browser asks anew, as who it is then.
/// </summary>
internal static class LiveEndpoint
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), AtMost = TimeSpan.FromMinutes(5), Beat = TimeSpan.FromSeconds(20);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matters/{kind}/{number}/live", AnswerAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases);

    // Whoever asks for anything else than a stream gets the version once.
    private static async Task<IResult> AnswerAsync(string kind, string number, HttpContext http, IDbContextFactory<ShouwenDbContext> database, CurrentActor who, TimeProvider clock)
    {
        if (AggregateKinds.Matter(kind) is not { } known || await VersionAsync(known, number, database, who, http.RequestAborted) is not { } version)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
        {
            return Results.Json(new { version });
        }

        http.Response.Headers["X-Accel-Buffering"] = "no"; // proxies pass each event on at once
        return TypedResults.ServerSentEvents(WatchAsync(known, number, database, who, clock, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(
        AggregateKind kind, string number, IDbContextFactory<ShouwenDbContext> database, CurrentActor who, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (begun, said, last) = (clock.GetUtcNow(), clock.GetUtcNow(), -1);
        while (clock.GetUtcNow() - begun < AtMost && await VersionAsync(kind, number, database, who, cancellation) is { } version)
        {
            if (version != last || clock.GetUtcNow() - said >= Beat)
            {
                yield return new(version.ToString(CultureInfo.InvariantCulture), version == last ? "beat" : "changed"); // a beat keeps proxies from closing the line
                (last, said) = (version, clock.GetUtcNow());
            }

            await Task.Delay(Every, clock, cancellation);
        }
    }

    private static async Task<int?> VersionAsync(AggregateKind kind, string number, IDbContextFactory<ShouwenDbContext> database, CurrentActor who, CancellationToken cancellation)
    {
        await using var db = await database.CreateDbContextAsync(cancellation);
        return await db.Matters.AsNoTracking().VisibleTo(who).Where(row => row.Kind == kind && row.Number == number).Select(row => (int?)row.Version).SingleOrDefaultAsync(cancellation);
    }
}
