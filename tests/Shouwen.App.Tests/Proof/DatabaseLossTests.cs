using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>A real server whose PostgreSQL is restarted, killed or cut off while clients register.</summary>
public sealed class DatabaseLossTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Claim(6)]
    public async Task Database_StoppedAndKilledUnderLoad_LosesNothing_AndTheServerGoesOn()
    {
        using var postgres = OwnPostgres.Start();
        await using var database = TestDatabase.On(postgres);
        var restarts = Scale.Of(3, 50);
        await using var load = await Load.StartAsync(database, database.ConnectionString + ";Timeout=5;Command Timeout=10");
        var gaps = new List<long>();
        var working = load.Clients.RegisterAsync(restarts * 60);
        for (var restart = 0; restart < restarts; restart++)
        {
            await load.MoreAsync(20, working);
            var watch = Stopwatch.StartNew();
            switch (restart % 3)
            {
                case 0:
                    await Load.StopSmartlyAsync(postgres);
                    break;
                case 1:
                    postgres.Stop("immediate");
                    break;
                default:
                    postgres.Kill();
                    break;
            }

            postgres.Resume();
            await load.MoreAsync(1, working);
            gaps.Add(watch.ElapsedMilliseconds);
        }

        await working.WaitAsync(TimeSpan.FromMinutes(Scale.Of(1, 30)), Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{restarts} restarts, {load.Clients.PutOff} times put off, from the stop to the next acknowledgement {string.Join(", ", gaps)} ms");
        Assert.All(gaps, gap => Assert.InRange(gap, 0, 30_000));
        await load.AssertKeptAsync(restarts * 60);
    }

    [Fact]
    [Claim(7)]
    public async Task Network_CutAtAnyPoint_LosesNothing_AndDoesNothingTwice()
    {
        await using var proxy = PostgresProxy.Start();
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        await using var load = await Load.StartAsync(database, proxy.Through(database.ConnectionString));
        var (cuts, random) = (Scale.Of(12, 500), new Random(7));
        var working = load.Clients.RegisterAsync(cuts * 10);
        for (var cut = 0; cut < cuts; cut++)
        {
            await load.MoreAsync(random.Next(1, 9), working);
            await Task.Delay(random.Next(10), Token);
            switch (cut % 10)
            {
                case 0:
                    proxy.Silence();
                    break;
                case 3:
                    proxy.Refuse();
                    await Task.Delay(100, Token);
                    proxy.Accept();
                    break;
                case 1 or 5 or 7:
                    proxy.LoseReplies(1);
                    break;
                default:
                    proxy.Cut();
                    break;
            }
        }

        await working.WaitAsync(TimeSpan.FromMinutes(Scale.Of(1, 30)), Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} cuts, of them {proxy.Lost} between a commit and its reply; {load.Clients.PutOff} times put off");
        Assert.True(proxy.Lost > 0 && load.Clients.PutOff > 0);
        await load.AssertKeptAsync(cuts * 10);
    }

    [Fact]
    [Claim(7)]
    [Claim(13)]
    public async Task Commit_WhoseReplyIsLost_Is503_AndTheSameKeyGivesTheTrueResult()
    {
        await using var proxy = PostgresProxy.Start();
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        await using var host = TestHost.On(database, ("Shouwen:Connection", proxy.Through(database.ConnectionString)));
        using var caller = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        var (times, unknown) = (Scale.Of(5, 200), 0);
        for (var time = 0; time < times; time++)
        {
            proxy.LoseReplies(1); // a job may commit first
            var answer = await caller.PostAsync("/api/v1/complaints", A.Complaint(("summary", $"第 {time} 件")), key: $"k{time}");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                unknown++;
                Assert.Equal(("database-away", "5"), ((await answer.JsonAsync()).GetProperty("code").GetString(), answer.Header("Retry-After")));
                Assert.Equal(time + 1, await CountAsync(database)); // it was done
            }

            var again = await caller.PostAsync("/api/v1/complaints", A.Complaint(("summary", $"第 {time} 件")), key: $"k{time}");
            Assert.Equal((HttpStatusCode.Created, $"{time + 1:D4}"), (again.StatusCode, (await again.JsonAsync()).GetProperty("number").GetString()![^4..]));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{unknown} of {times} commits without a reply");
        Assert.True(unknown > 0);
        Assert.Equal(times, await CountAsync(database));
    }

    [Fact]
    [Claim(7)]
    public async Task Page_WithoutTheDatabase_SaysSo()
    {
        await using var proxy = PostgresProxy.Start();
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        await using var host = TestHost.On(database, ("Shouwen:Connection", proxy.Through(database.ConnectionString)));
        using var client = await host.SignInAsync("complaint-officer@branch-1");

        proxy.Refuse();
        var answer = await client.GetAsync("/complaints", Token);
        proxy.Accept();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "暂时办不了", "5"), (answer.StatusCode, (await answer.PageAsync()).QuerySelector("h1")?.TextContent, answer.Header("Retry-After")));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/complaints", Token)).StatusCode);
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var context = database.CreateDbContext();
        return await context.Complaints.CountAsync(Token);
    }

    /// <summary>A server, and clients that register.</summary>
    private sealed class Load(ServerProcess server, IntakeClients clients, TestDatabase database, string ledger) : IAsyncDisposable
    {
        private int reached;

        public IntakeClients Clients => clients;

        public static async Task<Load> StartAsync(TestDatabase database, string connection)
        {
            string[] store = ["--data", database.Folder, "--root", AppContext.BaseDirectory, "--database", "postgresql", "--connection", connection];
            var ledger = Path.Combine(database.Folder, "ledger");
            var clients = new IntakeClients(await CrashTests.NewKeyAsync(store), ledger);
            var server = await ServerProcess.StartAsync(store, Token);
            clients.GoTo(server.Address);
            return new(server, clients, database, ledger);
        }

        /// <summary>Waits until so many more have been acknowledged.</summary>
        public async Task MoreAsync(int acknowledgements, Task working) => await await Task.WhenAny(clients.ReachAsync(reached += acknowledgements, Token), working).WaitAsync(TimeSpan.FromMinutes(1), Token);

        // It waits for its clients to go, and pools keep theirs; whoever stops it so has waited long enough after a second.
        public static async Task StopSmartlyAsync(OwnPostgres postgres)
        {
            var stopping = Task.Run(() => postgres.Stop("smart"), Token);
            await Task.WhenAny(stopping, Task.Delay(1000, Token));
            if (!stopping.IsCompleted)
            {
                postgres.Stop("fast");
            }

            await stopping;
        }

        public async Task AssertKeptAsync(int intakes)
        {
            await CrashTests.AssertKeptAsync(database, intakes, await File.ReadAllLinesAsync(ledger, Token));
            await CrashTests.AssertUnbrokenAsync(database);
            using var answer = await new HttpClient().GetAsync(new Uri(server.Address, "/health/ready"), Token); // the same process as before
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        public async ValueTask DisposeAsync()
        {
            clients.Dispose();
            await server.DisposeAsync();
        }
    }
}
