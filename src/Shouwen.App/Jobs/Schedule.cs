using Shouwen.App.Features.Campaigns;
using Shouwen.App.Features.Exports;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Import;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Outbox;

namespace Shouwen.App.Jobs;

/// <summary>Work that the server does again and again.</summary>
/// <param name="Every">From the end of one run to the next; the first run is right after the start.</param>
internal sealed record Job(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>The list of all recurring work.</summary>
internal static class Schedule
{
    public static readonly IReadOnlyList<Job> Jobs =
    [
        new("alarms", TimeSpan.FromSeconds(30), (services, cancellation) => services.GetRequiredService<AlarmSweep>().RunAsync(cancellation)),
        new("messages", TimeSpan.FromSeconds(5), (services, cancellation) => services.GetRequiredService<OutboxDelivery>().RunAsync(cancellation)),
        new("organisation", TimeSpan.FromSeconds(3), (services, cancellation) => services.GetRequiredService<OrganisationWatch>().FollowAsync(cancellation)),
        new("checkpoint", TimeSpan.FromMinutes(10), (services, cancellation) => services.GetRequiredService<CheckpointWriter>().WriteAsync(cancellation)),
        new("customer lists", TimeSpan.FromSeconds(2), (services, cancellation) => services.GetRequiredService<CustomerReading>().RunAsync(cancellation)),
        new("exports", TimeSpan.FromSeconds(1), (services, cancellation) => services.GetRequiredService<ExportMaking>().RunAsync(cancellation)),
        new("read ledgers", TimeSpan.FromSeconds(2), (services, cancellation) => services.GetRequiredService<LedgerWork>().ReadAsync(cancellation)),
        new("import ledgers", TimeSpan.FromSeconds(2), (services, cancellation) => services.GetRequiredService<LedgerWork>().ImportAsync(cancellation)),
        new("sweep ledgers", TimeSpan.FromMinutes(15), (services, _) => services.GetRequiredService<LedgerWork>().SweepAsync()),
        new("sweep exports", TimeSpan.FromMinutes(15), (services, cancellation) => services.GetRequiredService<ExportSweep>().RunAsync(cancellation)),
        new("wipe residue", TimeSpan.FromHours(6), (services, cancellation) => services.GetRequiredService<Residue>().WipeAsync(cancellation)), // of a destruction that a crash or a reader interrupted
        new("sweep attachments", TimeSpan.FromHours(6), (services, cancellation) => services.GetRequiredService<AttachmentSweep>().RunAsync(cancellation)),
        new("forget sign-ins", TimeSpan.FromHours(1), (services, cancellation) => services.GetRequiredService<SignInSweep>().RunAsync(cancellation)),
    ];

    public static void AddJobs(this IServiceCollection services) => services.AddHostedService<JobRunner>();
}
