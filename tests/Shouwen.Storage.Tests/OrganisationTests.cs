using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Units, people, posts and delegates change by entries of one journal; nothing is forgotten, and other nodes follow.</summary>
public sealed class OrganisationTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Added_PersonHoldsThePostAtOnce_AndOnOtherNodesAtTheNextLook(Database kind)
    {
        await using var storage = await OpenedAsync(kind);
        await using var other = TestStorage.Beside(storage);

        Done(await DoAsync(storage, "exec", "add-person", ("id", "xin"), ("name", "辛弃 😀"), ("post", "teller"), ("unit", "sub-1")));
        Assert.Equal("辛弃 😀", storage.Get<House>().Institution.Person("xin")?.Name);
        Assert.Null(other.Get<House>().Institution.Person("xin"));
        await other.Get<OrganisationWatch>().LookAsync(CancellationToken.None);

        Assert.Equal(new Assignment("teller", "sub-1"), other.Get<House>().Institution.Person("xin")?.Usual);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Post_ForAPeriod_BeginsAndEndsOnItsDay(Database kind)
    {
        await using var storage = await OpenedAsync(kind);
        Done(await DoAsync(storage, "exec", "grant-post", ("person", "tel"), ("post", "complaint-officer"), ("unit", "branch-1"), ("from", "2026-03-05"), ("until", "2026-03-06")));
        var post = new Assignment("complaint-officer", "branch-1");

        Assert.DoesNotContain(post, await PostsAsync(storage, "tel", "2026-03-04T23:59:59+08:00"));
        Assert.Contains(post, await PostsAsync(storage, "tel", "2026-03-05T00:00:00+08:00"));
        Assert.Contains(post, await PostsAsync(storage, "tel", "2026-03-06T23:59:59+08:00")); // the last day is included
        Assert.DoesNotContain(post, await PostsAsync(storage, "tel", "2026-03-07T00:00:00+08:00"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Merged_UnitLiesBelowItsSuccessor_WithItsPeopleAndComplaints(Database kind)
    {
        await using var storage = await OpenedAsync(kind);
        Done(await DoAsync(storage, "exec", "open-unit", ("id", "branch-2"), ("name", "二分行"), ("kind", "branch"), ("parent", "head-office")));
        Done(await DoAsync(storage, "exec", "add-person", ("id", "b2"), ("name", "乙"), ("post", "complaint-officer"), ("unit", "branch-2")));
        var number = await storage.RegisterAsync();

        Done(await DoAsync(storage, "exec", "close-unit", ("unit", "branch-1"), ("into", "branch-2")));

        var bank = storage.Get<House>().Institution;
        Assert.Equal(("branch-2", false), (bank.Unit("branch-1")!.Parent, bank.Unit("branch-1")!.IsOpen));
        Assert.Equal("branch-2", bank.Person("boff")!.Usual!.Unit);
        Assert.True(bank.IsAtOrAbove("branch-2", (await storage.Cases.ReadAsync(number, CancellationToken.None))!.Complaint.ResponsibleUnit));
        Assert.DoesNotContain("branch-1", bank.Each("branch").Select(unit => unit.Id));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Owed_ByAPersonWhoLeaves_IsOwedByTheNext(Database kind)
    {
        await using var storage = await OpenedAsync(kind, owned: true);
        var number = await storage.RegisterAsync();
        Done(await storage.DoAsync(number, "tel", "assign", ("to", "off")));
        Assert.Equal(0, await storage.Get<OrganisationWatch>().FollowAsync(CancellationToken.None)); // nothing concerned so far

        Done(await DoAsync(storage, "exec", "end-post", ("person", "tel"), ("post", "teller"), ("unit", "sub-1")));

        Assert.Equal(1, await storage.Get<OrganisationWatch>().FollowAsync(CancellationToken.None));
        Assert.Equal(0, await storage.Get<OrganisationWatch>().FollowAsync(CancellationToken.None));
        Assert.Null(storage.Get<House>().Institution.Person("tel")!.Usual);
        Assert.Null(storage.Get<House>().Institution.Resolve("tel"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Calendar_ReadInAnew_MovesWhatIsOwed_AndTouchesNothingElse(Database kind)
    {
        await using var storage = await OpenedAsync(kind, owned: true);
        var (open, over) = (await storage.RegisterAsync(), await storage.RegisterAsync());
        Done(await storage.DoAsync(over, "off", "void", ("reason", "误登记")));
        var before = await DueAsync(storage, open);
        var holiday = new HolidayData(new("试验"), [new(2026, new Dictionary<DateOnly, string> { [new(2026, 3, 3)] = "假日" }, new Dictionary<DateOnly, string>())]);
        await using var later = TestStorage.Beside(storage, TestHouse.With([TestHouse.Policy], holiday));
        await later.Get<ConfigurationLog>().RecordAsync(new Dictionary<string, byte[]> { ["calendars/china-2026.yaml"] = [2] }, CancellationToken.None);

        Assert.Equal(1, await later.Get<OrganisationWatch>().FollowAsync(CancellationToken.None)); // the other owes nothing
        Assert.Equal(0, await later.Get<OrganisationWatch>().FollowAsync(CancellationToken.None));

        Assert.Equal(before.Select(due => due.AddDays(1)), await DueAsync(storage, open)); // both count working days from before the holiday
        await using var context = storage.Database.CreateDbContext();
        Assert.Equal((await DueAsync(storage, open)).Min(), (await context.Complaints.SingleAsync(row => row.Number == open, TestContext.Current.CancellationToken)).NextDueAt);
    }

    private static async Task<List<DateTimeOffset>> DueAsync(TestStorage storage, string number)
    {
        await using var context = storage.Database.CreateDbContext();
        var stream = await context.Streams.Where(row => row.Number == number).Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken);
        return await context.Obligations.Where(row => row.StreamId == stream).OrderBy(row => row.Key).Select(row => row.DueAt).ToListAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("add-person", "id", "id=Xin", "name=辛", "post=teller", "unit=sub-1")]
    [InlineData("add-person", "id", "id=tel", "name=辛", "post=teller", "unit=sub-1")]
    [InlineData("add-person", "post", "id=xin", "name=辛", "post=tellr", "unit=sub-1")]
    [InlineData("grant-post", "person", "person=tel", "post=teller", "unit=sub-1")]
    [InlineData("grant-post", "person", "person=nobody", "post=teller", "unit=sub-1")]
    [InlineData("end-post", "post", "person=tel", "post=teller", "unit=branch-1")]
    [InlineData("change-unit", "parent", "unit=branch-1", "parent=sub-1")]
    [InlineData("close-unit", "unit", "unit=head-office")]
    [InlineData("close-unit", "unit", "unit=branch-1")]
    [InlineData("close-unit", "into", "unit=branch-1", "into=sub-1")]
    [InlineData("open-unit", "id", "id=branch-1", "name=一分行", "kind=branch", "parent=head-office")]
    [InlineData("appoint-delegate", "by", "person=tel", "by=tel", "until=2026-04-01")]
    [InlineData("appoint-delegate", "until", "person=tel", "by=off", "until=2026-02-01")]
    public async Task Refused_NamesTheField(string action, string field, params string[] given)
    {
        await using var storage = await OpenedAsync(Database.Sqlite);

        var refused = Assert.IsType<Refused>(await DoAsync(storage, "exec", action, [.. given.Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))]));

        Assert.Contains(field, refused.Refusals.Select(refusal => refusal.Field));
    }

    [Theory]
    [InlineData("boff", "grant-post", "person=tel", "post=teller", "unit=branch-1", null)]
    [InlineData("boff", "grant-post", "person=exec", "post=complaint-officer", "unit=head-office", "只能管理")]
    [InlineData("boff", "grant-post", "person=boff", "post=executive", "unit=branch-1", "不能改动自己")]
    [InlineData("boff", "appoint-delegate", "person=exec", "by=boff", "until=2026-04-01", "只能管理")]
    [InlineData("boff", "change-person", "person=exec", "phone=1", "title=行长", "只能管理")]
    public async Task Administrator_ReachesTheOwnUnitsOnly_AndNeverHimself(string by, string action, string one, string two, string three, string? refusal)
    {
        await using var storage = await OpenedAsync(Database.Sqlite);

        var result = await DoAsync(storage, by, action, [.. new[] { one, two, three }.Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))]);

        if (refusal is null)
        {
            Done(result);
        }
        else
        {
            Assert.Contains(Assert.IsType<Refused>(result).Refusals, each => each.IsPermission && each.Sentence.Contains(refusal, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Import_IsAllOrNothing_AndNamesTheLine()
    {
        await using var storage = await OpenedAsync(Database.Sqlite);

        var refused = Assert.IsType<Refused>(await ImportAsync(storage, ["xin:辛:teller:sub-2", "geng:庚:teller:sub-9"]));
        Assert.Equal(["persons[1].unit"], refused.Refusals.Select(refusal => refusal.Field));
        Assert.Null(storage.Get<House>().Institution.Unit("sub-2"));

        Done(await ImportAsync(storage, ["xin:辛:teller:sub-2", "xin:辛:complaint-officer:branch-1", "geng:庚:teller:sub-2"]));

        Assert.Equal(2, storage.Get<House>().Institution.Person("xin")!.Posts.Count);
        Assert.Equal("branch-1", storage.Get<House>().Institution.Unit("sub-2")!.Parent);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Configuration_IsRecordedWhenAFileChanges_AndOnlyThen(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var log = storage.Get<ConfigurationLog>();

        await log.RecordAsync(new Dictionary<string, byte[]> { ["posts.yaml"] = [1], ["china.yaml"] = [2] }, CancellationToken.None);
        await log.RecordAsync(new Dictionary<string, byte[]> { ["posts.yaml"] = [1], ["china.yaml"] = [2] }, CancellationToken.None);
        await log.RecordAsync(new Dictionary<string, byte[]> { ["posts.yaml"] = [3], ["china.yaml"] = [2] }, CancellationToken.None);

        var entries = (await storage.Cases.ReadAsync(AggregateKind.Organisation, Organisation.Number, CancellationToken.None))!.Complaint.Entries;
        Assert.Equal([2, 1], entries.Select(entry => entry.Data.Groups("files").Count()));
        var changed = entries[1].Data.Groups("files").Single();
        Assert.Equal([3], await log.VersionAsync(changed.Text("hash")!, CancellationToken.None));
        Assert.Equal([1], await log.VersionAsync(changed.Text("was")!, CancellationToken.None));
    }

    private static async Task<TestStorage> OpenedAsync(Database kind, bool owned = false)
    {
        var storage = await TestStorage.CreateAsync(kind);
        await storage.Get<ConfigurationLog>().RecordAsync(new Dictionary<string, byte[]> { ["posts.yaml"] = [1] }, CancellationToken.None);
        if (owned)
        {
            await using var context = await storage.Get<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync();
            context.Owner.Add(new() { Id = Rows.OwnerRow.Only, Institution = "bank" });
            await context.SaveChangesAsync();
        }

        return storage;
    }

    private static Task<HandleResult> DoAsync(TestStorage storage, string by, string action, params (string Name, string Value)[] fields) =>
        storage.DoAsync(Organisation.Number, by, action, [.. fields, ("reason", "人事变动")]);

    private static Task<HandleResult> ImportAsync(TestStorage storage, string[] people)
    {
        RawMap unit = Map(("id", "sub-2"), ("name", "二支行"), ("kind", "sub-branch"), ("parent", "branch-1"));
        var persons = people.Select(line => line.Split(':')).Select(part => (Raw)Map(("id", part[0]), ("name", part[1]), ("post", part[2]), ("unit", part[3]))).ToList();
        return storage.Handler.HandleAsync(TestStorage.Request("exec", "import-organisation", ("units", new RawList([unit], default)), ("persons", new RawList(persons, default)), ("reason", "建账")) with { Number = Organisation.Number }, CancellationToken.None);
    }

    private static RawMap Map(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => (Raw)new RawScalar(field.Value, true, default)), new Dictionary<string, Position>(), default);

    private static async Task<IReadOnlyList<Assignment>> PostsAsync(TestStorage storage, string person, string at)
    {
        storage.Clock.Now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        await storage.Get<OrganisationWatch>().LookAsync(CancellationToken.None);
        return storage.Get<House>().Institution.Person(person)!.Posts;
    }

    private static void Done(HandleResult result) => Assert.True(result is Done, result is Refused refused ? string.Join('；', refused.Refusals.Select(refusal => refusal.Sentence)) : result.ToString());
}
