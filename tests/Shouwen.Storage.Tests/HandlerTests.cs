using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

public sealed class HandlerTests
{
    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Registration_Done_IsReadBackWithItsObligations(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);

        var done = Assert.IsType<Done>(await storage.Handler.HandleAsync(TestStorage.Registration(), TestContext.Current.CancellationToken));

        Assert.Equal("TS202603020001", done.Number);
        Assert.Equal(["register", "notify"], done.Entries.Select(entry => entry.Action));
        var file = (await storage.Cases.ReadAsync(done.Number, TestContext.Current.CancellationToken))!;
        Assert.Equal(2, file.Complaint.Version);
        Assert.Equal("排队太久", file.Complaint.Data.Text("summary"));
        Assert.Equal("王小明", file.Complaint.Data.Groups("complainants").Single().Text("name"));
        Assert.Equal(TimeSpan.FromHours(8), file.Complaint.Entries[0].At.Offset);
        Assert.Equal(["T-01", "T-02"], file.Obligations.Select(owed => owed.ClauseId));
        Assert.All(done.Entries.Zip(file.Complaint.Entries), pair => SameEntry.Assert(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Projections_AfterActs_ShowTheComplaintAsItStands(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        storage.Clock.Advance(TimeSpan.FromHours(2));

        Assert.IsType<Done>(await storage.DoAsync(number, "off", "accept"));

        await using var context = storage.Database.CreateDbContext();
        var row = await context.Complaints.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Stage.Accepted, 3, "王**", "counter", "sub-1"), (row.Stage, row.Version, row.MaskedName, row.Channel, row.AboutUnit));
        Assert.Equal("/head-office/branch-1/sub-1/", row.UnitPath);
        var owed = await context.Obligations.OrderBy(row => row.Clause).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal((storage.Clock.Now, null), (owed[0].DischargedAt, owed[0].NextAlarmAt));
        Assert.Equal(row.NextDueAt, owed[1].DueAt);
        Assert.True(owed[1].NextAlarmAt < owed[1].DueAt);
        var notice = await context.Outbox.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((OutboxKind.Sms, $"{number}/2", "off"), (notice.Kind, notice.MessageId, notice.Recipient));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Complainant_LookedForByPhoneOrName_IsFoundThoughNeitherIsStored(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await storage.RegisterAsync();
        var (indexes, phone) = (storage.Get<BlindIndexes>(), storage.Get<BlindIndexes>().Phone("+86-13800000000"));

        await using var context = storage.Database.CreateDbContext();

        Assert.Equal(1, await context.Complainants.CountAsync(row => row.PhoneIndex == phone, TestContext.Current.CancellationToken));
        var start = indexes.NameStart("王小", 2);
        Assert.Equal(1, await context.Complainants.CountAsync(row => row.Name2Index == start, TestContext.Current.CancellationToken));
        var other = indexes.Phone("13800000001");
        Assert.Equal(0, await context.Complainants.CountAsync(row => row.PhoneIndex == other, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Act_RefusedOrUnknown_ChangesNothing(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        Assert.IsType<Missing>(await storage.DoAsync("TS202603029999", "off", "accept"));
        Assert.Equal("not-accepted", Assert.IsType<Refused>(await storage.DoAsync(number, "off", "close")).Refusals[0].Code);
        Assert.Equal("unknown-action", Assert.IsType<Refused>(await storage.DoAsync(number, "off", "acept")).Refusals[0].Code);

        Assert.Equal(2, (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Version);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Link_Done_IsToldToTheOtherComplaintToo(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (first, second) = (await storage.RegisterAsync(), await storage.RegisterAsync());

        Assert.IsType<Done>(await storage.DoAsync(second, "off", "link", ("to", first), ("same-facts", "true")));

        var file = (await storage.Cases.ReadAsync(first, TestContext.Current.CancellationToken))!;
        Assert.Equal(2, file.Complaint.People);
        Assert.Equal("join", file.Complaint.Entries[^1].Action);
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal([(first, 2, (string?)null), (second, 1, first)], (await context.Complaints.OrderBy(row => row.Number).ToListAsync(TestContext.Current.CancellationToken)).Select(row => (row.Number, row.People, row.MergedInto)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Obligations_InTheDatabase_AreThoseDerivedFromTheJournal(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        await storage.DoAsync(number, "off", "accept");
        storage.Clock.Advance(TimeSpan.FromDays(30));
        await storage.DoAsync(number, "off", "answer", ("means", "phone"), ("text", "已处理"));

        var file = (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!;

        await using var context = storage.Database.CreateDbContext();
        var rows = await context.Obligations.ToDictionaryAsync(row => row.Key, TestContext.Current.CancellationToken);
        Assert.Equal(file.Obligations.Select(owed => (ObligationProjection.Key(owed), owed.Due.At.ToUniversalTime(), owed.DischargedAt?.ToUniversalTime())).Order(), rows.Values.Select(row => (row.Key, row.DueAt, row.DischargedAt)).Order());
        Assert.Equal(ObligationStatus.Late, file.Obligations.Single(owed => owed.ClauseId == "T-02").StatusAt(storage.Clock.Now));
    }
}
