using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Shouwen.Testing;

/// <summary>Between a server and its PostgreSQL: passes on, cuts, refuses, stays silent, or swallows the reply to a commit that the database has done.</summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private readonly object guard = new();
    private readonly HashSet<Link> links = [];
    private volatile bool refuses;
    private int repliesToLose;
    private int lost;

    private PostgresProxy()
    {
        var real = new NpgsqlConnectionStringBuilder(TestPostgres.ConnectionString);
        server = (real.Host!, real.Port); // the string names them
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>How many replies to a commit have been lost.</summary>
    public int Lost => lost;

    public static PostgresProxy Start() => new();

    /// <summary>The same database by way of this proxy, with less patience than usual on both sides.</summary>
    public string Through(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Timeout = 3, CommandTimeout = 3, CancellationTimeout = 500, Options = "-c idle_in_transaction_session_timeout=1500" }.ToString();

    /// <summary>Cuts all connections that there are, by a reset.</summary>
    public void Cut()
    {
        Link[] present;
        lock (guard)
        {
            present = [.. links];
        }

        Array.ForEach(present, link => link.Reset());
    }

    /// <summary>Cuts them, and takes no new ones.</summary>
    public void Refuse()
    {
        refuses = true;
        Cut();
    }

    public void Accept() => refuses = false;

    /// <summary>From now on nothing comes through the connections that there are, and neither side hears of the other's end; new ones work.</summary>
    public void Silence()
    {
        lock (guard)
        {
            foreach (var link in links)
            {
                link.IsSilent = true;
            }
        }
    }

    /// <summary>So many of the next commits are done by the database, and their connection is cut before it can say so.</summary>
    public void LoseReplies(int count) => Volatile.Write(ref repliesToLose, count);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        Cut();
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                if (refuses)
                {
                    new Link(client, client).Reset();
                    continue;
                }

                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var node = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        var link = new Link(client, node);
        try
        {
            await node.ConnectAsync(server.Host, server.Port, over.Token);
            lock (guard)
            {
                links.Add(link);
            }

            await await Task.WhenAny(ForwardAsync(link), BackAsync(link));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // one side is no more, or the test is over
        }
        finally
        {
            lock (guard)
            {
                links.Remove(link);
            }

            link.Reset();
        }
    }

    private async Task ForwardAsync(Link link)
    {
        var (from, to, buffer) = (link.Client.GetStream(), link.Server.GetStream(), new byte[1 << 16]);
        while (await from.ReadAsync(buffer, over.Token) is > 0 and var count)
        {
            await link.WaitAsync(over.Token);
            if (buffer.AsSpan(0, count).IndexOf(Commit) >= 0 && Volatile.Read(ref repliesToLose) > 0 && Interlocked.Decrement(ref repliesToLose) >= 0)
            {
                link.LosesReply = true;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), over.Token);
        }
    }

    private async Task BackAsync(Link link)
    {
        var (from, to, buffer) = (link.Server.GetStream(), link.Client.GetStream(), new byte[1 << 16]);
        while (await from.ReadAsync(buffer, over.Token) is > 0 and var count)
        {
            await link.WaitAsync(over.Token);
            if (link.LosesReply)
            {
                Interlocked.Increment(ref lost);
                return; // the database has answered, so it has committed
            }

            await to.WriteAsync(buffer.AsMemory(0, count), over.Token);
        }
    }

    private sealed class Link(TcpClient client, TcpClient server)
    {
        public TcpClient Client => client;

        public TcpClient Server => server;

        public volatile bool LosesReply, IsSilent;

        public void Reset()
        {
            foreach (var side in new[] { client, server })
            {
                try
                {
                    side.Client?.Close(0); // a reset
                }
                catch (ObjectDisposedException)
                {
                    // closed already
                }
            }
        }

        public async Task WaitAsync(CancellationToken cancellation)
        {
            while (IsSilent)
            {
                await Task.Delay(20, cancellation);
            }
        }
    }
}
