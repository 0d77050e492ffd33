using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Import;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Import;

/// <summary>Takes a table over as the command does.</summary>
internal static class Importing
{
    /// <summary>The counts, and the rows of which not all was taken, in their order.</summary>
    public static async Task<(ImportCounts Counts, IReadOnlyList<RowResult> Rejected)> RunAsync(TestHost host, Mapping mapping, byte[] table)
    {
        var (counts, rejected) = (new ImportCounts(), new List<RowResult>());
        var ledger = Ledger.Open(SheetFile.Rows(new MemoryStream(table), LedgerJobs.MostUnpacked), mapping.Columns.Contains)!;
        await foreach (var result in new Importer(host.Services.GetRequiredService<ComplaintHandler>(), host.House, new(mapping)).RunAsync(ledger, 0, TestContext.Current.CancellationToken))
        {
            counts = counts.With(result.Fate);
            if (result.Reason is not null)
            {
                rejected.Add(result);
            }
        }

        return (counts, rejected);
    }
}
