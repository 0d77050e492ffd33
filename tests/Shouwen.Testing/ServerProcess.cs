using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Shouwen.Testing;

/// <summary>The real server as a process of its own, on a port that the system hands out.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => this.process = process;

    public Uri Address => listening.Task.Result; // it listens before anybody gets this

    /// <summary>What it holds in memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The options that name a test's data and database.</summary>
    public static string[] StoreOf(TestDatabase database) =>
    [
        "--data", database.Folder, "--root", AppContext.BaseDirectory,
        .. database.Kind == Database.Sqlite ? Array.Empty<string>() : ["--database", "postgresql", "--connection", database.ConnectionString],
    ];

    /// <summary>Starts it and waits until it takes requests.</summary>
    public static async Task<ServerProcess> StartAsync(IEnumerable<string> store, CancellationToken cancellation)
    {
        var start = ShouwenProgram.StartInfo(["serve", "--urls", "http://127.0.0.1:0", .. store, "--Shouwen:DemoData=false", "--Shouwen:RequestsPerMinute=1000000000", "--Shouwen:UploadsPerMinute=1000000000", "--Shouwen:UnsafeDatabase=true"]);
        start.WorkingDirectory = AppContext.BaseDirectory;
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        await server.ListenAsync(cancellation);
        return server;
    }

    /// <summary>SIGKILL: it learns nothing of it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The server ended before it took requests."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(cancellation);
    }

    private void Read(string? line)
    {
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
