using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Campaigns;

/// <summary>A customer in a list; nothing in it tells who it is.</summary>
public sealed record CustomerItem(Guid StreamId, int Ordinal, string MaskedName, string Unit, string? Manager, CustomerState State, bool Redeems, bool Renews, bool Complains, string? Complaint, DateTimeOffset? LastContactAt);

/// <summary>Which customers a list shows.</summary>
public enum CustomerShow { All, Waiting, Undecided, Agreed, Complaining, Unassigned }

/// <summary>A campaign somebody has customers of.</summary>
public sealed record CampaignOfMine(Guid StreamId, string Number, string Product, DateOnly? MaturesOn);

/// <summary>What a talk with a customer came to.</summary>
public sealed record ContactOutcome(bool Reached, bool Redeems, bool Renews, string? Complaint);

/// <summary>The customers of campaigns for those who look after them: lists, one in full, and what came of talking to one.</summary>
public sealed class CustomerDesk(IDbContextFactory<ShouwenDbContext> database, CustomerVault vault, Cases cases, AccessLog access, CurrentActor who)
{
    public const int Size = 50;

    /// <summary>Campaigns in which the person has customers, the earliest maturity last seen first.</summary>
    public async Task<IReadOnlyList<CampaignOfMine>> MineAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var person = who.Person.Id;
        return await db.Matters.VisibleTo(who).Where(row => row.Kind == AggregateKind.Campaign && !row.HasEnded && db.CampaignCustomers.Any(customer => customer.Manager == person && customer.StreamId == row.StreamId && customer.IsIssued))
            .OrderByDescending(row => row.MaturesOn).Select(row => new CampaignOfMine(row.StreamId, row.Number, row.Subject ?? row.Number, row.MaturesOn)).Take(12).ToListAsync(cancellationToken);
    }

    /// <param name="mine">Only those whom the person looks after.</param>
    /// <param name="units">Only theirs; null: all in sight.</param>
    /// <param name="after">The last one of the page before.</param>
    public async Task<IReadOnlyList<CustomerItem>> PageAsync(Guid campaign, bool mine, IReadOnlyCollection<string>? units, CustomerShow show, int after, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var person = who.Person.Id;
        var rows = db.CampaignCustomers.AsNoTracking().VisibleTo(who).Where(row => row.StreamId == campaign && row.Ordinal > after);
        rows = mine ? rows.Where(row => row.Manager == person) : units is null ? rows : rows.Where(row => units.Contains(row.Unit));
        rows = show switch
        {
            CustomerShow.Waiting => rows.Where(row => row.State == CustomerState.Waiting || row.State == CustomerState.Unreached),
            CustomerShow.Undecided => rows.Where(row => row.State == CustomerState.Undecided),
            CustomerShow.Agreed => rows.Where(row => row.State == CustomerState.Agreed),
            CustomerShow.Complaining => rows.Where(row => row.Complains),
            CustomerShow.Unassigned => rows.Where(row => row.Manager == null),
            _ => rows,
        };
        return await Select(rows.OrderBy(row => row.Ordinal)).Take(Size).ToListAsync(cancellationToken);
    }

    /// <summary>One customer of a campaign, masked; null where there is none in sight.</summary>
    public async Task<CustomerItem?> FindAsync(string number, int customer, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var visible = db.Matters.VisibleTo(who).Where(row => row.Kind == AggregateKind.Campaign && row.Number == number);
        return await Select(db.CampaignCustomers.AsNoTracking().VisibleTo(who).Where(row => row.Ordinal == customer && visible.Any(matter => matter.StreamId == row.StreamId))).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Who the customer is; written down before it is told.</summary>
    public async Task<CustomerDetails?> RevealAsync(string number, CustomerItem customer, string reason, CancellationToken cancellationToken)
    {
        await access.RecordAsync(number, "campaign-customer", reason, cancellationToken, FormattableString.Invariant($"第 {customer.Ordinal} 号客户的姓名、电话"));
        return await OpenAsync(customer, cancellationToken);
    }

    /// <summary>Numbers of customers in a unit, or below it, whom nobody looks after.</summary>
    public async Task<IReadOnlyList<int>> UnassignedAsync(Guid campaign, string unit, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var units = who.Institution.Below(unit);
        return await db.CampaignCustomers.VisibleTo(who).Where(row => row.StreamId == campaign && units.Contains(row.Unit) && row.Manager == null).OrderBy(row => row.Ordinal).Select(row => row.Ordinal).ToListAsync(cancellationToken);
    }

    /// <summary>Who may talk to customers in a unit or below it.</summary>
    public static IReadOnlyList<(Person Person, string Words)> ManagersOf(Institution institution, string unit) =>
        [.. institution.Holders.Where(holder => institution.IsAtOrAbove(unit, holder.Post.Unit) && institution.May(holder.Post.Post, "record-customer-contact"))
            .DistinctBy(holder => holder.Person.Id).Select(holder => (holder.Person, institution.LabelOf(holder.Person, holder.Post)))];

    /// <summary>
    /// Records a talk. Where the customer complains, the complaint is made first, with what is known of the customer, and the record names it; sent twice, both are done once.
    /// </summary>
    /// <returns>What the last act came to, and the complaint's number.</returns>
    public async Task<(HandleResult Result, string? Complaint)> RecordAsync(string number, string product, CustomerItem customer, ContactOutcome outcome, string? channel, string? key, CancellationToken cancellationToken)
    {
        if (await OpenAsync(customer, cancellationToken) is not { } details)
        {
            return (new Missing(), null);
        }

        string? complaint = null;
        if (outcome.Complaint is { } said)
        {
            var registered = await cases.DoAsync(new ActionRequest(ActionCatalogue.Get("register"), null, Input.Map(("channel", channel), ("summary", said), ("about", Input.Map(("unit", customer.Unit), ("product", product))),
                ("complainants", new List<object> { Input.Map(("name", details.Name), ("phone", details.Phone)) })), FormattableString.Invariant($"register {number} {customer.Ordinal}"))
            { Key = key }, cancellationToken);
            if (registered is not Done done)
            {
                return (registered, null);
            }

            complaint = done.Number;
        }

        var input = Input.Map(("customer", details.Name), ("customer-number", customer.Ordinal.ToString(CultureInfo.InvariantCulture)), ("reached", outcome.Reached), ("agrees-to-redeem", outcome.Redeems ? true : null), ("agrees-to-renew", outcome.Renews ? true : null),
            ("complains", complaint is null ? null : true), ("complaint", complaint));
        return (await cases.DoAsync(new ActionRequest(ActionCatalogue.Get("record-customer-contact"), number, input, FormattableString.Invariant($"contact {number} {customer.Ordinal}")) { Kind = AggregateKind.Campaign, Key = key }, cancellationToken), complaint);
    }

    private async Task<CustomerDetails?> OpenAsync(CustomerItem customer, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await vault.KeyAsync(db, customer.StreamId, cancellationToken) is { } key && await db.CampaignCustomers.Where(row => row.StreamId == customer.StreamId && row.Ordinal == customer.Ordinal).Select(row => row.Details).SingleOrDefaultAsync(cancellationToken) is { } details
            ? CustomerVault.Open(key, customer.Ordinal, details) : null;
    }

    private static IQueryable<CustomerItem> Select(IQueryable<CampaignCustomerRow> rows) =>
        rows.Select(row => new CustomerItem(row.StreamId, row.Ordinal, row.MaskedName, row.Unit, row.Manager, row.State, row.Redeems, row.Renews, row.Complains, row.Complaint, row.LastContactAt));
}
