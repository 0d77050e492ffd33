using System.Diagnostics;

namespace Shouwen.Testing;

/// <summary>The real executable as a process of its own.</summary>
public static class ShouwenProgram
{
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "shouwen.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var program = Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException("The program did not start.");
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(cancellation), program.StandardError.ReadToEndAsync(cancellation));
        await Task.WhenAll(output, errors, program.WaitForExitAsync(cancellation));
        return (program.ExitCode, await output, await errors);
    }
}
