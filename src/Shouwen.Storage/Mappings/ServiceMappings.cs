using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> message)
    {
        message.ToTable("outbox");
        message.HasIndex(row => row.MessageId).IsUnique();
        message.HasIndex(row => row.DueAt, "ix_outbox_waiting").HasFilter("done_at is null and dead_at is null");
        message.HasIndex(row => row.StreamId);
        message.HasIndex(row => new { row.Recipient, row.CreatedAt }).HasFilter("recipient is not null");
        message.HasOne<StreamRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CounterMapping : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> counter) => counter.ToTable("counters").HasKey(row => row.Scope);
}

internal sealed class OwnerMapping : IEntityTypeConfiguration<OwnerRow>
{
    public void Configure(EntityTypeBuilder<OwnerRow> owner) => owner.ToTable("owner").Property(row => row.Id).ValueGeneratedNever();
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> request)
    {
        request.ToTable("idempotency").HasKey(row => new { row.Caller, row.Route, row.Key });
        request.HasIndex(row => row.CreatedAt);
    }
}

internal sealed class PolicyVersionMapping : IEntityTypeConfiguration<PolicyVersionRow>
{
    public void Configure(EntityTypeBuilder<PolicyVersionRow> version) => version.ToTable("policy_versions").HasKey(row => row.Hash);
}

internal sealed class DraftMapping : IEntityTypeConfiguration<DraftRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> draft)
    {
        draft.ToTable("drafts");
        draft.Property(row => row.Id).ValueGeneratedNever();
        draft.HasIndex(row => new { row.Person, row.Form });
    }
}
