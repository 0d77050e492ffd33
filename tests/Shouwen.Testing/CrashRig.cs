using System.Diagnostics;

namespace Shouwen.Testing;

/// <summary>Runs a program that acknowledges its work line by line, kills it without warning, and keeps the ledger of what it had acknowledged.</summary>
public sealed class CrashRig(string assembly, params string[] arguments)
{
    private readonly List<string> ledger = [];

    /// <summary>Every acknowledged line of all runs. What stands here must never be lost.</summary>
    public IReadOnlyList<string> Ledger => ledger;

    /// <summary>Starts the program, waits until it says <c>ready</c>, and kills it (SIGKILL) after so many acknowledgements and a moment more.</summary>
    public async Task RunAndKillAsync(string run, int acknowledgements, TimeSpan moreTime, CancellationToken cancellation)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments, run]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{assembly} did not start.");
        try
        {
            await ReadAsync(program, "ready", cancellation);
            for (var i = 0; i < acknowledgements; i++)
            {
                ledger.Add(await ReadAsync(program, null, cancellation));
            }

            await Task.Delay(moreTime, cancellation);
        }
        finally
        {
            program.Kill();
        }

        // What it had said before it died is still in the pipe. The last line may be half a line.
        var rest = await program.StandardOutput.ReadToEndAsync(cancellation);
        ledger.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await program.WaitForExitAsync(cancellation);
    }

    private static async Task<string> ReadAsync(Process program, string? expected, CancellationToken cancellation)
    {
        var line = await program.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The program ended by itself.");
        return expected is null || line == expected ? line : throw new InvalidOperationException($"The program said “{line}”, not “{expected}”.");
    }
}
