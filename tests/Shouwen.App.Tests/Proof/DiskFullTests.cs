using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>The real server on a disk that fills up: it says so, keeps on reading, and goes on by itself when there is room again.</summary>
[Claim(3)]
public sealed class DiskFullTests
{
    private const int Megabytes = 96;
    private const int LargestFile = 200_000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DatabaseDisk_Full_RefusesClearly_ReadsOn_AndGoesOnByItself()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var clients = await Clients.StartAsync(disk.Folder);
        for (var cycle = 0; cycle < Scale.Of(2, 20); cycle++)
        {
            var kept = await clients.RegisterAsync();
            disk.Fill();
            var refused = await Clients.UntilRefusedAsync(10, clients.TryRegisterAsync);

            Assert.All(refused, answer => Assert.Equal((HttpStatusCode.InsufficientStorage, "disk-full"), answer));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await clients.ReadAsync("complaints"), await clients.ReadAsync("policies")));
            Assert.Equal(HttpStatusCode.InsufficientStorage, await clients.ReadAsync($"complaints/{kept}")); // what cannot be recorded as seen is not shown
            Assert.Equal((HttpStatusCode.OK, "degraded"), await clients.ReadyAsync());
            disk.Empty();
            await Clients.GoOnAsync(clients.TryRegisterAsync);
            Assert.Equal((HttpStatusCode.OK, "ready"), await clients.ReadyAsync());
        }

        await clients.AssertKeptAsync();
    }

    [Fact]
    public async Task AttachmentDisk_Full_RefusesFilesClearly_AndTakesComplaints()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var data = TestDatabase.At(Path.Combine(Path.GetTempPath(), $"t{Guid.NewGuid():N}"));
        await using var clients = await Clients.StartAsync(data.Folder, $"--Shouwen:Attachments={disk.Folder}");
        for (var cycle = 0; cycle < Scale.Of(2, 20); cycle++)
        {
            disk.Fill();
            var refused = await Clients.UntilRefusedAsync(5, clients.TryAttachAsync);

            Assert.All(refused, answer => Assert.Equal((HttpStatusCode.InsufficientStorage, "disk-full"), answer));
            Assert.Equal((HttpStatusCode.OK, "degraded"), await clients.ReadyAsync());
            disk.Empty();
            await Clients.GoOnAsync(clients.TryAttachAsync);
        }

        await clients.AssertKeptAsync();
    }

    /// <summary>Clients of one server that note what it has acknowledged.</summary>
    private sealed class Clients(ServerProcess server, HttpClient http, string folder) : IAsyncDisposable
    {
        private readonly List<string> acknowledged = [];
        private readonly ApiCaller caller = new(http);

        public static async Task<Clients> StartAsync(string folder, params string[] more)
        {
            string[] store = ["--data", folder, "--root", AppContext.BaseDirectory, .. more];
            var key = await CrashTests.NewKeyAsync(store, "complaint-officer@branch-1");
            var server = await ServerProcess.StartAsync(store, Token);
            return new(server, new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } }, folder);
        }

        public async Task<string> RegisterAsync() => await TryRegisterAsync() is (HttpStatusCode.Created, var number) ? number : throw new InvalidOperationException("It was refused.");

        public async Task<(HttpStatusCode Status, string Word)> TryRegisterAsync()
        {
            using var answer = await caller.PostAsync("/api/v1/complaints", A.Complaint(("summary", new string('长', 2000)), ("occurredAt", "2025-03-01T15:00:00+08:00")));
            var body = await answer.JsonAsync();
            if (!answer.IsSuccessStatusCode)
            {
                return (answer.StatusCode, WordOf(body));
            }

            acknowledged.Add(body.GetProperty("number").GetString()!); // an answer of 201 has one
            return (answer.StatusCode, acknowledged[^1]);
        }

        public async Task<(HttpStatusCode Status, string Word)> TryAttachAsync()
        {
            var complaint = $"/api/v1/complaints/{await RegisterAsync()}";
            var request = new HttpRequestMessage(HttpMethod.Post, complaint + "/attach") { Content = Browsing.FileForm("函.pdf", SampleFile.PdfOf(LargestFile)) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.TryAddWithoutValidation("If-Match", await caller.VersionAsync(complaint.Split('/')[^1]));
            using var answer = await http.SendAsync(request, Token);
            return (answer.StatusCode, WordOf(await answer.JsonAsync()));
        }

        // What space its log still has, it may use.
        public static async Task<IReadOnlyList<(HttpStatusCode, string)>> UntilRefusedAsync(int times, Func<Task<(HttpStatusCode Status, string Word)>> attempt)
        {
            var refused = new List<(HttpStatusCode, string)>();
            for (var tries = 0; refused.Count < times; tries++)
            {
                Assert.True(tries < 5000, "It is never refused.");
                if (await attempt() is var answer && (int)answer.Status >= 400)
                {
                    refused.Add(answer);
                }
            }

            return refused;
        }

        public static async Task GoOnAsync(Func<Task<(HttpStatusCode Status, string Word)>> attempt)
        {
            var watch = Stopwatch.StartNew();
            while ((int)(await attempt()).Status >= 400)
            {
                Assert.True(watch.Elapsed < Soon, "It does not go on.");
                await Task.Delay(100, Token);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"went on after {watch.ElapsedMilliseconds} ms");
        }

        public async Task<HttpStatusCode> ReadAsync(string path)
        {
            using var answer = await http.GetAsync($"/api/v1/{path}", Token);
            return answer.StatusCode;
        }

        public async Task<(HttpStatusCode, string?)> ReadyAsync()
        {
            using var answer = await http.GetAsync("/health/ready", Token);
            return (answer.StatusCode, (await answer.JsonAsync()).GetProperty("status").GetString());
        }

        // All that was acknowledged and nothing else, and each whole.
        public async Task AssertKeptAsync()
        {
            await server.KillAsync();
            await using var database = TestDatabase.At(Path.Combine(Path.GetTempPath(), $"t{Guid.NewGuid():N}")); // a copy: whoever has looked into a file keeps its disk from being unmounted
            foreach (var file in Directory.GetFiles(folder, "*.db*").Concat(Directory.GetFiles(Path.Combine(folder, "keys"))))
            {
                var copy = Path.Combine(database.Folder, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file is in a folder
                File.Copy(file, copy);
            }

            await using var context = database.CreateDbContext();
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await context.Complaints.OrderBy(row => row.Number).Select(row => row.Number).ToListAsync(Token));
            await CrashTests.AssertUnbrokenAsync(database);
        }

        public async ValueTask DisposeAsync()
        {
            caller.Dispose();
            await server.DisposeAsync();
        }

        private static string WordOf(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : body.ToString();
    }
}
