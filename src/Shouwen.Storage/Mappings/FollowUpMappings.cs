using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class RectificationMapping : IEntityTypeConfiguration<RectificationRow>
{
    public void Configure(EntityTypeBuilder<RectificationRow> rectification)
    {
        rectification.ToTable("rectifications").HasKey(row => new { row.StreamId, row.Position });
        rectification.HasIndex(row => new { row.State, row.DueAt });
        rectification.HasIndex(row => new { row.Owner, row.State });
        rectification.HasOne<ComplaintRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LiabilityMapping : IEntityTypeConfiguration<LiabilityRow>
{
    public void Configure(EntityTypeBuilder<LiabilityRow> liability)
    {
        liability.ToTable("liabilities").HasKey(row => new { row.StreamId, row.Position });
        liability.Property(row => row.Amount).HasPrecision(18, 2);
        liability.HasIndex(row => new { row.Person, row.FoundAt });
        liability.HasIndex(row => row.FoundAt);
        liability.HasOne<ComplaintRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SubmissionMapping : IEntityTypeConfiguration<SubmissionRow>
{
    public void Configure(EntityTypeBuilder<SubmissionRow> submission)
    {
        submission.ToTable("submissions").HasKey(row => row.StreamId);
        submission.HasIndex(row => new { row.Unit, row.Clause, row.Period }).IsUnique();
        submission.HasIndex(row => row.Number).IsUnique();
        submission.HasOne<StreamRow>().WithOne().HasForeignKey<SubmissionRow>(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}
