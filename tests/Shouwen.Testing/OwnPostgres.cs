using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Shouwen.Testing;

/// <summary>A durable PostgreSQL of the test's own, that it may stop, kill and start again.</summary>
public sealed class OwnPostgres : IDisposable
{
    private const string Tools = "/usr/lib/postgresql";

    private readonly string folder;
    private readonly int port;

    private OwnPostgres(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
    }

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=shouwen;Database=postgres";

    private string Data => Path.Combine(folder, "data");

    /// <summary>Makes one and starts it; where PostgreSQL's own programs are not installed, the test is skipped.</summary>
    public static OwnPostgres Start()
    {
        if (!Directory.Exists(Tools))
        {
            Assert.Skip($"{Tools} is not there: this test starts a PostgreSQL of its own.");
        }

        var folder = Directory.CreateTempSubdirectory("shouwen-own-postgres-").FullName;
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres:", folder);
        }

        var server = new OwnPostgres(folder, FreePort());
        AsItself("initdb", "-D", server.Data, "-U", "shouwen", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        server.Resume();
        return server;
    }

    /// <summary>Starts it again, and waits until it takes connections.</summary>
    public void Resume() => AsItself("pg_ctl", "-D", Data, "-l", Path.Combine(folder, "log"), "-w", "-t", "60", "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100", "start");

    /// <param name="mode"><c>smart</c> waits for clients, <c>fast</c> sends them away, <c>immediate</c> does not finish anything.</param>
    public void Stop(string mode) => AsItself("pg_ctl", "-D", Data, "-m", mode, "-w", "-t", "20", "stop");

    /// <summary>SIGKILL to the postmaster and all that it had started.</summary>
    public void Kill()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(postmaster);
        process.Kill(entireProcessTree: true);
        process.WaitForExit(5000);
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            Stop("immediate");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // PostgreSQL refuses to run as root.
    private static void AsItself(string tool, params string[] arguments)
    {
        var path = Path.Combine(Directory.GetDirectories(Tools).OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0).First(), "bin", tool);
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments] : [path, .. arguments];
        Run(command[0], command[1..]);
    }

    // What it prints goes to a file: a server it starts would keep a pipe open.
    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "cd /; exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]))!; // it is part of every system
        process.WaitForExit();
        _ = process.ExitCode == 0 ? true : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
