using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class AccountMapping : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> account)
    {
        account.ToTable("accounts").HasKey(row => row.PersonId);
        account.HasIndex(row => row.Username).IsUnique();
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> key)
    {
        key.ToTable("api_keys");
        key.Property(row => row.Id).ValueGeneratedNever();
        key.HasIndex(row => row.Hash).IsUnique();
    }
}

internal sealed class AccessLogMapping : IEntityTypeConfiguration<AccessLogRow>
{
    public void Configure(EntityTypeBuilder<AccessLogRow> read)
    {
        read.ToTable("access_log");
        read.HasIndex(row => new { row.At, row.Id });
        read.HasIndex(row => new { row.Number, row.At, row.Id });
        read.HasIndex(row => new { row.Person, row.At, row.Id });
        read.HasIndex(row => new { row.Unit, row.At, row.Id });
    }
}

internal sealed class ExportMapping : IEntityTypeConfiguration<ExportRow>
{
    public void Configure(EntityTypeBuilder<ExportRow> export)
    {
        export.ToTable("exports");
        export.Property(row => row.Id).ValueGeneratedNever();
        export.HasIndex(row => new { row.Person, row.RequestedAt });
        export.HasIndex(row => row.RequestedAt, "ix_exports_undecided").HasFilter("decided_at is null");
        export.HasIndex(row => row.ExpiresAt, "ix_exports_kept").HasFilter("content is not null");
    }
}
