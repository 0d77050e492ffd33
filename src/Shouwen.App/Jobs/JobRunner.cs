namespace Shouwen.App.Jobs;

/// <summary>Runs each job of the schedule by itself. A run that fails is logged, and the job is tried again when it is due next.</summary>
internal sealed partial class JobRunner(IServiceProvider services, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Schedule.Jobs.Select(job => Task.Run(() => RepeatAsync(job, stoppingToken), CancellationToken.None)));

    private async Task RepeatAsync(Job job, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await job.RunAsync(services, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested) // any: the server goes on without this run
            {
                LogFailure(job.Name, failure);
            }

            await Task.Delay(job.Every, clock, stopping);
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Name} failed and will be tried again.")]
    private partial void LogFailure(string name, Exception failure);
}
