using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Rectifications;
using Shouwen.Storage.Mappings;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage;

/// <summary>Everything that is kept: the journal, which is the truth, and tables made from it in the same transaction.</summary>
public sealed class ShouwenDbContext(DbContextOptions<ShouwenDbContext> options) : DbContext(options)
{
    public DbSet<StreamRow> Streams => Set<StreamRow>();

    public DbSet<StreamKeyRow> StreamKeys => Set<StreamKeyRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<ComplaintRow> Complaints => Set<ComplaintRow>();

    public DbSet<MatterRow> Matters => Set<MatterRow>();

    public DbSet<CampaignCustomerRow> CampaignCustomers => Set<CampaignCustomerRow>();

    public DbSet<CampaignImportRow> CampaignImports => Set<CampaignImportRow>();

    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();

    public DbSet<RectificationRow> Rectifications => Set<RectificationRow>();

    public DbSet<LiabilityRow> Liabilities => Set<LiabilityRow>();

    public DbSet<ComplainantRow> Complainants => Set<ComplainantRow>();

    public DbSet<ComplaintTextRow> ComplaintTexts => Set<ComplaintTextRow>();

    public DbSet<ObligationRow> Obligations => Set<ObligationRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    public DbSet<OwnerRow> Owner => Set<OwnerRow>();

    public DbSet<PolicyVersionRow> PolicyVersions => Set<PolicyVersionRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();

    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    public DbSet<GuessRow> Guesses => Set<GuessRow>();

    public DbSet<AccountEventRow> AccountEvents => Set<AccountEventRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<WebKeyRow> WebKeys => Set<WebKeyRow>();

    public DbSet<AccessLogRow> AccessLog => Set<AccessLogRow>();

    public DbSet<ExportRow> Exports => Set<ExportRow>();

    public DbSet<ExportPartRow> ExportParts => Set<ExportPartRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<AggregateKind>().HaveConversion<string>();
        configurationBuilder.Properties<Stage>().HaveConversion<string>();
        configurationBuilder.Properties<OutboxKind>().HaveConversion<string>();
        configurationBuilder.Properties<RectificationState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShouwenDbContext).Assembly);
        SnakeCase.Apply(modelBuilder);
    }
}
