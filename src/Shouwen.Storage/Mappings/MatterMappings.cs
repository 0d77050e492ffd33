using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class MatterMapping : IEntityTypeConfiguration<MatterRow>
{
    public void Configure(EntityTypeBuilder<MatterRow> matter)
    {
        matter.ToTable("matters").HasKey(row => row.StreamId);
        matter.HasIndex(row => new { row.Kind, row.Number }).IsUnique();
        matter.HasIndex(row => new { row.Kind, row.OpenedAt });
        matter.HasIndex(row => new { row.Kind, row.Subject });
        matter.HasOne<StreamRow>().WithOne().HasForeignKey<MatterRow>(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}
