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
        read.HasIndex(row => new { row.Number, row.At });
        read.HasIndex(row => new { row.Person, row.At });
    }
}
