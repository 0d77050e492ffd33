using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Api;

/// <summary>Opening incidents, campaigns, funds and their like, and what may be done to each; handing in periodic duties.</summary>
internal static class MatterActions
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var kind in AggregateKinds.Matters)
        {
            var (folder, opening) = (Paths.Folder(kind), ActionCatalogue.Opening(kind));
            Describe(api.MapPost($"/{folder}", (ActionContext context) => ActionRoutes.OpenAsync(opening, context)).Produces<ActionAnswer>(StatusCodes.Status201Created), opening, opening.Name);
            foreach (var action in ActionCatalogue.OpenTo(kind))
            {
                Describe(api.MapPost($"/{folder}/{{number}}/{action.Name}", (string number, ActionContext context) => ActionRoutes.DoAsync(action, kind, number, context)).Produces<ActionAnswer>(), action, $"{kind.Word()}-{action.Name}");
            }
        }

        var submit = ActionCatalogue.Get("submit");
        Describe(api.MapPost("/duties/submit", (ActionContext context) => ActionRoutes.OpenAsync(submit, context)).Produces<ActionAnswer>(StatusCodes.Status201Created), submit, submit.Name);
        api.MapPost("/matters/{kind}/{number}/{action}", Unknown).RequireAuthorization(ApiPolicy.Write).RequireCapability(Capability.ReadCases).ExcludeFromDescription();
    }

    private static void Describe(RouteHandlerBuilder route, ActionType action, string name) =>
        route.WithName(name).WithSummary(action.Label).WithTags(action.Aggregate == AggregateKind.Duty ? "duties" : "matters").WithMetadata(action)
            .RequireAuthorization(ApiPolicy.Write).RequireCapability(action.Name);

    private static IResult Unknown(string kind, string action) => AggregateKinds.Matter(kind) is { } known
        ? Problems.Of(404, "unknown-action", "No such action", $"{known.Label()}没有名为“{action}”的动作{Nearest.Hint(action, ActionCatalogue.OpenTo(known).Select(each => each.Name))}")
        : MatterReading.NoSuchKind(kind);
}
