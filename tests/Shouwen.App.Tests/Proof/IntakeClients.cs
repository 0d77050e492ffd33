using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>Eight clients that register complaints over HTTP, each with a key of its own, and sync every acknowledgement to a file before they go on.</summary>
internal sealed class IntakeClients : IDisposable
{
    private const int Clients = 8;

    private readonly HttpClient http = new();
    private readonly (string Name, object Value)[] more;
    private readonly FileStream ledger;
    private readonly Channel<int> acknowledged = Channel.CreateUnbounded<int>();
    private TaskCompletionSource<Uri> server = NewServer();
    private int count;

    /// <param name="more">Further fields of every complaint.</param>
    public IntakeClients(string apiKey, string ledgerFile, params (string Name, object Value)[] more)
    {
        this.more = more;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        ledger = new(ledgerFile, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Registers complaints 0, 1, 2 …; what is not answered is sent again, with the same key.</summary>
    public Task RegisterAsync(int intakes)
    {
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, intakes));
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (left.TryDequeue(out var intake))
            {
                Acknowledge(intake, await RegisterOneAsync(intake));
            }
        })));
    }

    /// <summary>From now on the clients go there.</summary>
    public void GoTo(Uri address) => server.TrySetResult(address);

    /// <summary>From now on the clients wait for another server; what they have sent is on its way.</summary>
    public void Wait() => server = NewServer();

    /// <summary>Waits until so many have been acknowledged.</summary>
    public async Task ReachAsync(int acknowledgements, CancellationToken cancellation)
    {
        while (await acknowledged.Reader.ReadAsync(cancellation) < acknowledgements)
        {
        }
    }

    /// <summary>Sends one request until it is answered.</summary>
    public async Task<string> RegisterOneAsync(int intake)
    {
        while (true)
        {
            var address = await server.Task;
            try
            {
                using var answer = await new ApiCaller(http).PostAsync($"{address}api/v1/complaints", A.Complaint([("summary", SummaryOf(intake)), ("occurredAt", "2025-03-01T15:00:00+08:00"), .. more]), key: KeyOf(intake));
                var body = await answer.JsonAsync();
                return answer.StatusCode == HttpStatusCode.Created ? body.GetProperty("number").GetString()! // an answer of 201 has one
                    : throw new InvalidOperationException($"Intake {intake} was answered {answer.StatusCode}: {body}");
            }
            catch (HttpRequestException)
            {
                // The server died before it answered. Whether it had done it is not known.
            }
        }
    }

    public static string KeyOf(int intake) => $"intake-{intake}";

    public static string SummaryOf(int intake) => $"第 {intake} 件：{new string((char)('一' + intake), intake % 300)}";

    public void Dispose()
    {
        http.Dispose();
        ledger.Dispose();
    }

    private void Acknowledge(int intake, string number)
    {
        lock (ledger)
        {
            ledger.Write(Encoding.UTF8.GetBytes($"{intake} {number}\n"));
            ledger.Flush(flushToDisk: true);
            acknowledged.Writer.TryWrite(++count);
        }
    }

    private static TaskCompletionSource<Uri> NewServer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
