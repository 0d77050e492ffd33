using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class StreamMapping : IEntityTypeConfiguration<StreamRow>
{
    public void Configure(EntityTypeBuilder<StreamRow> stream)
    {
        stream.ToTable("streams");
        stream.Property(row => row.Id).ValueGeneratedNever();
        stream.Property(row => row.Version).IsConcurrencyToken();
        stream.HasIndex(row => new { row.Kind, row.Number }).IsUnique();
        stream.HasIndex(row => row.Id, "ix_streams_not_checkpointed").HasFilter("version > checkpointed_version");
    }
}

internal sealed class StreamKeyMapping : IEntityTypeConfiguration<StreamKeyRow>
{
    public void Configure(EntityTypeBuilder<StreamKeyRow> key)
    {
        key.ToTable("stream_keys").HasKey(row => row.StreamId);
        key.HasOne<StreamRow>().WithOne().HasForeignKey<StreamKeyRow>(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> entry)
    {
        entry.ToTable("journal").HasKey(row => row.Sequence);
        entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
        entry.HasIndex(row => new { row.StreamId, row.Position }).IsUnique();
        entry.HasIndex(row => new { row.Action, row.At });
        entry.HasOne<StreamRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CheckpointMapping : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> checkpoint)
    {
        checkpoint.ToTable("checkpoints").HasKey(row => row.Number);
        checkpoint.Property(row => row.Number).ValueGeneratedNever();
    }
}
