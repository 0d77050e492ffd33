using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints;

/// <summary>What the reader may see of earlier complaints of the person on the phone and of others with the same trouble. Looked up by blind index: no name is read.</summary>
public sealed class Neighbours(IDbContextFactory<ShouwenDbContext> database, BlindIndexes indexes, CurrentActor who)
{
    private const int Most = 5;

    /// <summary>Complaints of the same phone number, newest first.</summary>
    public async Task<IReadOnlyList<EarlierComplaint>> OfPhoneAsync(string? phone, CancellationToken cancellationToken)
    {
        if (indexes.Phone(phone) is not { } index || phone is not { Length: >= 7 })
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var same = db.Complaints.VisibleTo(who).Where(row => db.Complainants.Any(one => one.StreamId == row.StreamId && one.PhoneIndex == index));
        return await ReadAsync(db, same, Most, cancellationToken);
    }

    /// <summary>Today's complaints about the same product, or where none is named about the same unit.</summary>
    public async Task<Crowd?> TodayAsync(CaseSight after, CancellationToken cancellationToken)
    {
        var (from, product, unit) = (after.Calendar.StartOf(after.Today), after.Complaint.Data.Text("about.product"), after.Complaint.AboutUnit);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var today = db.Complaints.VisibleTo(who).Where(row => row.ReceivedAt >= from && row.Stage != Stage.Voided && row.MergedInto == null);
        var same = product is not null ? today.Where(row => row.Product == product) : today.Where(row => row.AboutUnit == unit);
        var people = await same.SumAsync(row => row.People, cancellationToken);
        return people == 0 ? null : new(product ?? after.Unit(unit), people, await ReadAsync(db, same, Most - 1, cancellationToken));
    }

    private async Task<IReadOnlyList<EarlierComplaint>> ReadAsync(ShouwenDbContext db, IQueryable<ComplaintRow> rows, int most, CancellationToken cancellationToken)
    {
        var found = await rows.OrderByDescending(row => row.ReceivedAt).Take(most)
            .Select(row => new
            {
                row.Number,
                row.Stage,
                row.ReceivedAt,
                row.People,
                row.AboutUnit,
                row.Product,
                row.HasEnded,
                Summary = db.ComplaintTexts.Where(text => text.StreamId == row.StreamId).Select(text => text.Summary).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return [.. found.Select(row => new EarlierComplaint(row.Number, row.Stage.Label(), row.ReceivedAt, row.People, who.Institution.Unit(row.AboutUnit)?.Name ?? "", row.Product, row.Summary ?? "", row.HasEnded))];
    }
}
