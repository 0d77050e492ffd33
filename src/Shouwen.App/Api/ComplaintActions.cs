using Shouwen.App.Web;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

/// <summary>One route for each action of the catalogue, all handled alike.</summary>
internal static class ComplaintActions
{
    private const string Register = "register";

    /// <summary>What people may do to a complaint: everything but what the system does by itself.</summary>
    public static IEnumerable<ActionType> All => ActionCatalogue.All.Where(action => action is { Aggregate: AggregateKind.Complaint, IsSystemOnly: false });

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var action in All)
        {
            var route = action.Name == Register
                ? api.MapPost("/complaints", (ActionContext context) => RegisterAsync(action, context)).Produces<ActionAnswer>(StatusCodes.Status201Created)
                : api.MapPost($"/complaints/{{number}}/{action.Name}", (string number, ActionContext context) => DoAsync(action, number, context)).Produces<ActionAnswer>();
            route.WithName(action.Name).WithSummary(action.Label).WithTags(action.Name == Register ? "complaints" : "actions").WithMetadata(action)
                .RequireAuthorization(ApiPolicy.Write);
        }

        api.MapPost("/complaints/{number}/{action}", Unknown).RequireAuthorization(ApiPolicy.Write).ExcludeFromDescription();
    }

    private static async Task<IResult> RegisterAsync(ActionType action, ActionContext context)
    {
        if (Requests.Key(context.Request) is not { } key)
        {
            return Problems.KeyMissing();
        }

        var (input, problem) = await Requests.BodyAsync(context.Request, context.Cancellation);
        if (input is null)
        {
            return problem!; // one of the two is there
        }

        return context.WrongChannel(input) ?? await AnswerAsync(new(action, null, input, RouteOf(context)) { Key = key }, context);
    }

    private static async Task<IResult> DoAsync(ActionType action, string number, ActionContext context)
    {
        if (Requests.Key(context.Request) is not { } key)
        {
            return Problems.KeyMissing();
        }

        var (version, wrongVersion) = Requests.Version(context.Request);
        if (version is null)
        {
            return wrongVersion!; // one of the two is there
        }

        if (action.FileField is { } field)
        {
            return await FileForm.DoAsync(field, number, context, (input, file) => AnswerAsync(new(action, number, input, RouteOf(context)) { Key = key, Version = version, File = file }, context));
        }

        var (input, problem) = await Requests.BodyAsync(context.Request, context.Cancellation);
        return input is null ? problem! : await AnswerAsync(new(action, number, input, RouteOf(context)) { Key = key, Version = version }, context);
    }

    private static async Task<IResult> AnswerAsync(ActionRequest request, ActionContext context) =>
        Answers.To(await context.Cases.DoAsync(request, context.Cancellation), request.Action, request.Number, context.View, context.Response);

    private static string RouteOf(ActionContext context) => $"{context.Request.Method} {context.Request.Path}";

    private static IResult Unknown(string action) =>
        Problems.Of(404, "unknown-action", "No such action", $"没有名为“{action}”的动作{Nearest.Hint(action, All.Select(known => known.Name))}");
}

/// <summary>What a route of an action works with.</summary>
internal sealed class ActionContext(IHttpContextAccessor accessor, Cases cases, CaseView view, CurrentActor who, UploadReader uploads)
{
    public HttpRequest Request => Http.Request;

    public HttpResponse Response => Http.Response;

    public CancellationToken Cancellation => Http.RequestAborted;

    public Cases Cases => cases;

    public CaseView View => view;

    public UploadReader Uploads => uploads;

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>A channel's own system registers for its channel only.</summary>
    public IResult? WrongChannel(RawMap input) =>
        who.Channel is { } channel && input.Values.GetValueOrDefault("channel") is RawScalar { Text: var given } && given != channel
            ? Problems.Of(403, "other-channel", "Not permitted", $"此密钥只能登记渠道 {channel} 的投诉")
            : null;
}
