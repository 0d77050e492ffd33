using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Api;

/// <summary>One route for each action of the catalogue, all handled alike.</summary>
internal static class ComplaintActions
{
    private const string Register = "register";

    /// <summary>What people may do to a complaint: everything but what the system does by itself.</summary>
    public static IEnumerable<ActionType> All => ActionCatalogue.OpenTo(AggregateKind.Complaint).Prepend(ActionCatalogue.Get(Register));

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var action in All)
        {
            var route = action.Name == Register
                ? api.MapPost("/complaints", (ActionContext context) => ActionRoutes.OpenAsync(action, context)).Produces<ActionAnswer>(StatusCodes.Status201Created)
                : api.MapPost($"/complaints/{{number}}/{action.Name}", (string number, ActionContext context) => ActionRoutes.DoAsync(action, AggregateKind.Complaint, number, context)).Produces<ActionAnswer>();
            route.WithName(action.Name).WithSummary(action.Label).WithTags(action.Name == Register ? "complaints" : "actions").WithMetadata(action)
                .RequireAuthorization(ApiPolicy.Write).RequireCapability(action.Name);
        }

        api.MapPost("/complaints/{number}/{action}", Unknown).RequireAuthorization(ApiPolicy.Write).RequireCapability(Capability.ReadCases).ExcludeFromDescription();
    }

    private static IResult Unknown(string action) =>
        Problems.Of(404, "unknown-action", "No such action", $"没有名为“{action}”的动作{Nearest.Hint(action, All.Select(known => known.Name))}");
}
