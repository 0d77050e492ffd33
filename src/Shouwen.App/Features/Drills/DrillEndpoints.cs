using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Features.Matters;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Features.Drills;

/// <summary>Entering, leaving and ending an exercise on the real server; in the room, moving its clock.</summary>
internal static class DrillEndpoints
{
    /// <summary>A week: further at once would be a slip, and the clock never goes back.</summary>
    private const int MostMinutes = 7 * 24 * 60;

    public static void AddDrills(this IServiceCollection services) => services.AddSingleton<Scenarios>().AddSingleton<DrillRooms>().AddSingleton<DrillDoor>();

    public static void HandOverToRooms(this WebApplication app) => app.Use((context, next) => context.RequestServices.GetRequiredService<DrillDoor>().PassAsync(context, next));

    public static void MapDrills(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DrillLinks.Door + "/{number}/enter", EnterAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(DrillLinks.Door + "/{number}/end", EndAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability("record-drill").WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapGet(DrillLinks.Leave, Leave).RequireAuthorization(StaffPolicy.Name).OpenToStaff();
    }

    /// <summary>What there is only in a room.</summary>
    public static void MapExercise(this IEndpointRouteBuilder routes) =>
        routes.MapPost(DrillLinks.Skip, SkipAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability("start-drill").WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> EnterAsync(string number, HttpContext context, Cases cases, DrillRooms rooms, DrillDoor door, Flash flash)
    {
        if (!await cases.IsVisibleAsync(AggregateKind.Drill, number, context.RequestAborted))
        {
            return Results.NotFound();
        }

        if (await rooms.EnterAsync(number, context.RequestAborted) is null)
        {
            flash.Show(FlashKind.Refused, "演练还没有开始，或者已经结束");
            return Results.LocalRedirect(MatterLinks.Page(AggregateKind.Drill, number));
        }

        door.Let(context, number);
        return Results.LocalRedirect("/");
    }

    private static IResult Leave(HttpContext context, DrillDoor door)
    {
        var number = door.NumberOf(context);
        door.Leave(context);
        return Results.LocalRedirect(number is null ? MatterLinks.List(AggregateKind.Drill) : MatterLinks.Page(AggregateKind.Drill, number));
    }

    // The score is taken down before the room goes; a room that is gone cannot be scored twice.
    private static async Task<IResult> EndAsync(string number, HttpContext context, Cases cases, DrillRooms rooms, ComplaintHandler handler, CurrentActor who, Flash flash)
    {
        if (!await cases.IsVisibleAsync(AggregateKind.Drill, number, context.RequestAborted))
        {
            return Results.NotFound();
        }

        if (await rooms.FindAsync(number, context.RequestAborted) is not { } room)
        {
            flash.Show(FlashKind.Refused, "演练室还没有打开过，没有可以评分的内容");
            return Results.LocalRedirect(MatterLinks.Page(AggregateKind.Drill, number));
        }

        var score = await room.ScoreAsync(context.RequestAborted);
        var result = await handler.HandleAsync(new("end-drill", EndInput(score, who.Person.Id), Actor.System) { Number = number, Kind = AggregateKind.Drill }, context.RequestAborted);
        if (result is Done)
        {
            await rooms.CloseAsync(number);
            flash.Show(FlashKind.Done, "演练已结束并评分，演练室里的内容已经删除。请记下教训");
        }
        else
        {
            flash.Show(FlashKind.Refused, result is Refused refused ? string.Join("；", refused.Refusals.Select(refusal => refusal.Sentence)) : "评分没有记下，演练室还开着，请再试一次");
        }

        return Results.LocalRedirect(MatterLinks.Page(AggregateKind.Drill, number));
    }

    private static RawMap EndInput(DrillScore score, string by) => Input.Map(
        ("by", by),
        ("results", score.Rules.Where(rule => rule.Met + rule.Late + rule.Missed > 0).Select(rule => (object)Input.Map(
            ("clause", rule.Clause), ("name", rule.Name), ("met", (decimal)rule.Met), ("late", (decimal)rule.Late), ("missed", (decimal)rule.Missed), ("minutes", (object?)(decimal?)rule.Minutes), ("allowed", (decimal)rule.Allowed))).ToList()));

    private static async Task<IResult> SkipAsync([FromForm] string by, [FromForm] string? to, HttpContext context, Director director)
    {
        await (int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? director.SkipAsync(TimeSpan.FromMinutes(Math.Min(minutes, MostMinutes)), context.RequestAborted) : director.SkipToNextAsync(context.RequestAborted));
        return Results.LocalRedirect(LocalPath.Or(to, "/"));
    }
}
