using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Web;

/// <summary>
/// How many requests a minute one person, API key or unknown address may make, and how many of those that cost us most: signing in, searching,
/// sending files. One that floods us does not slow the others down.
/// </summary>
internal static class RequestLimits
{
    private static readonly string[] SearchWords = ["q", "number", "phone", "name"];

    public static void AddRequestLimits(this IServiceCollection services, ShouwenOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => Usual(context, options)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => Costly(context, options)));
        limiter.OnRejected = RejectAsync;
    });

    private static RateLimitPartition<string> Usual(HttpContext context, ShouwenOptions options) =>
        Caller(context) is { } caller ? Bucket(caller, options.RequestsPerMinute) : Bucket(Address(context), options.AnonymousRequestsPerMinute);

    private static RateLimitPartition<string> Costly(HttpContext context, ShouwenOptions options)
    {
        var (route, isPost, caller) = ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", HttpMethods.IsPost(context.Request.Method), Caller(context) ?? Address(context));
        return isPost && route.StartsWith(StaffSession.SignInPath, StringComparison.OrdinalIgnoreCase) ? Bucket("sign-in " + Address(context), options.SignInsPerMinute)
            : isPost && Upload.Is(context.Request) ? Bucket("upload " + caller, options.UploadsPerMinute)
            : !isPost && IsSearch(route, context.Request.Query) ? Bucket("search " + caller, options.SearchesPerMinute)
            : RateLimitPartition.GetNoLimiter("");
    }

    // The API's list is read by programs, page after page; pages of ours only when something is looked for.
    private static bool IsSearch(string route, IQueryCollection query) =>
        route == Api.Paths.Root + "/complaints" || (route == "/complaints" && SearchWords.Any(word => !string.IsNullOrWhiteSpace(query[word])));

    private static string? Caller(HttpContext context) => (context.User.FindFirstValue(ActorClaims.Key) ?? context.User.FindFirstValue(ActorClaims.Person)) is { } known ? "known " + known : null;

    private static string Address(HttpContext context) => $"address {context.Connection.RemoteIpAddress}";

    private static RateLimitPartition<string> Bucket(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (!ErrorPages.IsForPrograms(rejected.HttpContext))
        {
            await PlainPage.ShowAsync(response, cancellationToken);
        }
    }
}
