using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class CampaignCustomerMapping : IEntityTypeConfiguration<CampaignCustomerRow>
{
    public void Configure(EntityTypeBuilder<CampaignCustomerRow> customer)
    {
        customer.ToTable("campaign_customers").HasKey(row => new { row.StreamId, row.Ordinal });
        customer.Property(row => row.Ordinal).ValueGeneratedNever();
        customer.HasIndex(row => new { row.StreamId, row.PhoneIndex }).IsUnique();
        customer.HasIndex(row => new { row.StreamId, row.IsIssued, row.Unit, row.Manager, row.State, row.Redeems, row.Renews, row.Complains }, "ix_campaign_customers_figures");
        customer.HasIndex(row => new { row.StreamId, row.IsIssued, row.Unit, row.Ordinal }, "ix_campaign_customers_of_unit");
        customer.HasIndex(row => new { row.Manager, row.StreamId, row.Ordinal }, "ix_campaign_customers_of_manager").HasFilter("manager is not null");
        customer.HasIndex(row => new { row.ImportId, row.IssuedTo, row.Ordinal });
        customer.HasOne<StreamRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CampaignImportMapping : IEntityTypeConfiguration<CampaignImportRow>
{
    public void Configure(EntityTypeBuilder<CampaignImportRow> import)
    {
        import.ToTable("campaign_imports");
        import.Property(row => row.Id).ValueGeneratedNever();
        import.Property(row => row.State).HasConversion<string>();
        import.HasIndex(row => new { row.StreamId, row.StartedAt });
        import.HasIndex(row => row.LeasedUntil, "ix_campaign_imports_reading").HasFilter("state = 'Reading'");
        import.HasOne<StreamRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}
