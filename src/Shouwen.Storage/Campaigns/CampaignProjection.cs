using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Campaigns;

/// <summary>What a campaign's entries change on its list of customers: a list is issued, customers are given to somebody, somebody has spoken to one.</summary>
internal static class CampaignProjection
{
    public static async Task WriteAsync(ShouwenDbContext context, Guid stream, IEnumerable<Entry> added)
    {
        foreach (var entry in added)
        {
            await (entry.Action switch
            {
                "issue-customers" when Guid.TryParse(entry.Data.Text("list"), out var list) => IssueAsync(context, stream, list, entry),
                "assign-customers" => AssignAsync(context, stream, entry),
                "record-customer-contact" when entry.Data.Number("customer-number") is { } ordinal => ContactAsync(context, stream, (int)ordinal, entry),
                _ => Task.CompletedTask,
            });
        }
    }

    private static Task IssueAsync(ShouwenDbContext context, Guid stream, Guid list, Entry entry)
    {
        var unit = entry.Data.Text("unit");
        return context.CampaignCustomers.Where(row => row.ImportId == list && row.IssuedTo == unit && row.StreamId == stream).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsIssued, true));
    }

    // Customers of the list are named by their numbers in it; names of customers who are on none change nothing.
    private static Task AssignAsync(ShouwenDbContext context, Guid stream, Entry entry)
    {
        var person = entry.Data.Text("person");
        var numbers = entry.Data.Texts("customers").Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).ToList();
        return numbers.Count == 0 ? Task.CompletedTask
            : context.CampaignCustomers.Where(row => row.StreamId == stream && row.IsIssued && numbers.Contains(row.Ordinal)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Manager, person));
    }

    // A later contact says more than an earlier one, but an unanswered call takes back nothing, and a complaint stays one.
    private static async Task ContactAsync(ShouwenDbContext context, Guid stream, int ordinal, Entry entry)
    {
        if (await context.CampaignCustomers.SingleOrDefaultAsync(row => row.StreamId == stream && row.Ordinal == ordinal && row.IsIssued) is not { } row)
        {
            return;
        }

        row.LastContactAt = entry.HappenedAt;
        row.Complains |= entry.Data.Flag("complains");
        row.Complaint = entry.Data.Text("complaint") ?? row.Complaint;
        if (entry.Data.Flag("reached"))
        {
            (row.Redeems, row.Renews) = (entry.Data.Flag("agrees-to-redeem"), entry.Data.Flag("agrees-to-renew"));
            row.State = row.Redeems || row.Renews ? CustomerState.Agreed : CustomerState.Undecided;
        }
        else if (row.State == CustomerState.Waiting)
        {
            row.State = CustomerState.Unreached;
        }
    }
}
