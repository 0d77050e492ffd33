using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[Claim(28)]
public sealed class TamperTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Journal_Untouched_IsIntact(Database kind)
    {
        await using var storage = await FilledAsync(kind);

        var report = await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal((4, 28, 1, 0), (report.Streams, report.Entries, report.Checkpoints, report.Faults.Count));
    }

    // 150 changes of seven kinds to any column of any entry; each undone before the next.
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Journal_WithAnyChange_NamesTheFirstBadEntry(Database kind)
    {
        await using var storage = await FilledAsync(kind);
        await storage.Database.DropGuardsAsync();
        var original = await RowsAsync(storage);
        var numbers = await NumbersAsync(storage);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var victim = original[random.Next(original.Count)];
            var (stream, position, what) = await Mutation.ApplyAsync(storage.Database, random, victim, original);

            var report = await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken);

            Assert.True(report.Faults.Count > 0, $"{seed}: {what} of {victim.Position} went unseen");
            Assert.True(numbers[stream] == report.Faults[0].Number && position == report.Faults[0].Position, $"{seed}: {what} of {numbers[stream]}/{position} was named {report.Faults[0]}");
            await RestoreAsync(storage, original);
        }

        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Tail_CutWithTheHeadSetBack_ContradictsTheCheckpoint(Database kind)
    {
        await using var storage = await FilledAsync(kind);
        await storage.Database.DropGuardsAsync();
        var number = "TS202603020002";
        await using (var context = storage.Database.CreateDbContext())
        {
            var stream = await context.Streams.SingleAsync(row => row.Number == number, TestContext.Current.CancellationToken);
            await context.Journal.Where(row => row.StreamId == stream.Id && row.Position > 4).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            var last = await context.Journal.SingleAsync(row => row.StreamId == stream.Id && row.Position == 4, TestContext.Current.CancellationToken);
            (stream.Version, stream.Head) = (4, last.Hash);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var fault = Assert.Single((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).Faults);

        Assert.Equal((number, 5), (fault.Number, fault.Position));
        Assert.Contains("被截去", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stream_RewrittenWithNewHashes_ContradictsTheCheckpoint(Database kind)
    {
        await using var storage = await FilledAsync(kind);
        await storage.Database.DropGuardsAsync();
        var number = "TS202603020003";
        await using (var context = storage.Database.CreateDbContext())
        {
            var stream = await context.Streams.SingleAsync(row => row.Number == number, TestContext.Current.CancellationToken);
            var head = StoredEntry.Beginning;
            foreach (var row in await context.Journal.Where(row => row.StreamId == stream.Id).OrderBy(row => row.Position).ToListAsync(TestContext.Current.CancellationToken))
            {
                row.OpenPart = row.OpenPart.Replace("\"person\":\"off\"", "\"person\":\"tel\"", StringComparison.Ordinal);
                row.PreviousHash = head;
                row.Hash = head = new StoredEntry(stream.Id, row.Position, row.OpenPart, row.SealedPart ?? []).HashAfter(head);
            }

            stream.Head = head;
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var fault = Assert.Single((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).Faults);

        Assert.Equal((number, 7), (fault.Number, fault.Position));
        Assert.Contains("被重写", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stream_RemovedWithAllItsRows_ContradictsTheCheckpoint(Database kind)
    {
        await using var storage = await FilledAsync(kind);
        await storage.Database.DropGuardsAsync();
        await using (var context = storage.Database.CreateDbContext())
        {
            var id = await context.Streams.Where(row => row.Number == "TS202603020001").Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken);
            await context.Outbox.Where(row => row.StreamId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.Obligations.Where(row => row.StreamId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.Complaints.Where(row => row.StreamId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.StreamKeys.Where(row => row.StreamId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.Journal.Where(row => row.StreamId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.Streams.Where(row => row.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        var fault = Assert.Single((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).Faults);

        Assert.Equal(("TS202603020001", 1), (fault.Number, fault.Position));
    }

    private static async Task<TestStorage> FilledAsync(Database kind)
    {
        var storage = await TestStorage.CreateAsync(kind);
        for (var i = 0; i < 4; i++)
        {
            var number = await storage.RegisterAsync($"第{i}件");
            await storage.DoAsync(number, "off", "accept");
            await storage.DoAsync(number, "off", "acknowledge", ("means", "phone"), ("told", "acceptance"));
            await storage.DoAsync(number, "off", "record-contact", ("means", "phone"), ("note", "已联系"), ("reached", "true"));
            await storage.DoAsync(number, "off", "note", ("text", "备注"));
            await storage.DoAsync(number, "off", "hand-over", ("to", "boff"));
        }

        await storage.Checkpoints.WriteAsync(CancellationToken.None);
        return storage;
    }

    private static async Task<List<JournalRow>> RowsAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Journal.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Dictionary<Guid, string>> NumbersAsync(TestStorage storage)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Streams.ToDictionaryAsync(row => row.Id, row => row.Number, TestContext.Current.CancellationToken);
    }

    private static async Task RestoreAsync(TestStorage storage, List<JournalRow> original)
    {
        await using var context = storage.Database.CreateDbContext();
        await context.Journal.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        context.Journal.AddRange(original);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
