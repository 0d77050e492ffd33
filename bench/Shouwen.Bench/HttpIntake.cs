using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>Registers complaints through the REST API of a server in a process of its own.</summary>
internal sealed class HttpIntake : IDisposable
{
    private readonly HttpClient http;

    private long customers;

    private HttpIntake(HttpClient http) => this.http = http;

    public static async Task<HttpIntake> OpenAsync(ServerProcess server, TestDatabase database, CancellationToken cancellation)
    {
        var (code, key, errors) = await ShouwenProgram.RunAsync(["key", "add", "bench", "--as", "teller@sub-branch-1-1", "--reason", "measuring", .. ServerProcess.StoreOf(database)], cancellation);
        if (code != 0)
        {
            throw new InvalidOperationException(errors);
        }

        var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        return new(http);
    }

    /// <summary>Each from another customer: one who complains for the ten-thousandth time is nobody's usual day.</summary>
    public async Task RegisterAsync(CancellationToken cancellation)
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"139{Interlocked.Increment(ref customers):D8}");
        using var answer = await new ApiCaller(http).PostAsync("/api/v1/complaints", A.Complaint(("occurredAt", "2025-03-01T15:00:00+08:00"), ("complainants", new[] { new { name = "王小明", phone } })));
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    public void Dispose() => http.Dispose();
}
