using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Keys;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>The real server takes complaints and files while the real program backs it up.</summary>
[Claim(66)]
public sealed class BackupTests : IDisposable
{
    private const int Before = 25;

    private readonly string folder = Directory.CreateTempSubdirectory("shouwen-backup-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(folder, "backup");

    private string Keys => Path.Combine(folder, "keys");

    private string Restored => Path.Combine(folder, "restored");

    [Fact]
    public async Task Backup_WhileClientsRegisterAndAttach_BringsBackAllThatWasAcknowledgedBefore()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        var store = ServerProcess.StoreOf(database);
        using var clients = new FileClients(await CrashTests.NewKeyAsync(store), Path.Combine(folder, "ledger"));
        await using var server = await ServerProcess.StartAsync(store, Token);
        var working = clients.WorkAsync(server.Address);
        await FirstOf(clients.ReachAsync(Before), working);

        var (registered, attached) = (clients.Registered.ToArray(), clients.Attached.ToArray());
        var made = await ShouwenProgram.RunAsync(["backup", "--to", Backup, "--keys-to", Keys, .. store], Token);
        await FirstOf(clients.ReachAsync(clients.Attached.Count + 10), working); // it takes them as before
        clients.Stop();
        await working;
        var restored = await ShouwenProgram.RunAsync(["restore", "--from", Backup, "--keys", Keys, "--data", Restored], Token);

        Assert.Equal((0, "", 0, ""), (made.ExitCode, made.Errors, restored.ExitCode, restored.Errors));
        await using var source = database.CreateDbContext();
        await using var copies = TestDatabase.At(Restored);
        await using var copy = copies.CreateDbContext();
        var (complaints, goneOn) = await SameStore.AssertAsync(source, copy);
        TestContext.Current.TestOutputHelper?.WriteLine($"{registered.Length} acknowledged before, {complaints} in the backup, {goneOn} of them have gone on, {clients.Registered.Count} in the end\n{made.Output}{restored.Output}");
        Assert.InRange(complaints, registered.Length, clients.Registered.Count - 1);
        Assert.Empty(registered.Select(pair => pair.Key).Except(await copy.Complaints.Select(row => row.Number).ToListAsync(Token)));
        await AssertFilesAsync(copies, copy, attached, clients.Attached);
        await AssertStartsAsync(registered, clients.Key);
    }

    [Fact]
    public async Task Backup_KilledHalfWay_IsNone()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();
        await using (var file = await storage.Get<AttachmentStore>().StageAsync(number, "函.pdf", new MemoryStream(SampleFile.Pdf), 1000, Token))
        {
            await storage.Handler.HandleAsync(TestStorage.Request("off", "attach", ("file", file!.Name)) with { Number = number, File = file }, Token);
        }

        var attachment = Directory.GetFiles(new StorageFolders(storage.Database.Folder).Attachments, "*", SearchOption.AllDirectories).Single();
        File.Delete(attachment);
        using (var pipe = Process.Start("mkfifo", [attachment]))
        {
            await pipe.WaitForExitAsync(Token); // whoever reads it waits for ever
        }

        using var program = Process.Start(ShouwenProgram.StartInfo(["backup", "--to", Backup, "--data", storage.Database.Folder]))!; // it starts
        while (!Directory.EnumerateFiles(folder, DatabaseFile.Name, SearchOption.AllDirectories).Any(file => new FileInfo(file).Length > 0))
        {
            Assert.False(program.HasExited);
            await Task.Delay(20, Token);
        }

        program.Kill();
        await program.WaitForExitAsync(Token);
        var partial = Assert.Single(Directory.GetDirectories(folder));
        var refused = await ShouwenProgram.RunAsync(["restore", "--from", partial, "--keys", new StorageFolders(storage.Database.Folder).Keys, "--data", Restored], Token);

        Assert.StartsWith(Backup + ".partial-", partial, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("没有备份完", refused.Errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(Restored));
    }

    [Fact]
    public async Task Keys_AreNotPutIntoTheBackup()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);

        var refused = await ShouwenProgram.RunAsync(["backup", "--to", Backup, "--keys-to", Path.Combine(Backup, "keys"), "--data", storage.Database.Folder], Token);

        Assert.Equal((1, "密钥不能放在备份里：谁拿到备份就都能读。请用 --keys-to 另指一处\n"), (refused.ExitCode, refused.Errors));
        Assert.False(Path.Exists(Backup));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Every file that the copy names is there with the bytes that were sent; among them all that had been acknowledged.
    private static async Task AssertFilesAsync(TestDatabase copies, ShouwenDbContext copy, KeyValuePair<string, byte[]>[] acknowledged, IReadOnlyDictionary<string, byte[]> sent)
    {
        using var keys = KeyRing.Open(new StorageFolders(copies.Folder).Keys);
        var files = new AttachmentStore(copies, keys, new(new StorageFolders(copies.Folder)));
        var reader = new Storage.Journal.StreamStore(keys);
        var found = new HashSet<string>();
        foreach (var number in await copy.Complaints.Select(row => row.Number).ToListAsync(Token))
        {
            var stream = await reader.LoadAsync(copy, Domain.Actions.AggregateKind.Complaint, number, Token);
            foreach (var attachment in stream!.Entries.Select(Attachment.Of).OfType<Attachment>())
            {
                await using var content = await files.OpenAsync(number, attachment, Token);
                using var bytes = new MemoryStream();
                await content!.CopyToAsync(bytes, Token);
                Assert.Equal(sent[number], bytes.ToArray());
                found.Add(number);
            }
        }

        Assert.Empty(acknowledged.Select(pair => pair.Key).Except(found));
    }

    private async Task AssertStartsAsync(KeyValuePair<string, int>[] registered, string key)
    {
        await using var server = await ServerProcess.StartAsync(["--data", Restored, "--root", AppContext.BaseDirectory], Token);
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        foreach (var (number, intake) in registered.Take(5))
        {
            var answer = await (await http.GetAsync($"api/v1/complaints/{number}", Token)).JsonAsync();
            Assert.Contains(IntakeClients.SummaryOf(intake), answer.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task FirstOf(Task reached, Task working) => await await Task.WhenAny(reached, working);

    /// <summary>Clients that register complaints and attach a file to each, until they are told to stop.</summary>
    private sealed class FileClients(string key, string ledger) : IDisposable
    {
        private readonly IntakeClients intakes = new(key, ledger);
        private readonly HttpClient http = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        private int last;
        private volatile bool isOver;

        public string Key => key;

        /// <summary>Acknowledged: which intake each number was.</summary>
        public ConcurrentDictionary<string, int> Registered { get; } = new();

        /// <summary>The bytes sent for a number; those acknowledged first of all.</summary>
        public ConcurrentDictionary<string, byte[]> Attached { get; } = new();

        public Task WorkAsync(Uri address)
        {
            intakes.GoTo(address);
            return Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!isOver)
                {
                    var intake = Interlocked.Increment(ref last);
                    var number = await intakes.RegisterOneAsync(intake);
                    Registered[number] = intake;
                    await AttachAsync(address, number, SampleFile.PdfOf(1000 + (intake * 37)));
                }
            })));
        }

        public async Task ReachAsync(int files)
        {
            while (Attached.Count < files)
            {
                await Task.Delay(20, Token);
            }
        }

        public void Stop() => isOver = true;

        public void Dispose()
        {
            intakes.Dispose();
            http.Dispose();
        }

        private async Task AttachAsync(Uri address, string number, byte[] file)
        {
            var complaint = new Uri(address, $"api/v1/complaints/{number}");
            var request = new HttpRequestMessage(HttpMethod.Post, $"{complaint}/attach") { Content = Browsing.FileForm("函.pdf", file) };
            request.Headers.Add("Idempotency-Key", number);
            request.Headers.TryAddWithoutValidation("If-Match", (await http.GetAsync(complaint, Token)).Headers.ETag?.Tag);
            using var answer = await http.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Attached[number] = file;
        }
    }
}
