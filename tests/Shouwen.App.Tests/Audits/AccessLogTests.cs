using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Features.AccessLogs;
using Shouwen.App.Import;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Audits;

/// <summary>Who saw whose data can be looked up by those who may, for a customer without writing the number anywhere.</summary>
public sealed class AccessLogTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Officer = "complaint-officer@branch-1", Auditor = "auditor@head-office", AuditAdministrator = "audit-administrator@head-office";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Customer_LookedForByPhone_IsFound_AndTheNumberStandsNowhere(Database kind)
    {
        const string Phone = "13711112222";
        var host = hosts[kind];
        var seen = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "被看的", "被看人", Phone);
        var unseen = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "没人看的", "别的人", "13711113333");
        using var officer = await host.SignInAsync(Officer);
        await officer.GetStringAsync($"/complaints/{seen}", Token);
        await officer.PostFormAsync($"/complaints/{seen}", $"/complaints/{seen}/reveal", ("reason", "contact"));
        using var auditor = await host.SignInAsync(Auditor);

        var answer = await auditor.PostFormAsync("/access-log", "/access-log/find", ("typed", "137 1111-2222"));

        var address = answer.Headers.Location!.ToString();
        Assert.DoesNotContain("1111", address, StringComparison.Ordinal);
        var page = await auditor.PageAsync(address);
        Assert.DoesNotContain(Phone, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(seen, row, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("显示客户信息", StringComparison.Ordinal) && row.Contains("联系客户", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains(unseen, StringComparison.Ordinal));
        await using var db = host.Database.CreateDbContext();
        Assert.Empty(await db.AccessLog.Where(row => row.Fields!.Contains("1111") || row.Number.Contains("1111")).ToListAsync(Token)); // null contains nothing
    }

    [Theory]
    [InlineData(Database.Sqlite, 2000)]
    [InlineData(Database.PostgreSql, 200)]
    public async Task View_OfACase_IsWrittenDownEachTime(Database kind, int views)
    {
        var host = hosts[kind];
        var numbers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            numbers.Add(await Branch.RegisterAsync(host, "teller@sub-branch-1-1", $"看过多次 {i}", "被看人", $"1371112000{i}"));
        }

        using var caller = await ApiCaller.AsAsync(host, Officer);
        using var browser = await host.SignInAsync(Officer);
        await using var db = host.Database.CreateDbContext();
        for (var i = 0; i < views; i++)
        {
            var answer = i % 2 == 0 ? await caller.Client.GetAsync($"/api/v1/complaints/{numbers[i % 4]}", Token) : await browser.GetAsync($"/complaints/{numbers[i % 4]}", Token);
            answer.EnsureSuccessStatusCode();
        }

        var rows = await db.AccessLog.Where(row => numbers.Contains(row.Number)).ToListAsync(Token);
        Assert.Equal(views, rows.Count);
        Assert.All(rows, row => Assert.Equal(host.Actor(Officer).Person, row.Person));
        Assert.All(numbers, number => Assert.Equal(views / 4, rows.Count(row => row.Number == number)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task WhoSawACase_AmongTenTimesTheRecords_IsFoundAsFast(Database kind)
    {
        const double Slower = 3;
        var few = Scale.Of(10_000, 500_000); // ten times as many in the end: five million
        await using var host = await TestHost.StartAsync(kind);
        using var auditor = await host.SignInAsync(Auditor);
        var random = new Random(56);

        await FillAsync(few);
        var before = await MedianAsync();
        await FillAsync(9 * few);
        var after = await MedianAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {before:0.0} ms among {few}, {after:0.0} ms among {10 * few}");
        Assert.True(after < Slower * before, $"{before:0.0} ms among {few}, {after:0.0} ms among {10 * few}");

        async Task FillAsync(int count)
        {
            for (var done = 0; done < count; done += 5000)
            {
                await using var db = host.Database.CreateDbContext();
                db.AccessLog.AddRange(Enumerable.Range(0, Math.Min(5000, count - done)).Select(i => new AccessLogRow
                {
                    At = host.Clock.Now.AddSeconds(done + i - (10 * few)),
                    Person = $"person-{random.Next(3000)}",
                    Post = "teller",
                    Unit = $"sub-branch-{random.Next(300)}",
                    Number = $"TS{random.Next(few / 20)}", // some twenty looks at each, at first
                    What = "case",
                }));
                await db.SaveChangesAsync(Token);
            }
        }

        async Task<double> MedianAsync()
        {
            var times = new List<double>();
            for (var i = 0; i < 21; i++)
            {
                var watch = Stopwatch.StartNew();
                (await auditor.GetAsync($"/access-log?number=TS{i}", Token)).EnsureSuccessStatusCode();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            return times.Order().ElementAt(10);
        }
    }

    [Fact]
    public async Task Everybody_ReadsOwnActs_HeadsThoseOfTheirUnits_AuditorsAll()
    {
        var host = hosts[Database.Sqlite];
        var number = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "谁看过", "某某", "13711114444");
        foreach (var who in new[] { Officer, "complaint-officer@sub-branch-1-1" })
        {
            using var client = await host.SignInAsync(who);
            await client.GetStringAsync($"/complaints/{number}", Token);
        }

        Assert.Equal([host.Actor(Officer).Person], await PersonsAsync(host, Officer, number));
        Assert.Equal(2, (await PersonsAsync(host, "unit-head@branch-1", number)).Count);
        Assert.Equal([host.Actor("complaint-officer@sub-branch-1-1").Person], await PersonsAsync(host, "unit-head@sub-branch-1-1", number));
        Assert.Empty(await PersonsAsync(host, "unit-head@branch-2", number));
        Assert.Equal(2, (await PersonsAsync(host, Auditor, number)).Count);
        Assert.Equal(2, (await PersonsAsync(host, AuditAdministrator, number)).Count);
        Assert.Empty(await PersonsAsync(host, "administrator@head-office", number));
    }

    [Fact]
    public async Task AuditAdministrator_SeesNumbers_AndNoWayToTheCase()
    {
        var host = hosts[Database.Sqlite];
        var number = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "内容保密", "某某", "13711115555");
        using var officer = await host.SignInAsync(Officer);
        await officer.GetStringAsync($"/complaints/{number}", Token);
        using var client = await host.SignInAsync(AuditAdministrator);

        var page = await client.PageAsync($"/access-log?number={number}");

        Assert.Contains(number, page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector($"a[href='/complaints/{number}']"));
        Assert.DoesNotContain("内容保密", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/access-log'][aria-current=page]"));
    }

    [Fact]
    public async Task Reading_AndExporting_AreThemselvesRecorded_AndTheFileSaysWhoTookIt()
    {
        var host = hosts[Database.Sqlite];
        var me = host.Actor(Auditor).Person;
        using var client = await host.SignInAsync(Auditor);
        await client.GetStringAsync("/access-log?person=nobody", Token);
        await client.GetStringAsync("/access-log", Token);

        var answer = await client.PostFormAsync("/access-log", "/access-log/export", ("reason", "季度检查"), ("format", "xlsx"));

        var rows = SheetFile.Read(await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Contains("季度检查", rows[0][0], StringComparison.Ordinal);
        Assert.Contains(host.House.Institution.Person(me)!.Name, rows[0][0], StringComparison.Ordinal);
        Assert.Equal(AccessWords.Heads, rows[1]);
        await using var db = host.Database.CreateDbContext();
        var own = await db.AccessLog.Where(row => row.Person == me).Select(row => new { row.What, row.Fields, row.Reason }).ToListAsync(Token);
        Assert.Contains(own, row => row.What == "access-log" && row.Fields == "nobody");
        Assert.Contains(own, row => row.What == "access-log-export" && row.Reason == "季度检查");
    }

    [Fact]
    public async Task Export_WithoutAReason_IsNotMade()
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(Auditor);
        await client.GetStringAsync("/access-log", Token);

        var answer = await client.PostFormAsync("/access-log", "/access-log/export", ("reason", " "), ("format", "csv"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_OfALongLog_ShowEveryRecordOnce_WhateverIsAdded()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var db = database.CreateDbContext();
        db.AccessLog.AddRange(Enumerable.Range(0, 120).Select(at => Row(at / 3)));
        await db.SaveChangesAsync(Token);

        var (met, after) = (new List<long>(), (AccessCursor?)null);
        do
        {
            var rows = await new AccessQuery { After = after }.On(db.AccessLog.AsNoTracking()).Take(50).ToListAsync(Token);
            met.AddRange(rows.Select(row => row.Id));
            after = rows.Count < 50 ? null : AccessCursor.Parse(new AccessCursor(rows[^1].At, rows[^1].Id).ToString());
            db.AccessLog.Add(Row(1000));
            await db.SaveChangesAsync(Token);
        }
        while (after is not null);

        Assert.Equal(120, met.Count);
        Assert.Equal(120, met.Distinct().Count());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("person", true)]
    [InlineData("number", true)]
    [InlineData("unit", true)]
    [InlineData("period", true)]
    [InlineData("numbers", false)]
    [InlineData("units", false)]
    public async Task EveryQuery_GoesByAnIndex(string by, bool isOrdered)
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var db = database.CreateDbContext();
        var query = new AccessQuery
        {
            Persons = by == "person" ? ["a"] : null,
            Numbers = by switch { "number" => ["n"], "numbers" => ["n", "m"], _ => null },
            Units = by switch { "unit" => ["u"], "units" => ["u", "v"], _ => null },
            From = by == "period" ? DateTimeOffset.UnixEpoch : null,
            After = new(DateTimeOffset.UnixEpoch, 7),
        };

        var plan = await PlanAsync(db, query.On(db.AccessLog));

        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.Contains("SCAN", StringComparison.Ordinal) && !step.Contains("USING INDEX", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("USING INDEX", StringComparison.Ordinal));
        Assert.Equal(isOrdered, !plan.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
    }

    private static AccessLogRow Row(int minute) => new() { At = DateTimeOffset.UnixEpoch.AddMinutes(minute), Person = "a", Post = "p", Unit = "u", Number = "n", What = "case" };

    private static async Task<IReadOnlyList<string>> PlanAsync(Storage.ShouwenDbContext db, IQueryable<AccessLogRow> query)
    {
        await db.Database.OpenConnectionAsync(Token);
        await using var command = query.Take(51).CreateDbCommand();
        command.CommandText = "explain query plan " + command.CommandText[command.CommandText.IndexOf("SELECT", StringComparison.Ordinal)..];
        await using var reader = await command.ExecuteReaderAsync(Token);
        var steps = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    private static async Task<IReadOnlyList<string>> PersonsAsync(TestHost host, string who, string number)
    {
        using var client = await host.SignInAsync(who);
        var page = await client.PageAsync($"/access-log?number={number}");
        var names = page.QuerySelectorAll("tbody tr td[data-label='谁看的'] > span").Select(cell => cell.FirstChild!.TextContent).Distinct();
        return [.. names.Select(name => host.House.Institution.Persons.First(person => person.Name == name).Id)];
    }
}
