using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Duties;
using Shouwen.Storage.Imports;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Outbox;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>Where things lie.</summary>
/// <param name="DataFolder">Holds <c>keys/</c> and, unless they are set elsewhere, <c>checkpoints/</c> and <c>attachments/</c>.</param>
public sealed record StorageFolders(string DataFolder)
{
    public string Keys => Path.Combine(DataFolder, "keys");

    /// <summary>Should lie on another disk or machine than the database.</summary>
    public string Checkpoints { get; init; } = Path.Combine(DataFolder, "checkpoints");

    /// <summary>Several nodes must share it.</summary>
    public string Attachments { get; init; } = Path.Combine(DataFolder, "attachments");
}

public static class StorageServices
{
    /// <summary>Registers what this project offers. The app adds <see cref="House"/> and <see cref="PolicyParser"/>.</summary>
    /// <param name="database">Names the database: <c>SqliteStorage.Configure</c> or <c>PostgreSqlStorage.Configure</c>.</param>
    public static IServiceCollection AddShouwenStorage(this IServiceCollection services, StorageFolders folders, Action<DbContextOptionsBuilder> database)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddPooledDbContextFactory<ShouwenDbContext>(database)
            .AddSingleton(folders).AddSingleton(_ => KeyRing.Open(folders.Keys))
            .AddSingleton<CommandWriter>().AddSingleton<StreamStore>().AddSingleton<BlindIndexes>().AddSingleton<ComplaintProjection>().AddSingleton<Residue>().AddSingleton<ComplaintStore>()
            .AddSingleton<PolicyShelf>().AddSingleton<CaseReader>().AddSingleton<Neighbourhood>().AddSingleton<DutyBook>().AddSingleton<CustomerVault>().AddSingleton<CustomerCounts>().AddSingleton<ComplaintHandler>().AddSingleton<PolicyRebind>().AddSingleton<ObligationRefresh>().AddSingleton<OrganisationWatch>().AddSingleton<ConfigurationLog>().AddSingleton<AlarmSweep>()
            .AddSingleton<ImportFolder>().AddSingleton<AttachmentFolder>().AddSingleton<AttachmentStore>().AddSingleton<AttachmentSweep>().AddSingleton<AttachmentCheck>()
            .AddSingleton<OutboxDelivery>()
            .AddSingleton<CheckpointWriter>().AddSingleton<JournalVerifier>().AddSingleton<MasterKeyRotation>().AddSingleton<BackupWriter>();
    }
}
