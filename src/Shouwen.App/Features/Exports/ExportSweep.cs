using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Exports;

/// <summary>Deletes the files of exports whose day is over; who asked for them, why and who allowed it stays.</summary>
public sealed class ExportSweep(CommandWriter writer, TimeProvider clock)
{
    /// <returns>How many files.</returns>
    public Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(db => db.Exports.Where(row => row.Content != null && row.ExpiresAt <= now).ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, (byte[]?)null)), cancellation);
    }
}
