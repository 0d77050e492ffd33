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

internal sealed class PasskeyMapping : IEntityTypeConfiguration<PasskeyRow>
{
    public void Configure(EntityTypeBuilder<PasskeyRow> passkey)
    {
        passkey.ToTable("passkeys").HasKey(row => row.CredentialId);
        passkey.HasIndex(row => row.PersonId);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> code) => code.ToTable("recovery_codes").HasKey(row => new { row.PersonId, row.Hash });
}

internal sealed class TicketMapping : IEntityTypeConfiguration<TicketRow>
{
    public void Configure(EntityTypeBuilder<TicketRow> ticket)
    {
        ticket.ToTable("tickets").HasKey(row => row.Hash);
        ticket.HasIndex(row => new { row.PersonId, row.Kind });
        ticket.HasIndex(row => row.ExpiresAt);
    }
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedViewRow>
{
    public void Configure(EntityTypeBuilder<SavedViewRow> view) => view.ToTable("saved_views").HasKey(row => new { row.PersonId, row.Name });
}

internal sealed class GuessMapping : IEntityTypeConfiguration<GuessRow>
{
    public void Configure(EntityTypeBuilder<GuessRow> guess)
    {
        guess.ToTable("guesses").HasKey(row => row.Key);
        guess.HasIndex(row => row.FreeAt);
    }
}

internal sealed class AccountEventMapping : IEntityTypeConfiguration<AccountEventRow>
{
    public void Configure(EntityTypeBuilder<AccountEventRow> happened)
    {
        happened.ToTable("account_events");
        happened.HasIndex(row => new { row.PersonId, row.At });
        happened.HasIndex(row => new { row.NameKey, row.Address, row.At });
        happened.HasIndex(row => row.At);
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

internal sealed class WebKeyMapping : IEntityTypeConfiguration<WebKeyRow>
{
    public void Configure(EntityTypeBuilder<WebKeyRow> key)
    {
        key.ToTable("web_keys").HasKey(row => row.Number);
        key.Property(row => row.Number).ValueGeneratedNever();
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
        export.HasIndex(row => row.DecidedAt, "ix_exports_to_make").HasFilter("is_approved and done_at is null and problem is null");
        export.HasIndex(row => row.ExpiresAt, "ix_exports_kept").HasFilter("parts > 0");
    }
}

internal sealed class ExportPartMapping : IEntityTypeConfiguration<ExportPartRow>
{
    public void Configure(EntityTypeBuilder<ExportPartRow> part)
    {
        part.ToTable("export_parts").HasKey(row => new { row.ExportId, row.Ordinal });
        part.HasOne<ExportRow>().WithMany().HasForeignKey(row => row.ExportId).OnDelete(DeleteBehavior.Cascade);
    }
}
