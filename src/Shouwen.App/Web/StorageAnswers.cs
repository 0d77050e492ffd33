using Shouwen.App.Api;

namespace Shouwen.App.Web;

/// <summary>Answers a request that failed because of the storage: 507 when the disk is full, 503 when the database is away; with a word on when to try again.</summary>
internal static partial class StorageAnswers
{
    private const string SoonSeconds = "5", LaterSeconds = "30";

    public static void UseStorageAnswers(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && StorageFailures.Of(failure) is not null)
        {
            LogFailure(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageAnswers)), context.Request.Method, failure);
            await AnswerAsync(context, StorageFailures.Of(failure)!.Value); // the filter has seen that it has one
        }
    });

    private static Task AnswerAsync(HttpContext context, StorageFailure failure)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = failure == StorageFailure.Full ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = failure == StorageFailure.Full ? LaterSeconds : SoonSeconds;
        response.Headers.CacheControl = "no-store";
        return ErrorPages.IsForPrograms(context) ? Problems.Of(failure).ExecuteAsync(context) : PlainPage.ShowAsync(response, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "The storage failed a {Method} request.")]
    private static partial void LogFailure(ILogger log, string method, Exception failure);
}
