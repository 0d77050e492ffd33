using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>Writes the rows that lists and searches read, from the complaint after its newest entries.</summary>
public sealed class ComplaintProjection(BlindIndexes indexes)
{
    /// <param name="added">The entries that were just added; those of a new complaint begin with its registration.</param>
    public async Task WriteAsync(ShouwenDbContext context, Guid stream, Complaint complaint, IReadOnlyList<Entry> added, IReadOnlyList<Obligation> obligations, Institution institution)
    {
        var row = Row(stream, complaint, obligations, institution);
        if (added[0].Position == 1)
        {
            context.Complaints.Add(row);
        }
        else
        {
            context.Entry(await context.Complaints.SingleAsync(old => old.StreamId == stream)).CurrentValues.SetValues(row);
        }

        await FollowUpProjection.WriteAsync(context, stream, complaint, added);
        if (complaint.Stage == Stage.Destroyed)
        {
            await ForgetAsync(context, stream);
        }
        else if (added.Any(entry => entry.Action is "register" or "correct"))
        {
            await RewriteTextsAsync(context, stream, complaint, isNew: added[0].Position == 1);
        }
    }

    private static ComplaintRow Row(Guid stream, Complaint complaint, IReadOnlyList<Obligation> obligations, Institution institution)
    {
        var data = complaint.Data;
        return new()
        {
            StreamId = stream,
            Number = complaint.Number!, // a registered complaint has one
            Version = complaint.Version,
            Stage = complaint.Stage,
            HasEnded = complaint.HasEnded,
            Round = complaint.Round,
            Kind = data.Text("kind") ?? "complaint",
            Channel = data.Text("channel") ?? "",
            Category = data.Text("category"),
            Severity = data.Text("severity"),
            Complexity = data.Text("complexity"),
            Outcome = complaint.Outcome,
            People = complaint.People,
            OwnPeople = complaint.OwnPeople,
            Detected = Words(Clusters.Detected(complaint).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}"))),
            AboutUnit = complaint.AboutUnit,
            AboutPerson = institution.Person(data.Text("about.person"))?.Id,
            Product = data.Text("about.product"),
            Business = data.Text("about.business"),
            FirstContact = complaint.FirstContact,
            AcceptingUnit = complaint.AcceptingUnit,
            ResponsiblePerson = complaint.ResponsiblePerson,
            ResponsibleUnit = complaint.ResponsibleUnit,
            OfferedTo = complaint.Offer?.To,
            UnitPath = Path(institution, complaint.ResponsibleUnit),
            ReceivedAt = complaint.ReceivedAt,
            RegisteredAt = complaint.Entries[0].At,
            AnsweredAt = complaint.Entries.LastOrDefault(entry => entry.Action == "answer")?.HappenedAt,
            ClosedAt = complaint.HasEnded ? complaint.Entries.LastOrDefault(entry => entry.Action is "close" or "decline" or "withdraw" or "void")?.HappenedAt : null,
            LastEntryAt = complaint.Entries[^1].At,
            NextDueAt = obligations.Where(owed => owed.IsOpen).Select(owed => (DateTimeOffset?)owed.Due.At).Min(),
            Amount = data.Number("amount"),
            CompensationPaid = complaint.CompensationPaid,
            MaskedName = complaint.Stage == Stage.Destroyed ? null : MaskedName(complaint),
            Flags = Words(complaint.Flags),
            CoHandlers = Words(complaint.CoHandlings.Select(asked => asked.Unit).Distinct()),
            Recused = Words(complaint.Recused),
            MergedInto = complaint.MergedInto,
            IsOnHold = complaint.IsOnHold,
            IsMatured = complaint.Facts.Flag("product-matured") || data.Flag("campaign-open"),
            IsSatisfied = complaint.Entries.LastOrDefault(entry => entry.Action == "call-back" && entry.Data.Text("of") == "complainant")?.Data.Flag("satisfied"),
        };
    }

    /// <summary>A unit and those above it, from the root: <c>/head-office/branch-1/</c>.</summary>
    internal static string? Path(Institution institution, string? unit) =>
        institution.Unit(unit) is null ? null : $"/{string.Join('/', institution.Upwards(unit).Reverse().Select(at => at.Id))}/";

    // Each between spaces, so that one word can be looked for.
    internal static string Words(IEnumerable<string> words) => words.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } sorted ? $" {string.Join(' ', sorted)} " : "";

    private static string? MaskedName(Complaint complaint)
    {
        var first = complaint.Data.Groups("complainants").Select(who => who.Text("name")).FirstOrDefault(name => name is not null);
        return first is null ? null : Masking.Name(first) + (complaint.People > 1 ? $" 等{complaint.People}人" : "");
    }

    private async Task RewriteTextsAsync(ShouwenDbContext context, Guid stream, Complaint complaint, bool isNew)
    {
        if (!isNew)
        {
            await context.Complainants.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
            await context.ComplaintTexts.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        }

        var summary = FreeText.Masked(complaint.Data.Text("summary") ?? "");
        context.ComplaintTexts.Add(new() { StreamId = stream, Summary = summary, Pairs = TextSearch.PairsOf(summary) });
        context.Complainants.AddRange(complaint.Data.Groups("complainants").Select((who, i) => Complainant(stream, i + 1, who)));
    }

    private ComplainantRow Complainant(Guid stream, int ordinal, Fields who)
    {
        var name = who.Text("name");
        return new()
        {
            StreamId = stream,
            Ordinal = ordinal,
            MaskedName = name is null ? null : Masking.Name(name),
            PhoneIndex = indexes.Phone(who.Text("phone")),
            IdNumberIndex = indexes.IdNumber(who.Text("id-number")),
            Name1Index = indexes.NameStart(name, 1),
            Name2Index = indexes.NameStart(name, 2),
            Name3Index = indexes.NameStart(name, 3),
            NameIndex = indexes.Name(name),
        };
    }

    // Destruction: the key goes, and with it every name in the journal; the texts beside it go too.
    private static async Task ForgetAsync(ShouwenDbContext context, Guid stream)
    {
        await context.StreamKeys.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        await context.Complainants.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        await context.ComplaintTexts.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        await context.Rectifications.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        await context.Liabilities.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
        await context.Outbox.Where(row => row.StreamId == stream).ExecuteDeleteAsync();
    }
}
