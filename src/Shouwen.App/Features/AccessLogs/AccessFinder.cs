using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.AccessLogs;

/// <param name="Next">Where the next page goes on; null on the last.</param>
public sealed record AccessPage(IReadOnlyList<AccessLogRow> Rows, AccessCursor? Next);

/// <summary>Finds who saw whose data: one's own acts; with the right to read the log, those of everybody in the unit and below it.</summary>
public sealed class AccessFinder(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, House house, CustomerSeal customers)
{
    private const int MostNumbers = 500;

    /// <summary>Whether the person may read more than about own acts.</summary>
    public bool SeesOthers => who.May(Capability.ReadAccessLog);

    /// <summary>The topmost unit whose people's acts are shown.</summary>
    public OrgUnit? Reach => SeesOthers ? who.Institution.Unit(who.Institution.ReachOf(who.Post.Unit)) : null;

    public async Task<AccessPage> PageAsync(AccessFilter filter, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await (await QueryAsync(db, filter, cancellationToken)).On(db.AccessLog.AsNoTracking()).Take(size + 1).ToListAsync(cancellationToken);
        return new([.. rows.Take(size)], rows.Count > size ? new(rows[size - 1].At, rows[size - 1].Id) : null);
    }

    private async Task<AccessQuery> QueryAsync(ShouwenDbContext db, AccessFilter filter, CancellationToken cancellationToken) => new()
    {
        Persons = SeesOthers ? Named(filter.Person) : [who.Person.Id],
        Units = Reach is { } top && top.Id != who.Institution.Root.Id ? who.Institution.Below(top.Id) : null,
        Numbers = filter.Customer is { } customer ? Both(await NumbersAsync(db, customers.Open(customer), cancellationToken), filter.Number) : filter.Number is { } number ? [number] : null,
        From = filter.From is { } from ? house.Calendar.StartOf(from) : null,
        Until = filter.To is { } to ? house.Calendar.EndOf(to) : null,
        After = filter.After,
    };

    // Also somebody who has left and is known by account only.
    private IReadOnlyList<string>? Named(string? text) => text is null ? null
        : who.Institution.Persons.Where(person => person.Name == text || person.Id == text || person.StaffNumber == text).Select(person => person.Id).ToList() is { Count: > 0 } found ? found : [text];

    private static IReadOnlyList<string> Both(IReadOnlyList<string> numbers, string? number) => number is null ? numbers : [.. numbers.Where(each => each == number)];

    private static async Task<IReadOnlyList<string>> NumbersAsync(ShouwenDbContext db, SoughtCustomer? customer, CancellationToken cancellationToken)
    {
        if (customer is null)
        {
            return [];
        }

        var (phone, idNumber) = (customer.Phone, customer.IdNumber);
        var streams = db.Complainants.Where(row => phone != null && row.PhoneIndex == phone).Select(row => row.StreamId)
            .Union(db.Complainants.Where(row => idNumber != null && row.IdNumberIndex == idNumber).Select(row => row.StreamId));
        return await db.Streams.Where(row => streams.Contains(row.Id)).OrderByDescending(row => row.OpenedAt).Select(row => row.Number).Take(MostNumbers).ToListAsync(cancellationToken);
    }
}
