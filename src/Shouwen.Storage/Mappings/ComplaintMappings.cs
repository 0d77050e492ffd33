using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Mappings;

internal sealed class ComplaintMapping : IEntityTypeConfiguration<ComplaintRow>
{
    public void Configure(EntityTypeBuilder<ComplaintRow> complaint)
    {
        complaint.ToTable("complaints").HasKey(row => row.StreamId);
        complaint.Property(row => row.Amount).HasPrecision(18, 2);
        complaint.Property(row => row.CompensationPaid).HasPrecision(18, 2);
        complaint.HasIndex(row => row.Number).IsUnique();
        complaint.HasIndex(row => new { row.ReceivedAt, row.Number });
        complaint.HasIndex(row => new { row.ReceivedAt, row.Number }, "ix_complaints_settled").HasFilter("next_due_at is null");
        complaint.HasIndex(row => new { row.ResponsiblePerson, row.HasEnded });
        complaint.HasIndex(row => new { row.ResponsibleUnit, row.HasEnded });
        complaint.HasIndex(row => new { row.AboutUnit, row.ReceivedAt });
        complaint.HasIndex(row => new { row.Product, row.ReceivedAt }).HasFilter("product is not null");
        complaint.HasIndex(row => new { row.Business, row.ReceivedAt }).HasFilter("business is not null");
        complaint.HasIndex(row => new { row.NextDueAt, row.Number }).HasFilter("next_due_at is not null");
        complaint.HasIndex(row => new { row.Stage, row.NextDueAt, row.Number }).HasFilter("next_due_at is not null");
        complaint.HasIndex(row => new { row.Stage, row.ReceivedAt, row.Number });
        complaint.HasIndex(row => row.LastEntryAt, "ix_complaints_matured").HasFilter("is_matured");
        complaint.HasIndex(row => row.OfferedTo).HasFilter("offered_to is not null");
        complaint.HasIndex(row => row.LastEntryAt, "ix_complaints_co_handled").HasFilter("co_handlers <> ''");
        complaint.HasOne<StreamRow>().WithOne().HasForeignKey<ComplaintRow>(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ComplainantMapping : IEntityTypeConfiguration<ComplainantRow>
{
    public void Configure(EntityTypeBuilder<ComplainantRow> complainant)
    {
        complainant.ToTable("complainants").HasKey(row => new { row.StreamId, row.Ordinal });
        complainant.HasIndex(row => row.PhoneIndex).HasFilter("phone_index is not null");
        complainant.HasIndex(row => row.IdNumberIndex).HasFilter("id_number_index is not null");
        complainant.HasIndex(row => row.Name1Index).HasFilter("name1_index is not null");
        complainant.HasIndex(row => row.Name2Index).HasFilter("name2_index is not null");
        complainant.HasIndex(row => row.Name3Index).HasFilter("name3_index is not null");
        complainant.HasIndex(row => row.NameIndex).HasFilter("name_index is not null");
        complainant.HasOne<ComplaintRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ComplaintTextMapping : IEntityTypeConfiguration<ComplaintTextRow>
{
    public void Configure(EntityTypeBuilder<ComplaintTextRow> text)
    {
        text.ToTable("complaint_texts").HasKey(row => row.Id);
        text.HasIndex(row => row.StreamId).IsUnique();
        text.HasIndex(row => row.Id, "ix_complaint_texts_not_read_in").HasFilter("pairs is null");
        text.HasOne<ComplaintRow>().WithOne().HasForeignKey<ComplaintTextRow>(row => row.StreamId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ObligationMapping : IEntityTypeConfiguration<ObligationRow>
{
    private const string Open = "discharged_at is null and waived_at is null and cancelled_at is null";

    public void Configure(EntityTypeBuilder<ObligationRow> obligation)
    {
        obligation.ToTable("obligations").HasKey(row => new { row.StreamId, row.Key });
        obligation.HasIndex(row => new { row.OwedByPerson, row.DueAt }, "ix_obligations_open_by_person").HasFilter(Open);
        obligation.HasIndex(row => new { row.OwedByUnit, row.DueAt }, "ix_obligations_open_by_unit").HasFilter(Open);
        obligation.HasIndex(row => row.DueAt, "ix_obligations_open_by_due").HasFilter(Open);
        obligation.HasIndex(row => row.NextAlarmAt, "ix_obligations_alarm_clock").HasFilter("next_alarm_at is not null");
        obligation.HasIndex(row => new { row.Clause, row.DueAt });
        obligation.HasOne<StreamRow>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
    }
}
