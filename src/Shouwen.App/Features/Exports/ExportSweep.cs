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
        return writer.WriteAsync(
            async db =>
            {
                var over = db.Exports.Where(row => row.Parts > 0 && row.ExpiresAt <= now);
                await db.ExportParts.Where(part => over.Any(row => row.Id == part.ExportId)).ExecuteDeleteAsync(CancellationToken.None);
                return await over.ExecuteUpdateAsync(set => set.SetProperty(row => row.Parts, 0), CancellationToken.None);
            },
            cancellation);
    }
}
