using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Shouwen.App.Web;

/// <summary>How many requests a minute one person, API key or unknown address may make; one that floods us does not slow the others down.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services, ShouwenOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options));
        limiter.OnRejected = RejectAsync;
    });

    private static RateLimitPartition<string> Partition(HttpContext context, ShouwenOptions options)
    {
        var user = context.User;
        var known = user.FindFirstValue(ActorClaims.Key) ?? user.FindFirstValue(ActorClaims.Person);
        return known is null
            ? Bucket($"address {context.Connection.RemoteIpAddress}", options.AnonymousRequestsPerMinute)
            : Bucket($"known {known}", options.RequestsPerMinute);
    }

    private static RateLimitPartition<string> Bucket(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    private static ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
