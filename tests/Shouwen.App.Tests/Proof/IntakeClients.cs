using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>
/// Eight clients that register complaints over HTTP, each with a key of its own, and if told so attach a file to each. They sync every acknowledgement to a file, the ledger, before
/// they go on: <c>INTAKE NUMBER</c>.
/// </summary>
internal sealed class IntakeClients : IDisposable
{
    public const int Clients = 8;
    private const int PutOffMilliseconds = 50;

    private readonly HttpClient http = new();
    private readonly (string Name, object Value)[] more;
    private readonly FileStream ledger;
    private readonly Channel<int> acknowledged = Channel.CreateUnbounded<int>();
    private TaskCompletionSource<Uri> server = NewServer();
    private int count;
    private int putOff;

    /// <param name="more">Further fields of every complaint.</param>
    public IntakeClients(string apiKey, string ledgerFile, params (string Name, object Value)[] more)
    {
        this.more = more;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        ledger = new(ledgerFile, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>How often they were told to try again.</summary>
    public int PutOff => putOff;

    /// <summary>Registers complaints 0, 1, 2 …; what is not answered, or answered by 503, is sent again with the same key.</summary>
    /// <param name="withFiles">Attaches one to each, too.</param>
    public Task RegisterAsync(int intakes, bool withFiles = false)
    {
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, intakes));
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (left.TryDequeue(out var intake))
            {
                var number = await RegisterOneAsync(intake);
                if (withFiles)
                {
                    await AttachOneAsync(intake, number);
                }

                Acknowledge(intake, number);
            }
        })));
    }

    /// <summary>Each client registers one complaint: those of the first round, of the second ….</summary>
    public Task RegisterOnceEachAsync(int round) => Task.WhenAll(Enumerable.Range((round - 1) * Clients, Clients).Select(intake => Task.Run(async () => Acknowledge(intake, await RegisterOneAsync(intake)))));

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

    /// <summary>Sends one request until it is answered, and gives the number.</summary>
    public async Task<string> RegisterOneAsync(int intake)
    {
        var body = await SendAsync(HttpStatusCode.Created, address => new ApiCaller(http).PostAsync($"{address}api/v1/complaints", A.Complaint([("summary", SummaryOf(intake)), ("occurredAt", "2025-03-01T15:00:00+08:00"), .. more]), key: KeyOf(intake)));
        return body.GetProperty("number").GetString()!; // an answer of 201 has one
    }

    // A registration leaves the same entries each time, so that the version is known.
    private async Task AttachOneAsync(int intake, string number)
    {
        var version = await SendAsync(HttpStatusCode.OK, address => http.GetAsync($"{address}api/v1/complaints/{number}"));
        await SendAsync(HttpStatusCode.OK, address =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{address}api/v1/complaints/{number}/attach") { Content = Browsing.FileForm("函.pdf", FileOf(intake)) };
            request.Headers.Add("Idempotency-Key", KeyOf(intake));
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version.GetProperty("version").GetInt32()}\"");
            return http.SendAsync(request);
        });
    }

    private async Task<JsonElement> SendAsync(HttpStatusCode expected, Func<Uri, Task<HttpResponseMessage>> send)
    {
        while (true)
        {
            var address = await server.Task;
            try
            {
                using var answer = await send(address);
                var body = await answer.JsonAsync();
                if (answer.StatusCode == expected)
                {
                    return body;
                }

                var isPutOff = answer.StatusCode == HttpStatusCode.ServiceUnavailable || (answer.StatusCode == HttpStatusCode.Conflict && body.GetProperty("code").GetString() == "in-flight");
                _ = isPutOff ? Interlocked.Increment(ref putOff) : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} was answered {answer.StatusCode}: {body}");
                await Task.Delay(PutOffMilliseconds);
            }
            catch (HttpRequestException)
            {
                // The server died before it answered. Whether it had done it is not known.
            }
        }
    }

    public static string KeyOf(int intake) => $"intake-{intake}";

    public static string SummaryOf(int intake) => $"第 {intake} 件：{new string((char)('一' + intake), intake % 300)}";

    /// <summary>The file of an intake; each has its own size.</summary>
    public static byte[] FileOf(int intake) => SampleFile.PdfOf(1000 + (intake % 500 * 37));

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
