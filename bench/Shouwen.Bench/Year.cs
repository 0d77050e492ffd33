using Shouwen.Domain.Complaints;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>The demo year of the sample bank, played once through the handler: the models of what databases are filled with.</summary>
internal static class Year
{
    public static async Task<IReadOnlyList<Complaint>> ModelsAsync(string folder, CancellationToken cancellation)
    {
        var data = Path.Combine(folder, "year");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(data))
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(data) : Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var (code, _, errors) = await ShouwenProgram.RunAsync(["demo", "--data", data, "--root", AppContext.BaseDirectory], cancellation);
            _ = code == 0 ? true : throw new InvalidOperationException(errors);
        }

        await using var workshop = await Workshop.OpenAsync(TestDatabase.At(data), cancellation: cancellation);
        return await workshop.ComplaintsAsync(cancellation);
    }
}
