using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Api;

/// <summary>Complaints, entries and obligations as the API shows them: local times of the institution, masked personal data.</summary>
internal sealed class CaseView(House house, TimeProvider clock)
{
    public EntryView Entry(Entry entry) => new(
        entry.Position, entry.Action, Label(entry), new(entry.Actor.Person, NameOf(entry.Actor), entry.Actor.Post, entry.Actor.Unit), Local(entry.At), Local(entry.HappenedAt), MaskedData.Of(entry.Data), entry.Clauses);

    /// <summary>The file of an entry, or null where it has none. Who wants the name in full downloads it.</summary>
    public AttachmentView? Attachment(Entry entry)
    {
        if (Storage.Attachments.Attachment.Of(entry) is not { } file)
        {
            return null;
        }

        var view = Entry(entry);
        return new(entry.Position, (string)view.Data["file"], file.ContentType, file.Size, file.Sha256, view.Data.GetValueOrDefault("description") as string, view.Actor, view.At);
    }

    /// <summary>程秀兰于 09-24 15:30 受理</summary>
    public string Sentence(Entry entry) => $"{NameOf(entry.Actor)}于 {Local(entry.At):MM-dd HH:mm} {Label(entry)}";

    public ComplaintView Complaint(Complaint complaint) => new()
    {
        Number = complaint.Number ?? "",
        Version = complaint.Version,
        Stage = Word(complaint.Stage),
        Round = complaint.Round,
        ReceivedAt = Local(complaint.ReceivedAt),
        FirstContact = complaint.FirstContact,
        AcceptingUnit = complaint.AcceptingUnit,
        ResponsiblePerson = complaint.ResponsiblePerson,
        ResponsibleUnit = complaint.ResponsibleUnit,
        OfferedTo = complaint.Offer?.To,
        Outcome = complaint.Outcome,
        People = complaint.People,
        CompensationPaid = complaint.CompensationPaid,
        Flags = [.. complaint.Flags.Order(StringComparer.Ordinal)],
        Data = MaskedData.Of(complaint.Data),
        Facts = MaskedData.Of(complaint.Facts),
    };

    public MatterView Matter(Complaint matter) => new()
    {
        Kind = matter.Kind.Word(),
        Number = matter.Number ?? "",
        Version = matter.Version,
        Stage = Word(matter.Stage),
        Subject = matter.Subject,
        OpenedAt = Local(matter.ReceivedAt),
        AboutUnit = matter.AboutUnit ?? matter.Data.Text("unit"),
        ResponsiblePerson = matter.ResponsiblePerson,
        ResponsibleUnit = matter.ResponsibleUnit,
        Flags = [.. matter.Flags.Order(StringComparer.Ordinal)],
        Data = MaskedData.Of(matter.Data),
        Facts = MaskedData.Of(matter.Facts),
    };

    public MatterSummary Summary(MatterRow row) => new()
    {
        Kind = row.Kind.Word(),
        Number = row.Number,
        Version = row.Version,
        Stage = Word(row.Stage),
        Subject = row.Subject,
        Level = row.Level,
        AboutUnit = row.AboutUnit,
        ResponsibleUnit = row.ResponsibleUnit,
        ResponsiblePerson = row.ResponsiblePerson,
        OpenedAt = Local(row.OpenedAt),
        NextDueAt = Local(row.NextDueAt),
    };

    public ObligationView Obligation(Obligation obligation) => new()
    {
        Clause = obligation.ClauseId,
        Policy = obligation.PolicyId,
        Name = obligation.Name,
        Says = obligation.Clause.Says,
        OwedBy = PartyOf(obligation.OwedBy),
        OwedTo = obligation.OwedTo is { } party ? PartyOf(party) : null,
        Status = obligation.StatusAt(clock.GetUtcNow()).Word(),
        StartedAt = Local(obligation.StartedAt),
        DueAt = Local(obligation.Due.At),
        Period = obligation.Period?.ToString(),
        IsProvisional = obligation.Due.Provisional,
        ExtendedFrom = Local(obligation.ExtendedFrom),
        DischargedAt = Local(obligation.DischargedAt),
    };

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, house.Calendar.Zone);

    public DateTimeOffset? Local(DateTimeOffset? at) => at is { } known ? Local(known) : null;

    public static string Word(Stage stage) => stage.ToString().ToLowerInvariant();

    private static PartyView PartyOf(Party party) => new(party.Relation.Text, party.Person, party.Unit);

    private static string Label(Entry entry) => ActionCatalogue.Find(entry.Action)?.Label ?? entry.Action;

    private string? NameOf(Actor actor) => actor.IsSystem ? "系统" : house.Institution.Person(actor.Person)?.Name;
}
