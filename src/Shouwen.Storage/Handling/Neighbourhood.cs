using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Complaints;

namespace Shouwen.Storage;

/// <summary>What a new complaint meets: a campaign on its product, an earlier complaint of the same customer who had been recorded as satisfied, others on the same product or business. Read before deciding, by index.</summary>
public sealed class Neighbourhood(IDbContextFactory<ShouwenDbContext> contexts, BlindIndexes indexes)
{
    public async Task<Surroundings> AroundAsync(Proposal proposal, Surroundings surroundings, CancellationToken cancellation)
    {
        var product = proposal.Fields.Text("about.product");
        var business = proposal.Fields.Text("about.business");
        var customers = proposal.Fields.Groups("complainants").ToList();
        if (proposal.Action.Name != "register" || (product is null && business is null && !customers.Exists(HasKey)))
        {
            return surroundings;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return surroundings with
        {
            IsCampaignOpen = product is not null && await context.Matters.AnyAsync(row => row.Kind == AggregateKind.Campaign && row.Subject == product, cancellation),
            IsRepeatAfterSatisfied = await IsRepeatAsync(context, customers, cancellation),
            Similar = await SimilarAsync(context, proposal, Clusters.Reach(surroundings.Policies), cancellation),
            Marks = who => Marks(indexes.Phone(who.Text("phone")), indexes.IdNumber(who.Text("id-number")), indexes.Name(who.Text("name"))),
        };
    }

    // By the indexes on product and business with the time of receipt; their people by the key of the row.
    private static async Task<IReadOnlyList<Similar>> SimilarAsync(ShouwenDbContext context, Proposal proposal, TimeSpan reach, CancellationToken cancellation)
    {
        var received = (proposal.Fields.Moment("received-at") ?? proposal.HappenedAt).ToUniversalTime(); // anybody may write any year
        var from = received - DateTimeOffset.MinValue > reach ? received - reach : DateTimeOffset.MinValue;
        var until = DateTimeOffset.MaxValue - received > reach ? received + reach : DateTimeOffset.MaxValue;
        var near = context.Complaints.AsNoTracking().Where(row => row.ReceivedAt >= from && row.ReceivedAt <= until && row.Stage != Stage.Voided && row.Stage != Stage.Withdrawn);
        var found = new Dictionary<Guid, Similar>();
        foreach (var alike in reach == TimeSpan.Zero ? [] : Alike(near, proposal.Fields))
        {
            var people = (await context.Complainants.AsNoTracking().Where(who => alike.Any(row => row.StreamId == who.StreamId)).Select(who => new { who.StreamId, who.PhoneIndex, who.IdNumberIndex, who.NameIndex }).ToListAsync(cancellation))
                .ToLookup(who => who.StreamId, who => Marks(who.PhoneIndex, who.IdNumberIndex, who.NameIndex));
            foreach (var row in await alike.Select(row => new { row.StreamId, row.Number, row.ReceivedAt, row.AboutUnit, row.Product, row.Business, row.OwnPeople, row.Detected }).ToListAsync(cancellation))
            {
                found[row.StreamId] = new(row.Number, row.ReceivedAt, row.AboutUnit, row.Product, row.Business, row.OwnPeople, [.. people[row.StreamId]], Counts(row.Detected));
            }
        }

        return [.. found.Values];
    }

    private static IEnumerable<IQueryable<Rows.ComplaintRow>> Alike(IQueryable<Rows.ComplaintRow> near, Fields fields)
    {
        if (fields.Text("about.product") is { } product)
        {
            yield return near.Where(row => row.Product == product);
        }

        if (fields.Text("about.business") is { } business)
        {
            yield return near.Where(row => row.Business == business);
        }
    }

    private static IReadOnlyList<string> Marks(byte[]? phone, byte[]? identity, byte[]? name) => Clusters.Marks(Hex(phone), Hex(identity), Hex(name));

    private static string? Hex(byte[]? index) => index is null ? null : Convert.ToHexString(index);

    // The projection wrote them: CLAUSE=PEOPLE.
    private static Dictionary<string, int> Counts(string detected) => detected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('='))
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));

    private async Task<bool> IsRepeatAsync(ShouwenDbContext context, List<Fields> customers, CancellationToken cancellation)
    {
        var satisfied = context.Complaints.Where(row => row.IsSatisfied == true);
        foreach (var who in customers.Where(HasKey))
        {
            var (phone, id) = (indexes.Phone(who.Text("phone")), indexes.IdNumber(who.Text("id-number")));
            if ((phone is not null && await context.Complainants.Where(row => row.PhoneIndex == phone).AnyAsync(row => satisfied.Any(earlier => earlier.StreamId == row.StreamId), cancellation))
                || (id is not null && await context.Complainants.Where(row => row.IdNumberIndex == id).AnyAsync(row => satisfied.Any(earlier => earlier.StreamId == row.StreamId), cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasKey(Fields who) => who.Has("phone") || who.Has("id-number");
}
