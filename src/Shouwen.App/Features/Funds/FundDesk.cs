using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Funds;
using Shouwen.Storage;

namespace Shouwen.App.Features.Funds;

/// <summary>Reads the fund for those who sign or pay, and the complaints behind its movements.</summary>
public sealed class FundDesk(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, CurrentActor who)
{
    private readonly Dictionary<string, Complaint?> read = [];

    /// <summary>The case with the fund of this year beside it, read once a request.</summary>
    public async Task<CaseSight> BesideAsync(CaseSight sight, CancellationToken cancellationToken)
    {
        var number = Fund.NumberOf(sight.Now);
        if (!read.TryGetValue(number, out var fund))
        {
            read[number] = fund = (await reader.ReadAsync(AggregateKind.Fund, number, cancellationToken))?.Complaint;
        }

        var others = sight.Surroundings.Other;
        return fund is null ? sight : sight with { Surroundings = sight.Surroundings with { Other = name => name == number ? fund : others(name) } };
    }

    /// <summary>Those of the complaints that this person may see.</summary>
    public async Task<IReadOnlyDictionary<string, Complaint>> ComplaintsAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var visible = await db.Complaints.Where(row => numbers.Contains(row.Number)).VisibleTo(who).Select(row => row.Number).ToListAsync(cancellationToken);
        return (await reader.ReadManyAsync(visible, cancellationToken)).ToDictionary(file => file.Complaint.Number!, file => file.Complaint); // found by their numbers
    }
}
