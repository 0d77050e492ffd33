using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Funds;
using Shouwen.App.Web;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;

namespace Shouwen.App.Features.Approvals;

/// <summary>What waits for somebody's signature or opinion. Who may sign depends on the whole case, so the cases are read: all of them in one go.</summary>
public sealed class Desk(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, FundDesk funds, CurrentActor who, House house, TimeProvider clock)
{
    /// <summary>More proposals than one person can have on the desk; the ones due first are shown.</summary>
    private const int Most = 200;

    private IReadOnlyList<DeskItem>? items;

    /// <summary>Due first first; read once a request.</summary>
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(CancellationToken cancellationToken) => items ??= await ReadAsync(cancellationToken);

    private async Task<IReadOnlyList<DeskItem>> ReadAsync(CancellationToken cancellationToken)
    {
        var may = who.Institution.Posts.TryGetValue(who.Post.Post, out var post) ? post.May : new HashSet<string>();
        if (!may.Contains("approve") && !may.Contains("review-compliance") && !may.Contains("propose"))
        {
            return [];
        }

        var numbers = await NumbersAsync(may, cancellationToken);
        if (numbers.Count == 0)
        {
            return [];
        }

        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), house.Calendar.Zone);
        var files = await reader.ReadManyAsync(numbers, cancellationToken);
        var found = new List<DeskItem>();
        foreach (var file in files)
        {
            var sight = await funds.BesideAsync(new CaseSight(file.Complaint, file.Surroundings, file.Obligations, who.Actor, now), cancellationToken);
            found.AddRange(DeskItem.Of(sight) is { } item ? [item] : []);
        }

        return found;
    }

    // Where no chain is in force a proposal is approved at once, but compliance may still have to look at it.
    private async Task<IReadOnlyList<string>> NumbersAsync(IReadOnlySet<string> may, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        Stage[] stages = may.Contains("review-compliance") ? [Stage.Proposed, Stage.Approved] : [Stage.Proposed];
        var waiting = db.Complaints.AsNoTracking().Where(row => stages.Contains(row.Stage)).VisibleTo(who);
        if (!may.Contains("approve") && !may.Contains("review-compliance"))
        {
            var me = who.Person.Id;
            waiting = waiting.Where(row => row.ResponsiblePerson == me); // who may only propose waits for others
        }

        return await waiting.OrderBy(row => row.NextDueAt).ThenBy(row => row.Number).Select(row => row.Number).Take(Most).ToListAsync(cancellationToken);
    }
}
