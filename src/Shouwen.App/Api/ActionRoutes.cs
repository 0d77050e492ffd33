using Shouwen.App.Web;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

/// <summary>How every route of an action works, whatever it is done to.</summary>
internal static class ActionRoutes
{
    /// <summary>Registers a complaint, opens another matter, hands in a duty: no version is asked for.</summary>
    public static async Task<IResult> OpenAsync(ActionType action, ActionContext context)
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

        return context.WrongChannel(action, input) ?? await AnswerAsync(new(action, null, input, RouteOf(context)) { Key = key, Kind = action.Aggregate }, context);
    }

    /// <summary>Does something to what is there, on the version that the caller saw.</summary>
    public static async Task<IResult> DoAsync(ActionType action, AggregateKind kind, string number, ActionContext context)
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
            return await FileForm.DoAsync(field, kind, number, context, (input, file) => AnswerAsync(new(action, number, input, RouteOf(context)) { Key = key, Version = version, Kind = kind, File = file }, context));
        }

        var (input, problem) = await Requests.BodyAsync(context.Request, context.Cancellation);
        return input is null ? problem! : await AnswerAsync(new(action, number, input, RouteOf(context)) { Key = key, Version = version, Kind = kind }, context);
    }

    private static async Task<IResult> AnswerAsync(ActionRequest request, ActionContext context) =>
        Answers.To(await context.Cases.DoAsync(request, context.Cancellation), request, context.View, context.Response);

    private static string RouteOf(ActionContext context) => $"{context.Request.Method} {context.Request.Path}";
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

    /// <summary>A channel's own system registers complaints, and for its channel only.</summary>
    public IResult? WrongChannel(ActionType action, RawMap input) =>
        who.Channel is { } channel && (action.Aggregate != AggregateKind.Complaint || (input.Values.GetValueOrDefault("channel") is RawScalar { Text: var given } && given != channel))
            ? Problems.Of(403, "other-channel", "Not permitted", $"此密钥只能登记渠道 {channel} 的投诉")
            : null;
}
