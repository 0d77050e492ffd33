using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>Tells a proxy and a supervisor whether the process runs, whether it can work, and what is in the way.</summary>
internal static class Health
{
    public const string Prefix = "/health";
    public const string LivePath = Prefix + "/live";
    public const string ReadyPath = Prefix + "/ready";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DiskHealth>("disk");

    /// <summary><c>live</c>: 200 while the process answers. <c>ready</c>: 503 when it can do nothing, for want of its database; 200 with <c>degraded</c> and the causes while it can still read.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LivePath, () => TypedResults.Ok(new HealthView("live", []))).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        routes.MapGet(ReadyPath, ReadyAsync).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var causes = report.Entries.Values.Select(entry => entry.Description).OfType<string>().ToList();
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(new HealthView("unavailable", causes), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new HealthView(report.Status == HealthStatus.Degraded ? "degraded" : "ready", causes));
    }

    /// <param name="Status"><c>live</c>, <c>ready</c>, <c>degraded</c> or <c>unavailable</c>.</param>
    /// <param name="Causes">A Chinese sentence for each thing in the way.</param>
    private sealed record HealthView(string Status, IReadOnlyList<string> Causes);
}

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<ShouwenDbContext> contexts) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var database = await contexts.CreateDbContextAsync(patience.Token);
            await database.Owner.AnyAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested) // whatever it is: it cannot be read
        {
            return HealthCheckResult.Unhealthy("数据库连不上", away);
        }
    }
}

/// <summary>Whether there is room where we write.</summary>
internal sealed class DiskHealth(StorageFolders folders) : IHealthCheck
{
    private const long Megabyte = 1 << 20;
    private const long LeastFree = 32 * Megabyte;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var causes = new[] { ("数据", folders.DataFolder), ("附件", folders.Attachments), ("检查点", folders.Checkpoints) }.Select(folder => CauseOf(folder.Item1, folder.Item2)).OfType<string>().ToList();
        return Task.FromResult(causes.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("；", causes)));
    }

    // Folders that are made when first needed may not be there yet; what they will stand in is the data folder.
    private string? CauseOf(string called, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Path.GetDirectoryName(folder) == Path.GetFullPath(folders.DataFolder) ? null : $"{called}文件夹不在";
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free < LeastFree ? $"{called}所在的磁盘只剩 {free / Megabyte} MB" : null;
    }
}
