using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Liability;
using Shouwen.Storage;

namespace Shouwen.App.Features.Improvement;

/// <summary>A finding as its case tells of it now.</summary>
/// <param name="IsCaseVisible">Whether the reader may open the case; who is only found liable may not.</param>
public sealed record LiabilityLine(CaseSight Sight, LiabilityCase Finding, AppealView Appeal, bool IsCaseVisible);

/// <summary>Finds findings against staff: those of complaints that somebody may see, and those against the reader.</summary>
public sealed class LiabilityFinder(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, CurrentActor who, House house, TimeProvider clock)
{
    public const int Size = 40;

    /// <param name="onlyMine">Against the reader.</param>
    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<LiabilityLine>> PageAsync(bool onlyMine, int page, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (me, visible) = (who.Person.Id, db.Complaints.VisibleTo(who));
        var findings = db.Liabilities.AsNoTracking();
        findings = onlyMine ? findings.Where(finding => finding.Person == me) : findings.Where(finding => finding.Person == me || visible.Any(seen => seen.StreamId == finding.StreamId));
        var found = from finding in findings
                    join row in db.Complaints on finding.StreamId equals row.StreamId
                    orderby finding.FoundAt descending, row.Number, finding.Position
                    select new { row.Number, finding.Position, IsVisible = visible.Any(seen => seen.StreamId == row.StreamId) };
        var rows = await found.Skip((page - 1) * Size).Take(Size).ToListAsync(cancellationToken);
        var files = (await reader.ReadManyAsync([.. rows.Select(row => row.Number).Distinct()], cancellationToken)).ToDictionary(file => file.Complaint.Number!); // found by their numbers
        var now = house.Calendar.Local(clock.GetUtcNow());
        return
        [
            .. from row in rows
               where files.ContainsKey(row.Number)
               let file = files[row.Number]
               let finding = LiabilityCase.Of(file.Complaint).FirstOrDefault(each => each.Finding.Position == row.Position)
               where finding is not null
               let sight = new CaseSight(file.Complaint, file.Surroundings, file.Obligations, who.Actor, now)
               select new LiabilityLine(sight, finding, AppealView.Of(sight, finding), row.IsVisible),
        ];
    }

    /// <summary>The last finding against the reader in a case, or null.</summary>
    public async Task<LiabilityLine?> MineAsync(string number, CancellationToken cancellationToken) =>
        (await PageAsync(onlyMine: true, 1, cancellationToken)).Where(line => line.Sight.Number == number).MaxBy(line => line.Finding.Finding.Position);
}
