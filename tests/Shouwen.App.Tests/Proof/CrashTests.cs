using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;
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
    [InlineData(Database.Sqlite, 500, 20, 10_000, 200)]
    [InlineData(Database.PostgreSql, 100, 4, 5000, 100)]
    [Claim(1)]
    [Trait("PastBug", "32")]
    public async Task Server_KilledAtRandomPoints_KeepsEveryAcknowledgedComplaintOnceWithItsFile(Database kind, int usualIntakes, int usualKills, int nightlyIntakes, int nightlyKills)
    {
        var (intakes, kills) = (Scale.Of(usualIntakes, nightlyIntakes), Scale.Of(usualKills, nightlyKills));
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = ServerProcess.StoreOf(database);
        var ledger = Path.Combine(database.Folder, "ledger");
        using var clients = new IntakeClients(await NewKeyAsync(store), ledger);

        await RegisterUnderFireAsync(clients, database, store, intakes, kills);

        var acknowledged = await File.ReadAllLinesAsync(ledger, Cancellation);
        await AssertKeptAsync(database, intakes, acknowledged);
        await AssertFilesAsync(database, acknowledged);
        await AssertVerifiedAsync(store);
    }

    /// <summary>What no client has been told of: the server dies when it has done what it was asked, and before anybody hears of it.</summary>
    [Fact]
    [Claim(13)]
    public async Task Server_KilledBetweenCommitAndReply_GivesTheSameKeysTheirNumbers()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        var store = ServerProcess.StoreOf(database);
        var ledger = Path.Combine(database.Folder, "ledger");
        using var clients = new IntakeClients(await NewKeyAsync(store), ledger);
        var rounds = Scale.Of(2, 25);
        for (var round = 1; round <= rounds; round++)
        {
            await using var proxy = NodeProxy.Start();
            await using var dying = await ServerProcess.StartAsync(store, Cancellation);
            proxy.GoTo(dying);
            proxy.LoseAnswers(int.MaxValue);
            clients.GoTo(proxy.Address);
            var registering = clients.RegisterOnceEachAsync(round);
            while (await CountAsync(database) < IntakeClients.Clients * round)
            {
                await Task.Delay(20, Cancellation); // until each has been done
            }

            clients.Wait();
            await dying.KillAsync();
            var committed = await NumbersAsync(database);
            await using var next = await ServerProcess.StartAsync(store, Cancellation);
            clients.GoTo(next.Address);
            await registering;

            Assert.Equal(committed, await NumbersAsync(database));
            clients.Wait();
        }

        await AssertKeptAsync(database, IntakeClients.Clients * rounds, await File.ReadAllLinesAsync(ledger, Cancellation));
    }

    private static async Task<int> CountAsync(TestDatabase database) => (await NumbersAsync(database)).Count;

    private static async Task<List<string>> NumbersAsync(TestDatabase database)
    {
        await using var context = database.CreateDbContext();
        return await context.Complaints.OrderBy(row => row.Number).Select(row => row.Number).ToListAsync(Cancellation);
    }

    // Each acknowledged file is there once, with the bytes that were sent.
    private static async Task AssertFilesAsync(TestDatabase database, string[] ledger)
    {
        using var keys = KeyRing.Open(new StorageFolders(database.Folder).Keys);
        var files = new AttachmentStore(database, keys, new(new StorageFolders(database.Folder)));
        var streams = new StreamStore(keys);
        await using var context = database.CreateDbContext();
        foreach (var (intake, number) in ledger.Select(Read))
        {
            var stream = await streams.LoadAsync(context, Domain.Actions.AggregateKind.Complaint, number, Cancellation);
            var attachment = Assert.Single(stream!.Entries.Select(Attachment.Of).OfType<Attachment>()); // it is in the ledger
            await using var content = await files.OpenAsync(number, attachment, Cancellation);
            using var bytes = new MemoryStream();
            await content!.CopyToAsync(bytes, Cancellation);
            Assert.Equal(IntakeClients.FileOf(intake), bytes.ToArray());
        }
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
        var (registering, starts) = (clients.RegisterAsync(intakes, withFiles: true), new List<long>());
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

        var keys = await context.Idempotency.Where(row => !row.Route.EndsWith("/attach")).Select(row => new { row.Key, row.Number }).ToListAsync(Cancellation);
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
