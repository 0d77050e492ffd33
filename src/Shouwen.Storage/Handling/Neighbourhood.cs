using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Complaints;

namespace Shouwen.Storage;

/// <summary>What a new complaint meets: a campaign on its product, an earlier complaint of the same customer who had been recorded as satisfied. Read before deciding, by index.</summary>
public sealed class Neighbourhood(IDbContextFactory<ShouwenDbContext> contexts, BlindIndexes indexes)
{
    public async Task<Surroundings> AroundAsync(Proposal proposal, Surroundings surroundings, CancellationToken cancellation)
    {
        var product = proposal.Fields.Text("about.product");
        var customers = proposal.Fields.Groups("complainants").ToList();
        if (proposal.Action.Name != "register" || (product is null && !customers.Exists(HasKey)))
        {
            return surroundings;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return surroundings with
        {
            IsCampaignOpen = product is not null && await context.Matters.AnyAsync(row => row.Kind == AggregateKind.Campaign && row.Subject == product, cancellation),
            IsRepeatAfterSatisfied = await IsRepeatAsync(context, customers, cancellation),
        };
    }

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
