using System.Diagnostics;
using Npgsql;

namespace Shouwen.Testing;

/// <summary>The PostgreSQL server the tests may use; <c>./test</c> starts it.</summary>
public static class TestPostgres
{
    private const string Variable = "SHOUWEN_TEST_POSTGRES";
    private const string Tools = "/usr/lib/postgresql";

    /// <summary>Names the server's database <c>postgres</c>; tests make databases of their own beside it.</summary>
    public static string ConnectionString =>
        Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException(
            $"{Variable} is not set. Run the tests by ./test, or set it to what `build/postgres start` prints.");

    /// <summary>Runs one of its own tools, such as <c>pg_dump</c>, on the server; fails unless that ends well.</summary>
    public static async Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var server = new NpgsqlConnectionStringBuilder(ConnectionString);
        var start = new ProcessStartInfo(ToolOf(tool), ["--host", server.Host!, "--port", $"{server.Port}", "--username", server.Username!, "--no-password", .. arguments]) { RedirectStandardError = true }; // the string names them
        using var program = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        var errors = await program.StandardError.ReadToEndAsync(cancellation);
        await program.WaitForExitAsync(cancellation);
        _ = program.ExitCode == 0 ? true : throw new InvalidOperationException($"{tool}: {errors}");
    }

    // Those of the newest server: older ones do not dump it.
    private static string ToolOf(string name) => !Directory.Exists(Tools) ? name
        : Directory.GetDirectories(Tools).OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0).Select(version => Path.Combine(version, "bin", name)).FirstOrDefault(File.Exists) ?? name;
}
