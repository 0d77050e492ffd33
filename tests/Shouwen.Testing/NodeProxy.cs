using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Shouwen.Testing;

/// <summary>A proxy in front of several servers: each connection goes to the next one that answers, and no browser or client to any in particular.</summary>
public sealed class NodeProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private readonly ConcurrentDictionary<Uri, bool> reached = new();
    private volatile Uri[] nodes = [];
    private int next;
    private int answersToLose;

    private NodeProxy()
    {
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Those that have had a connection.</summary>
    public ICollection<Uri> Reached => reached.Keys;

    public static NodeProxy Start() => new();

    /// <summary>From now on connections go to these; one that does not answer is passed over.</summary>
    public void GoTo(params ServerProcess[] servers) => nodes = [.. servers.Select(server => server.Address)];

    /// <summary>So many of the next answers do not reach whoever asked: the node has done what it was asked, and nobody knows.</summary>
    public void LoseAnswers(int count) => answersToLose = count;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(over.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using (client)
        using (var node = await ConnectAsync())
        {
            if (node is null)
            {
                return;
            }

            try
            {
                var (theirs, ours) = (client.GetStream(), node.GetStream());
                await await Task.WhenAny(theirs.CopyToAsync(ours, over.Token), AnswerAsync(ours, theirs)); // when one side ends, both do
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // one of them is no more, or the test is over
            }
        }
    }

    private async Task AnswerAsync(NetworkStream node, NetworkStream client)
    {
        var buffer = new byte[1 << 16];
        while (await node.ReadAsync(buffer, over.Token) is > 0 and var count && !(answersToLose > 0 && Interlocked.Decrement(ref answersToLose) >= 0))
        {
            await client.WriteAsync(buffer.AsMemory(0, count), over.Token);
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        var present = nodes;
        for (var tries = 0; tries < present.Length; tries++)
        {
            var (address, node) = (present[(uint)Interlocked.Increment(ref next) % (uint)present.Length], new TcpClient());
            try
            {
                await node.ConnectAsync(address.Host, address.Port, over.Token);
                reached[address] = true;
                return node;
            }
            catch (SocketException)
            {
                node.Dispose();
            }
        }

        return null;
    }
}
