using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>The real server, killed without warning while clients register over HTTP.</summary>
public sealed class CrashTests
{
    private const int QuietEnd = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 2000, 20)]
    [InlineData(Database.PostgreSql, 300, 4)]
    [Trait("PastBug", "32")]
    public async Task Server_KilledAtRandomPoints_KeepsEveryAcknowledgedComplaintOnce(Database kind, int intakes, int kills)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = ServerProcess.StoreOf(database);
        var ledger = Path.Combine(database.Folder, "ledger");
        using var clients = new IntakeClients(await NewKeyAsync(store), ledger);

        await RegisterUnderFireAsync(clients, database, store, intakes, kills);

        await AssertKeptAsync(database, intakes, await File.ReadAllLinesAsync(ledger, Cancellation));
        await AssertVerifiedAsync(store);
    }

    internal static async Task<string> NewKeyAsync(string[] store, string who = "teller@sub-branch-1-1")
    {
        var (code, output, errors) = await ShouwenProgram.RunAsync(["key", "add", "clients", "--as", who, "--reason", "试验", .. store], Cancellation);
        return code == 0 ? output.Trim() : throw new InvalidOperationException(errors);
    }

    // The delay makes the point random within a request too, not only between two.
    private static async Task RegisterUnderFireAsync(IntakeClients clients, TestDatabase database, string[] store, int intakes, int kills)
    {
        var random = new Random(20);
        var moments = Enumerable.Range(0, kills).Select(_ => random.Next(1, intakes - QuietEnd)).Order().ToList();
        var (registering, starts) = (clients.RegisterAsync(intakes), new List<long>());
        foreach (var moment in moments)
        {
            await using var server = await StartAsync(clients, store, starts);
            await FirstOf(clients.ReachAsync(moment, Cancellation), registering);
            await Task.Delay(random.Next(20), Cancellation);
            clients.Wait();
            await server.KillAsync();
            await AssertUnbrokenAsync(database);
        }

        await using var last = await StartAsync(clients, store, starts);
        await registering;
        TestContext.Current.TestOutputHelper?.WriteLine($"{database.Kind}: starts took {string.Join(", ", starts)} ms");
        await AssertRepeatableAsync(clients, Path.Combine(database.Folder, "ledger"));
    }

    private static async Task<ServerProcess> StartAsync(IntakeClients clients, string[] store, List<long> starts)
    {
        var watch = Stopwatch.StartNew();
        var server = await ServerProcess.StartAsync(store, Cancellation);
        starts.Add(watch.ElapsedMilliseconds);
        clients.GoTo(server.Address);
        return server;
    }

    // A client that fails ends the test at once.
    private static async Task FirstOf(Task reached, Task registering) => await await Task.WhenAny(reached, registering);

    // Not the checkpoints: the kill may have come between a checkpoint's commit and its copy, which the next start makes up for.
    internal static async Task AssertUnbrokenAsync(TestDatabase database)
    {
        var folders = new StorageFolders(database.Folder);
        using var keys = KeyRing.Open(folders.Keys);

        var report = await new JournalVerifier(database, keys, folders).VerifyAsync(null, Cancellation);

        Assert.DoesNotContain(report.Faults, fault => fault.Number is not null);
    }

    // Whoever sends an acknowledged request again gets the number it got before.
    private static async Task AssertRepeatableAsync(IntakeClients clients, string ledger)
    {
        foreach (var (intake, number) in (await File.ReadAllLinesAsync(ledger, Cancellation)).Select(Read).Take(100))
        {
            Assert.Equal(number, await clients.RegisterOneAsync(intake));
        }
    }

    internal static async Task AssertKeptAsync(TestDatabase database, int intakes, string[] ledger)
    {
        await using var context = database.CreateDbContext();
        var kept = await context.Complaints.Join(context.ComplaintTexts, row => row.StreamId, text => text.StreamId, (row, text) => new { row.Number, text.Summary }).ToListAsync(Cancellation);
        var promised = ledger.Select(Read).Select(line => new { line.Number, Summary = IntakeClients.SummaryOf(line.Intake) }).ToList();
        Assert.Equal(intakes, promised.Count);
        Assert.Equal(promised.OrderBy(row => row.Number), kept.OrderBy(row => row.Number));
        foreach (var day in kept.GroupBy(row => row.Number[..^4])) // a run may go over midnight
        {
            Assert.Equal(Enumerable.Range(1, day.Count()).Select(i => $"{day.Key}{i:D4}"), day.Select(row => row.Number).Order(StringComparer.Ordinal));
        }

        var keys = await context.Idempotency.Select(row => new { row.Key, row.Number }).ToListAsync(Cancellation);
        Assert.Equal(ledger.Select(Read).Select(line => $"{IntakeClients.KeyOf(line.Intake)} {line.Number}").Order(), keys.Select(row => $"{row.Key} {row.Number}").Order());
    }

    private static async Task AssertVerifiedAsync(string[] store)
    {
        await ShouwenProgram.RunAsync(["journal", "checkpoint", .. store], Cancellation);

        var (code, output, errors) = await ShouwenProgram.RunAsync(["journal", "verify", .. store], Cancellation);

        Assert.Equal((0, ""), (code, errors));
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    private static (int Intake, string Number) Read(string line) => line.Split(' ') is [var intake, var number]
        ? (int.Parse(intake, System.Globalization.CultureInfo.InvariantCulture), number) : throw new InvalidDataException(line);
}
