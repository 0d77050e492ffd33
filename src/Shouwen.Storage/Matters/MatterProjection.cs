using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Matters;

/// <summary>Writes the row that lists of incidents, campaigns, documents and their like read.</summary>
internal static class MatterProjection
{
    public static async Task WriteAsync(ShouwenDbContext context, Guid stream, Complaint matter, bool isNew, IReadOnlyList<Obligation> obligations, Institution institution)
    {
        var row = Row(stream, matter, obligations, institution);
        if (isNew)
        {
            context.Matters.Add(row);
        }
        else
        {
            context.Entry(await context.Matters.SingleAsync(old => old.StreamId == stream)).CurrentValues.SetValues(row);
        }
    }

    private static MatterRow Row(Guid stream, Complaint matter, IReadOnlyList<Obligation> obligations, Institution institution) => new()
    {
        StreamId = stream,
        Kind = matter.Kind,
        Number = matter.Number!, // what was opened has one
        Version = matter.Version,
        Stage = matter.Stage,
        HasEnded = matter.HasEnded,
        Subject = matter.Subject,
        Level = matter.Kind == AggregateKind.Incident ? matter.Data.Text("level") : null,
        AboutUnit = matter.AboutUnit ?? matter.Data.Text("unit"),
        Units = ComplaintProjection.Words(matter.Data.Texts("units")),
        MaturesOn = matter.Data.Date("matures-on"),
        ResponsiblePerson = matter.ResponsiblePerson,
        ResponsibleUnit = matter.ResponsibleUnit,
        UnitPath = ComplaintProjection.Path(institution, matter.AboutUnit ?? matter.Data.Text("unit") ?? matter.ResponsibleUnit),
        OpenedAt = matter.Entries[0].At,
        LastEntryAt = matter.Entries[^1].At,
        NextDueAt = obligations.Where(owed => owed.IsOpen).Select(owed => (DateTimeOffset?)owed.Due.At).Min(),
    };
}
