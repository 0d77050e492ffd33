using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Campaigns;

/// <summary>What was read of a list, unit by unit.</summary>
/// <param name="Assigned">How many of them come with a person to talk to them.</param>
public sealed record ImportShare(string Unit, int Customers, int Assigned);

/// <summary>Lists of customers as somebody brings them into a campaign: sent in, read in the background, then issued by one act for each unit, or given up.</summary>
public sealed class CustomerImports(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, CustomerVault vault, Cases cases, CurrentActor who, TimeProvider clock)
{
    private const int Shown = 10, AtOnce = 500;

    /// <summary>The latest of a campaign, without their files.</summary>
    public async Task<IReadOnlyList<CampaignImportRow>> OfAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Bare(Mine(db, number).OrderByDescending(row => row.StartedAt)).Take(Shown).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ImportShare>> SharesAsync(Guid import, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.CampaignCustomers.Where(row => row.ImportId == import).GroupBy(row => row.IssuedTo).OrderBy(same => same.Key)
            .Select(same => new ImportShare(same.Key, same.Count(), same.Count(row => row.Manager != null))).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a file in, to be read.</summary>
    /// <returns>False where there is no such campaign in sight.</returns>
    public async Task<bool> StartAsync(string number, byte[] file, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Matters.VisibleTo(who).Where(row => row.Kind == AggregateKind.Campaign && row.Number == number).Select(row => (Guid?)row.StreamId).SingleOrDefaultAsync(cancellationToken) is not { } stream
            || await vault.KeyAsync(db, stream, cancellationToken) is not { } key)
        {
            return false;
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var row = new CampaignImportRow
        {
            Id = id,
            StreamId = stream,
            Number = number,
            Person = who.Person.Id,
            StartedAt = clock.GetUtcNow(),
            Digest = Convert.ToHexStringLower(SHA256.HashData(file)),
            Content = CustomerVault.SealFile(key, id, "file", file),
        };
        await writer.WriteAsync(
            context =>
            {
                context.CampaignImports.Add(row);
                return context.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);
        return true;
    }

    /// <summary>The lines that cannot be taken, as a workbook; null where there are none, or it is not one's own import.</summary>
    public async Task<byte[]?> ErrorsAsync(string number, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Mine(db, number).Where(row => row.Id == id).Select(row => new { row.StreamId, row.Errors }).SingleOrDefaultAsync(cancellationToken) is { Errors: { } errors } found
            && await vault.KeyAsync(db, found.StreamId, cancellationToken) is { } key ? CustomerVault.OpenFile(key, id, "errors", errors) : null;
    }

    /// <summary>
    /// Issues the list: for each unit an act that names the file's hash and how many customers it gets, then for each person named in the list an act that gives the customers. Each is done once, so
    /// what was broken off is gone on with by doing it again.
    /// </summary>
    /// <returns>The refusals of the first act that was refused; null where there is no such list.</returns>
    public async Task<IReadOnlyList<Refusal>?> IssueAsync(string number, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await Bare(Mine(db, number)).SingleOrDefaultAsync(row => row.Id == id && row.State == ImportState.Checked, cancellationToken) is not { } import)
        {
            return null;
        }

        foreach (var share in await SharesAsync(id, cancellationToken))
        {
            var issued = await DoAsync("issue-customers", number, $"{id:N} {share.Unit}", Input.Map(("unit", share.Unit), ("count", (decimal)share.Customers), ("list", id.ToString("N")), ("digest", import.Digest)), cancellationToken);
            if (issued is not null)
            {
                return issued;
            }
        }

        foreach (var manager in await db.CampaignCustomers.Where(row => row.ImportId == id && row.Manager != null).Select(row => row.Manager!).Distinct().OrderBy(person => person).ToListAsync(cancellationToken))
        {
            var numbers = await db.CampaignCustomers.Where(row => row.Manager == manager && row.StreamId == import.StreamId && row.ImportId == id).OrderBy(row => row.Ordinal).Select(row => row.Ordinal).ToListAsync(cancellationToken);
            if (await AssignAsync(number, manager, numbers, id.ToString("N"), cancellationToken) is { } refusals)
            {
                return refusals;
            }
        }

        await writer.WriteAsync(context => context.CampaignImports.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Issued)), cancellationToken);
        return [];
    }

    /// <summary>Gives customers of the list to somebody, by some hundreds an act.</summary>
    /// <param name="key">Names the request, so that it is done once.</param>
    /// <returns>Null when it is done, else why not.</returns>
    public async Task<IReadOnlyList<Refusal>?> AssignAsync(string number, string manager, IReadOnlyList<int> customers, string key, CancellationToken cancellationToken)
    {
        foreach (var (part, place) in customers.Chunk(AtOnce).Select((part, place) => (part, place)))
        {
            var texts = part.Select(customer => (object)customer.ToString(CultureInfo.InvariantCulture)).ToList();
            if (await DoAsync("assign-customers", number, $"{key} {manager} {place}", Input.Map(("person", manager), ("customers", texts)), cancellationToken) is { } refusals)
            {
                return refusals;
            }
        }

        return null;
    }

    /// <summary>Gives a list up that has been issued to nobody yet.</summary>
    public Task DropAsync(string number, Guid id, CancellationToken cancellationToken)
    {
        var person = who.Person.Id;
        return writer.WriteAsync(
            async db =>
            {
                var given = await db.CampaignImports.Where(row => row.Id == id && row.Number == number && row.Person == person && (row.State == ImportState.Checked || row.State == ImportState.Reading || row.State == ImportState.Failed))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Dropped).SetProperty(row => row.Content, (byte[]?)null).SetProperty(row => row.Errors, (byte[]?)null), CancellationToken.None);
                return given == 0 ? 0 : await db.CampaignCustomers.Where(row => row.ImportId == id && !row.IsIssued).ExecuteDeleteAsync(CancellationToken.None);
            },
            cancellationToken);
    }

    // Only whoever sent it in: a list that nobody has issued is nobody else's business.
    private IQueryable<CampaignImportRow> Mine(ShouwenDbContext db, string number)
    {
        var person = who.Person.Id;
        var visible = db.Matters.VisibleTo(who).Where(row => row.Kind == AggregateKind.Campaign && row.Number == number);
        return db.CampaignImports.AsNoTracking().Where(row => row.Person == person && visible.Any(matter => matter.StreamId == row.StreamId));
    }

    private static IQueryable<CampaignImportRow> Bare(IQueryable<CampaignImportRow> imports) => imports.Select(row => new CampaignImportRow
    {
        Id = row.Id,
        StreamId = row.StreamId,
        Number = row.Number,
        Person = row.Person,
        StartedAt = row.StartedAt,
        State = row.State,
        Digest = row.Digest,
        Lines = row.Lines,
        Done = row.Done,
        Bad = row.Bad,
        Problem = row.Problem,
    });

    private async Task<IReadOnlyList<Refusal>?> DoAsync(string action, string number, string key, RawMap input, CancellationToken cancellationToken) =>
        await cases.DoAsync(new ActionRequest(ActionCatalogue.Get(action), number, input, $"{action} {number}") { Kind = AggregateKind.Campaign, Key = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))[..16]) }, cancellationToken) switch
        {
            Done => null,
            Refused refused => refused.Refusals,
            _ => [Refusal.Of("conflict", "别人刚刚在这项工作里有记录，请再试一次")],
        };
}
